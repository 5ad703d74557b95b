using System.Collections.Concurrent;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Dispatch;

/// <summary>
/// All squads by what keeps them from being sent (分队在岗情况), at most a second old: a recommendation counts with it whom it left out,
/// without a second question to the database. Receipts ask anew.
/// </summary>
public sealed class Roster(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private const string Sql = """
        select s.county, s.state, s.crew, s.capabilities, p.fix_at from squad_view s left join squad_position p on p.squad = s.id where not s.retired
        """;

    private sealed record Entry(CountyCode County, SquadState State, int Crew, Capability[] Skills, DateTimeOffset? FixAt);

    private sealed record Tally(int Considered, IReadOnlyDictionary<string, int> Excluded);

    /// <summary>What was read at once, and what has been counted of it: two thousand squads are not looked through at every question.</summary>
    private sealed record Page(long Stamp, IReadOnlyList<Entry> Squads)
    {
        public ConcurrentDictionary<(CountyCode? County, string Needed), Tally> Tallies { get; } = new();
    }

    private Page? _page;

    /// <summary>How many squads were looked at, and how many of them fall out for which reason.</summary>
    public async ValueTask<(int Considered, IReadOnlyDictionary<string, int> Excluded)> Excluded(Scene scene, bool anyCounty, DateTimeOffset now, bool anew, CancellationToken ct)
    {
        var page = _page;
        if (page is null || anew || clock.GetElapsedTime(page.Stamp) > Fresh) _page = page = await Read(ct);
        var tally = page.Tallies.GetOrAdd((anyCounty ? null : scene.County, string.Join(',', scene.Needed)), _ => Count(page, scene, anyCounty, now));
        return (tally.Considered, tally.Excluded);
    }

    private static Tally Count(Page page, Scene scene, bool anyCounty, DateTimeOffset now)
    {
        var counts = new Dictionary<string, int>(8, StringComparer.Ordinal);
        var considered = 0;
        foreach (var squad in page.Squads)
        {
            if (!anyCounty && squad.County != scene.County) continue;
            considered++;
            if (Reason(squad, scene, now) is { } why) counts[why] = counts.GetValueOrDefault(why) + 1;
        }
        return new Tally(considered, counts);
    }

    private static string? Reason(Entry squad, Scene scene, DateTimeOffset now) => squad.State switch
    {
        SquadState.OffDuty => "offDuty",
        SquadState.Break => "break",
        SquadState.Available or SquadState.Returning =>
            squad.Crew < NearestSquads.LeastCrew ? "crew"
            : scene.Needed.Any(n => !squad.Skills.Contains(n)) ? "skill"
            : squad.FixAt is not { } fix || FixAge.Of(now - fix) is Freshness.Lost ? "lost"
            : null,
        SquadState.Assigned or SquadState.Responding or SquadState.EnRoute or SquadState.OnScene => "busy",
    };

    private async Task<Page> Read(CancellationToken ct)
    {
        var stamp = clock.GetTimestamp();
        return new Page(stamp, await database.Rows(Scope.Everything, Database.Sql(Sql), r => new Entry(
            new CountyCode(r.GetString(0)), SquadWords.State(r.GetString(1)), r.GetInt32(2), [.. SquadWords.Skills(r.GetFieldValue<string[]>(3))],
            r.IsDBNull(4) ? null : r.GetFieldValue<DateTimeOffset>(4)), ct));
    }
}
