using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Platform;
using Xunit;

namespace OpsMap.Server.Tests.Dispatch;

/// <summary>One squad as a test wants it: free, complete, able and seen just now, unless said otherwise.</summary>
internal sealed record TestSquad(string Code, string County, double Lon, double Lat)
{
    public Guid Id { get; } = Guid.NewGuid();
    public string State { get; init; } = "available";
    public int Crew { get; init; } = 2;
    public string[] Skills { get; init; } = ["general", "food"];
    public int AgeS { get; init; } = 5;
    public int Jobs { get; init; }
    public int JobsDaysAgo { get; init; }
    public bool Seen { get; init; } = true;
}

/// <summary>Squads and cases put straight into the read model of a real database, as if the ledger and the phones had.</summary>
internal sealed class SquadWorld : IAsyncDisposable
{
    public static readonly Actor City = new(new PersonId(Guid.NewGuid()), "市", Role.CityDispatcher, CountyCode.City);

    public SquadWorld(string owner)
    {
        Database = new Database(owner);
        Recommender = new Recommender(new NearestSquads(Database), new Roster(Database, Clock), new TravelTime(), Options.Create(new DispatchOptions()), Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public Database Database { get; }

    public Recommender Recommender { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Actor County(string code) => new(new PersonId(Guid.NewGuid()), "县", Role.CountyDispatcher, new CountyCode(code));

    /// <summary>These squads and no others, in one round trip.</summary>
    public async Task Squads(params TestSquad[] squads)
    {
        var now = Clock.GetUtcNow();
        var seen = squads.Where(s => s.Seen).ToArray();
        await using var batch = Database.Batch(Scope.Everything,
            Database.Sql("delete from squad_position"), Database.Sql("delete from squad_view"),
            Database.Sql("""
                insert into squad_view (id, slot, county, code, version, state, capabilities, crew, jobs_today, jobs_on, card)
                select s.id, s.n, s.county, s.code, 1, s.state, string_to_array(s.skills, ','), s.crew, s.jobs, s.jobs_on, '{}'
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::date[]) with ordinality
                     as s(id, county, code, state, skills, crew, jobs, jobs_on, n)
                """,
                Column(squads, s => s.Id, NpgsqlDbType.Uuid), Column(squads, s => s.County, NpgsqlDbType.Text), Column(squads, s => s.Code, NpgsqlDbType.Text),
                Column(squads, s => s.State, NpgsqlDbType.Text), Column(squads, s => string.Join(',', s.Skills), NpgsqlDbType.Text), Column(squads, s => s.Crew, NpgsqlDbType.Integer),
                Column(squads, s => s.Jobs, NpgsqlDbType.Integer), Column(squads, s => CityTime.DayOf(now).AddDays(-s.JobsDaysAgo), NpgsqlDbType.Date)),
            Database.Sql("""
                insert into squad_position (squad, slot, county, lon, lat, accuracy_m, fix_at, received_at, plane, cell, assignable)
                select s.id, v.slot, v.county, s.lon, s.lat, 5, s.fix_at, s.fix_at, g.plane, st_snaptogrid(g.plane, 500), v.state in ('available', 'returning')
                from unnest($1::uuid[], $2::float8[], $3::float8[], $4::timestamptz[]) as s(id, lon, lat, fix_at) join squad_view v on v.id = s.id
                cross join lateral (select st_transform(st_point(s.lon, s.lat, 4326), 4546) as plane) g
                """,
                Column(seen, s => s.Id, NpgsqlDbType.Uuid), Column(seen, s => s.Lon, NpgsqlDbType.Double),
                Column(seen, s => s.Lat, NpgsqlDbType.Double), Column(seen, s => now.AddSeconds(-s.AgeS), NpgsqlDbType.TimestampTz)));
        await batch.ExecuteNonQueryAsync(Cancel);
    }

    public async Task<CaseId> Case(string county, double? lon, double? lat, string[]? skills = null, TimeSpan? arriveIn = null)
    {
        var id = Guid.NewGuid();
        await Database.Execute(Scope.Everything, Database.Sql("""
            insert into case_view (id, county, no, version, kind, workflow, fast, legal, open, industry, skills, point, plane, arrive_due, received_at, search, card)
            values ($1, $2, $3, 3, 'complaint', 'triaging', 'candidate', 'pending', true, 1, $4,
                    st_point($5, $6, 4326)::geography, st_transform(st_point($5, $6, 4326), 4546), $7, $8, '', '{}')
            """, id, county, id.ToString(), skills ?? ["food"], Maybe(lon, NpgsqlDbType.Double), Maybe(lat, NpgsqlDbType.Double), Maybe(Clock.GetUtcNow() + arriveIn, NpgsqlDbType.TimestampTz), Clock.GetUtcNow()), Cancel);
        return new CaseId(id);
    }

    /// <summary>Asks two seconds later, so that the roster of an earlier question does not count any more.</summary>
    public async Task<Recommendation> Ask(CaseId id, Actor? by = null, int limit = 5, bool crossCounty = false)
    {
        Clock.Advance(TimeSpan.FromSeconds(2));
        return (await Recommender.For(id, by ?? City, limit, crossCounty, Cancel))!;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static NpgsqlParameter Maybe<T>(T? value, NpgsqlDbType type) where T : struct => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };

    private static NpgsqlParameter Column<T>(IEnumerable<TestSquad> squads, Func<TestSquad, T> value, NpgsqlDbType type) =>
        new() { Value = squads.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
