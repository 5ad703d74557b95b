using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpsMap.Domain;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Wall;
using Xunit;

namespace OpsMap.Server.Tests.Wall;

/// <summary>Rows as the ledger writes them, counted as domain §5 defines.</summary>
public sealed class SituationTests(Backing backing)
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Now = Nine.AddHours(6).ToUniversalTime();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_with_nothing_in_it_has_no_rates()
    {
        await using var city = await City();

        var seen = await city.Seen();

        Assert.Empty(seen.Rates);
        Assert.Equal(new ReceivedCases(0, 0, 0, 0, 0), seen.Intake);
        Assert.Equal(new Arrivals(0, null, null), seen.Arrivals);
        Assert.Equal(14, seen.Counties.Count);
        Assert.All(seen.Counties, c => Assert.Equal(new Rate(0, 0), c.Response));
        Assert.All(seen.Response, d => Assert.Null(d.Minutes));
        Assert.Equal((14, new DateOnly(2026, 11, 24)), (seen.Response.Count, seen.Response[^1].Day));
    }

    [Fact]
    public async Task A_rate_counts_what_fell_due_today_and_is_settled()
    {
        await using var city = await City();
        await city.Has("met", clocks: [Clock(ClockKind.C2, Nine, 45, stopped: 20, met: true)]);
        await city.Has("late", clocks: [Clock(ClockKind.C2, Nine, 45, stopped: 50, met: false)]);
        await city.Has("overdue", clocks: [Clock(ClockKind.C2, Now.AddMinutes(-46), 45)]);
        await city.Has("running", clocks: [Clock(ClockKind.C2, Now.AddMinutes(-10), 45)]);
        await city.Has("cancelled", clocks: [Clock(ClockKind.C2, Nine, 45, cancelled: true)]);
        await city.Has("drill", drill: true, clocks: [Clock(ClockKind.C2, Nine, 45, stopped: 5, met: true)]);
        await city.Has("yesterday's", received: Nine.AddDays(-1), clocks: [Clock(ClockKind.C2, Nine.AddDays(-1), 45, stopped: 5, met: true)]);
        await city.Has("stopped early, due tomorrow", clocks: [Clock(ClockKind.C4, Nine, 24 * 60, stopped: 5, met: true)]);
        await city.Has("due today, received yesterday", received: Nine.AddDays(-1), clocks: [Clock(ClockKind.C4, Nine.AddDays(-1), 24 * 60, stopped: 60, met: true)]);
        await city.Has("a question", kind: "consultation", received: Nine.AddDays(-1), clocks: [Clock(ClockKind.C4, Nine.AddDays(-1), 24 * 60)]);

        var seen = await city.Seen();

        Assert.Equal(new Rate(1, 3), seen.Rates["C2"]);
        Assert.Equal(new Rate(1, 1), seen.Rates["C4"]);
        Assert.Equal(new Rate(1, 3), seen.Counties.Single(c => c.Code == "140403").Response);
    }

    [Fact]
    public async Task Volumes_compare_with_yesterday_until_the_same_hour()
    {
        await using var city = await City();
        await city.Has("now", received: Now);
        await city.Has("midnight", received: Nine.AddHours(-9), kind: "report", industry: 9);
        await city.Has("before midnight", received: Nine.AddHours(-9).AddSeconds(-1));
        await city.Has("yesterday, earlier", received: Nine.AddDays(-1));
        await city.Has("drill", drill: true);

        var seen = await city.Seen();

        Assert.Equal(new ReceivedCases(Today: 2, YesterdayByNow: 1, Complaints: 1, Reports: 1, Consultations: 0), seen.Intake);
        Assert.Equal((1, 1, 2), (seen.Hours[0], seen.Hours[15], seen.Hours.Sum()));
        Assert.Equal([KeyValuePair.Create(6, 1), KeyValuePair.Create(9, 1)], seen.Industries.OrderBy(i => i.Key));
        Assert.Equal(2, seen.Counties.Single(c => c.Code == "140403").Received);
    }

    [Fact]
    public async Task Money_and_stages_follow_the_cases()
    {
        await using var city = await City();
        await city.Has("today", workflow: "closed", fast: "sceneDone", closed: Nine, recovered: 1860.50m);
        await city.Has("this year", received: Nine.AddMonths(-3), workflow: "archived", fast: "sceneDone", open: false, closed: Nine.AddMonths(-3), recovered: 100);
        await city.Has("last year", received: Nine.AddYears(-1), workflow: "archived", open: false, closed: Nine.AddYears(-1), recovered: 7);
        await city.Has("to dispatch", fast: "candidate");
        await city.Has("under way", workflow: "routed", fast: "enRoute");
        await city.Has("on scene", workflow: "routed", fast: "onScene");
        await city.Has("called off", workflow: "routed", fast: "cancelled");

        var seen = await city.Seen();

        Assert.Equal(new Recovered(1860.50m, 1960.50m), seen.Recovered);
        Assert.Equal(new FastTrack(Today: 5, Open: 3, ClosedToday: 1), seen.Fast);
        Assert.Equal("feedback 1, scene 1, travel 1, triage 1", string.Join(", ", seen.Stages.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value}")));
    }

    [Fact]
    public async Task Averages_are_of_the_local_day_the_squad_answered()
    {
        await using var city = await City();
        await city.Has("twenty", clocks: [Clock(ClockKind.C2, Nine, 45, stopped: 20, met: true), Clock(ClockKind.C3, Nine, 90, stopped: 40, met: true)]);
        await city.Has("thirty", clocks: [Clock(ClockKind.C2, Nine, 45, stopped: 30, met: true), Clock(ClockKind.C3, Nine, 90, stopped: 100, met: false)]);
        var late = Nine.AddDays(-1).AddHours(14.75);
        await city.Has("over midnight", received: late, clocks: [Clock(ClockKind.C2, late, 45, stopped: 40, met: true)]);

        var seen = await city.Seen();

        Assert.Equal(new ResponseDay(new DateOnly(2026, 11, 24), 3, 30), seen.Response[^1]);
        Assert.Equal(new Arrivals(2, 70, 94), seen.Arrivals);
    }

    [Fact]
    public async Task Edge41_A_drill_counts_nowhere()
    {
        await using var city = await City();
        await city.Has("drill", drill: true, fast: "onScene", clocks: [Clock(ClockKind.C2, Nine, 45, stopped: 5, met: true), Clock(ClockKind.C3, Nine, 90, stopped: 60, met: true)]);
        await city.Has("drill, closed", drill: true, workflow: "closed", fast: "sceneDone", closed: Nine, recovered: 500);

        var seen = await city.Seen();

        Assert.Empty(seen.Rates);
        Assert.Equal((new ReceivedCases(0, 0, 0, 0, 0), new FastTrack(0, 0, 0), new Recovered(0, 0), new Arrivals(0, null, null)), (seen.Intake, seen.Fast, seen.Recovered, seen.Arrivals));
        Assert.Empty(seen.Stages);
        Assert.Equal(0, seen.Hours.Sum() + seen.Industries.Values.Sum() + seen.Counties.Sum(c => c.Received));
    }

    [Fact]
    public async Task A_county_sees_itself_only()
    {
        await using var city = await City();
        await city.Has("ours");
        await city.Has("theirs", county: "140423");

        var ours = await city.Seen(Scope.Of(new CountyCode("140403")));

        Assert.Equal(1, ours.Intake.Today);
        Assert.Equal(["140403"], ours.Counties.Select(c => c.Code));
        Assert.Equal(2, (await city.Seen()).Intake.Today);
    }

    private static ClockView Clock(ClockKind kind, DateTimeOffset start, int minutes, int? stopped = null, bool? met = null, bool cancelled = false) =>
        new(kind, 1, start, start.AddMinutes(minutes), [], stopped is { } m ? start.AddMinutes(m) : null, cancelled ? true : null, met);

    private async Task<CaseRows> City()
    {
        var test = await backing.Database();
        return new CaseRows(test, new Database(test.Owner));
    }

    private sealed class CaseRows(TestDatabase test, Database database) : IAsyncDisposable
    {
        public Task<CitySituation> Seen(Scope? scope = null) =>
            new SituationQueries(database, new FakeTimeProvider(Now)).Count(scope ?? Scope.Everything, Cancel);

        public async Task Has(
            string no, DateTimeOffset? received = null, string kind = "complaint", string county = "140403", int industry = 6, string workflow = "received", string fast = "none",
            bool open = true, bool drill = false, DateTimeOffset? closed = null, decimal? recovered = null, params ClockView[] clocks)
        {
            var card = JsonSerializer.Serialize(new { Clocks = clocks }, Wire.Options);
            await database.Execute(Scope.Everything, Database.Sql("""
                insert into case_view (id, county, no, version, kind, workflow, fast, legal, open, drill, industry, received_at, closed_at, recovered, search, card)
                values (gen_random_uuid(), $1, $2, 1, $3, $4, $5, 'pending', $6, $7, $8, $9, $10, $11::numeric, '', $12::jsonb)
                """,
                county, no, kind, workflow, fast, open, drill, industry, (received ?? Nine).ToUniversalTime(), Database.Nullable(closed?.ToUniversalTime()),
                Database.Nullable(recovered?.ToString(System.Globalization.CultureInfo.InvariantCulture)), card), Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            await test.DisposeAsync();
        }
    }
}
