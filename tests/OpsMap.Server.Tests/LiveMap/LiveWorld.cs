using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;

namespace OpsMap.Server.Tests.LiveMap;

/// <summary>A database of its own with cases and squads in it, written as the grains write: through the ledger.</summary>
public sealed class LiveWorld(string owner, IAsyncDisposable? dropped = null) : IAsyncDisposable
{
    public static readonly CountyCode Luzhou = new("140403");
    public static readonly CountyCode Shangdang = new("140404");
    private readonly Dictionary<Guid, int> _versions = [];
    private int _numbers;

    public string Owner => owner;

    public Database Database { get; } = new(owner);

    public BackgroundDatabase Background { get; } = new(owner);

    public Ledger Ledger => field ??= new(Database);

    public static async Task<LiveWorld> In(Backing backing)
    {
        var database = await backing.Database();
        return new LiveWorld(database.Owner, database);
    }

    /// <summary>Writes the next version of a case, with its news.</summary>
    public async Task<Guid> Case(CountyCode county, Guid? id = null, string workflow = "triaging", Guid? squad = null, bool open = true, DateTimeOffset? closedAt = null, IReadOnlyList<DeadlineChange>? deadlines = null, string clocks = "[]")
    {
        var stream = id ?? Guid.NewGuid();
        int version;
        string no;
        lock (_versions)
        {
            version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
            no = $"CZ{Interlocked.Increment(ref _numbers):000000}";
        }
        var card = $$"""
            {"id":"{{stream}}","no":"{{no}}","version":{{version}},"county":"{{county}}","title":"餐馆收费纠纷","workflow":"{{workflow}}","respondent":"老李饭店",
             "complainant":{"name":"王**","phone":"138****1234"},"clocks":{{clocks}}{{(squad is null ? "" : $",\"squad\":\"{squad}\"")}}}
            """;
        await Ledger.Commit(Entry(stream, version, county) with
        {
            Cases = [new CaseRow(stream, county, no, version, "complaint", workflow, "none", "pending", squad, null, open, Drill: false, 1, [], null, null, DateTimeOffset.UnixEpoch, closedAt, null, null, null, "", card)],
            Deadlines = deadlines ?? [],
            Feed = [new(county, "case", card)],
        });
        return stream;
    }

    /// <summary>Writes the next version of a squad, with its news.</summary>
    public async Task<Guid> Squad(CountyCode county, short slot, string state = "available", Guid? id = null)
    {
        var stream = id ?? Fixes.Squad(slot);
        int version;
        lock (_versions) version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        var card = $$"""{"id":"{{stream}}","slot":{{slot}},"version":{{version}},"code":"潞州{{slot:00}}","county":"{{county}}","state":"{{state}}","members":["张三"],"dutyPhone":"13800000000"}""";
        await Ledger.Commit(Entry(stream, version, county) with
        {
            Squads = [new SquadRow(stream, slot, county, $"潞州{slot:00}", version, state, ["general"], 2, null, JobTaken: false, new DateOnly(2026, 11, 23), state is "available" or "returning", state is not ("offDuty" or "break"), Retired: false, card)],
            Feed = [new(county, "squad", card)],
        });
        return stream;
    }

    /// <summary>Writes a row of the feed and nothing else.</summary>
    public Task News(CountyCode county, string kind, string body) =>
        Ledger.Commit(Entry(Guid.NewGuid(), 1, county) with { Feed = [new(county, kind, body)] });

    public async Task<T> Scalar<T>(string sql, params object[] values) => (await Rows(sql, r => r.GetFieldValue<T>(0), values))[0];

    /// <summary>Reads as the owner of nothing but everything: the application's role with the whole city's scope.</summary>
    public Task<IReadOnlyList<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] values) =>
        Database.Rows(Scope.Everything, Database.Sql(sql, values), map);

    public Task Execute(string sql, params object[] values) => Database.Execute(Scope.Everything, Database.Sql(sql, values));

    public async ValueTask DisposeAsync()
    {
        await Background.DisposeAsync();
        await Database.DisposeAsync();
        if (dropped is not null) await dropped.DisposeAsync();
    }

    private static LedgerEntry Entry(Guid stream, int version, CountyCode county) => new()
    {
        Command = new CommandId(Guid.NewGuid()),
        ContentHash = [1],
        By = Actor.Machine,
        At = TimeProvider.System.GetUtcNow(),
        Stream = stream,
        Answer = "{}",
        Events = [new EventRow(stream, version, county, "test", JsonSerializer.Serialize(new { version }), null)],
    };
}
