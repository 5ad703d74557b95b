using Npgsql;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

/// <summary>The second wall: what the database itself refuses when the first has a hole.</summary>
public sealed class RowLevelSecurityTests(Backing backing) : IAsyncLifetime
{
    private static readonly string[] Tables = ["event", "case_view", "complainant", "squad_view", "squad_position", "directive", "deadline", "feed", "audit", "document", "unit", "responsibility", "department", "joint_task", "work_record", "device", "device_silence", "device_step", "evidence", "message", "message_read"];
    // accounts and the feed's heads are looked up before a county is known; venues are public reference data
    private static readonly string[] Unwalled = ["account", "feed_head", "venue"];
    private static readonly Scope Luzhou = new("140403");
    private static readonly Scope Shangdang = new("140404");

    private TestDatabase _own = null!;
    private Database _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _own = await backing.Database();
        _database = new Database(_own.Owner);
        foreach (var scope in new[] { Luzhou, Shangdang }) await Insert(scope, scope.Setting);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _own.DisposeAsync();
    }

    [Fact]
    public async Task Every_table_with_a_county_is_walled_even_against_its_owner()
    {
        var rows = await _database.Rows(Scope.Everything, Database.Sql("""
            select c.relname, c.relrowsecurity and c.relforcerowsecurity
            from   pg_class c join pg_attribute a on a.attrelid = c.oid
            where  c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'county'
            """), r => (Table: r.GetString(0), Walled: r.GetBoolean(1)), Cancel);
        Assert.Empty(rows.Where(r => !r.Walled).Select(r => r.Table).Except(Unwalled, StringComparer.Ordinal));
        Assert.Superset(Tables.ToHashSet(StringComparer.Ordinal), rows.Select(r => r.Table).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_setting_there_are_no_rows_and_the_setting_ends_with_its_transaction()
    {
        Assert.Equal(2, (await Seen(Scope.Everything)).Count);
        await using var connection = await _database.App.OpenConnectionAsync(Cancel);
        await using (var set = new NpgsqlCommand("begin; select set_config('ops.county', '*', true); commit", connection)) await set.ExecuteNonQueryAsync(Cancel);
        await using var count = new NpgsqlCommand("select count(*) from case_view", connection);
        Assert.Equal(0L, await count.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Another_countys_row_is_invisible_cannot_be_changed_and_cannot_be_made()
    {
        Assert.Equal(["140403"], await Seen(Luzhou));
        Assert.Equal(0, await _database.Execute(Luzhou, Database.Sql("update case_view set no = 'x' where county = '140404'"), Cancel));
        Assert.Equal(0, await _database.Execute(Luzhou, Database.Sql("delete from case_view where county = '140404'"), Cancel));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Insert(Luzhou, "140404"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await Assert.ThrowsAsync<PostgresException>(() => _database.Execute(Luzhou, Database.Sql("update case_view set county = '140404' where county = '140403'"), Cancel));
        Assert.Equal(["140403", "140404"], (await Seen(Scope.Everything)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_helping_county_looks_at_the_case_where_the_query_only_looks_and_changes_nothing()
    {
        await _database.Execute(Scope.Everything, Database.Sql("update case_view set helper = '140403' where county = '140404'"), Cancel);
        Assert.Equal(["140403", "140404"], (await Seen(Luzhou.LookingOn)).Order(StringComparer.Ordinal));
        Assert.Equal(["140403"], await Seen(Luzhou));
        Assert.Equal(["140404"], await Seen(Shangdang.LookingOn));
        Assert.Equal(0, await _database.Execute(Luzhou.LookingOn, Database.Sql("update case_view set no = 'x' where county = '140404'"), Cancel));
        Assert.Equal(0, await _database.Execute(Luzhou.LookingOn, Database.Sql("delete from case_view where county = '140404'"), Cancel));
    }

    [Theory]
    [InlineData("140403,140404")]
    [InlineData("%")]
    [InlineData("")]
    [InlineData("' or '1'='1")]
    public async Task A_clever_setting_is_one_county_nobody_has(string setting) => Assert.Empty(await Seen(new Scope(setting)));

    [Fact]
    public async Task The_application_cannot_lay_down_its_role_take_the_wall_away_or_rewrite_history()
    {
        foreach (var statement in new[] { "alter table case_view disable row level security", "drop policy own_county on case_view", "update event set body = '{}'", "delete from event", "truncate event", "truncate case_view" })
            await Assert.ThrowsAsync<PostgresException>(() => _database.Execute(Scope.Everything, Database.Sql(statement), Cancel));
    }

    private Task<IReadOnlyList<string>> Seen(Scope scope) => _database.Rows(scope, Database.Sql("select county from case_view"), r => r.GetString(0), Cancel);

    private Task<int> Insert(Scope scope, string county) => _database.Execute(scope, Database.Sql("""
        insert into case_view (id, county, no, version, kind, workflow, fast, legal, open, industry, received_at, search, card)
        values ($1, $2, $3, 1, 'complaint', 'received', 'none', 'pending', true, 1, now(), '', '{}')
        """, Guid.NewGuid(), county, Guid.NewGuid().ToString()), Cancel);
}
