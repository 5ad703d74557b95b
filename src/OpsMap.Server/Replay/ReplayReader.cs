using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Replay;

/// <summary>Tells a stretch of the past again (回放): from events and stored fixes only, for feed rows are kept for days and a tape may be asked for after months.</summary>
public sealed class ReplayReader(Database database, TrackReader tracks)
{
    private const string Columns = "stream, version, type, body, at";

    // whatever was open then is open still, or something has happened to it since that midnight
    private const string CasesSql = $"""
        select {Columns} from event e
        where  e.at <= $2 and e.stream in (
          select v.id from case_view v
          where  v.received_at <= $2 and (v.open or exists (select from event later where later.stream = v.id and later.at >= $1)))
        order  by e.stream, e.version
        """;

    private const string IncidentsSql = $"""
        select {Columns} from event e
        where  e.at <= $2 and e.stream in (select id from incident_view where opened_at <= $2 and (open or closed_at >= $1))
        order  by e.stream, e.version
        """;

    private const string SquadsSql = $"select {Columns} from event e where e.at <= $1 and e.stream in (select id from squad_view) order by e.stream, e.version";

    public async Task<ReplayTape> Read(Audience audience, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var midnight = CityTime.StartOf(CityTime.DayOf(from));
        var squads = (await Streams(Database.Sql(SquadsSql, to.ToUniversalTime()), ct)).Select(s => (Squad: new PastSquad(new SquadId(s.Id)), s.Commits)).ToList();
        var cases = (await Streams(Database.Sql(CasesSql, midnight.ToUniversalTime(), to.ToUniversalTime()), ct)).Select(s => (Case: new PastCase(), s.Commits)).ToList();
        var incidents = (await Streams(Database.Sql(IncidentsSql, midnight.ToUniversalTime(), to.ToUniversalTime()), ct)).Select(s => (Incident: new PastIncident(), s.Commits)).ToList();
        var fixes = await tracks.Heard(from, to, ct);

        var heard = fixes.ToLookup(f => f.Squad);
        foreach (var (squad, commits) in squads)
        {
            // reports and commits of one squad in the order its grain saw them: what was shown before a break is not shown after it
            foreach (var (_, act) in commits.Select(c => (c[0].At, Do: (Action)(() => squad.Take(c))))
                .Concat(Reports(heard[squad.Id]).Select(r => (At: r.Key, Do: (Action)(() => squad.Take(r, r.Key))))).Where(a => a.At <= from).OrderBy(a => a.At)) act();
        }
        foreach (var (past, commits) in cases)
            foreach (var commit in commits.Where(c => c[0].At <= from)) _ = past.Take(commit).Count();

        foreach (var (past, commits) in incidents)
            foreach (var commit in commits.Where(c => c[0].At <= from)) past.Take(commit);

        var news = new List<(DateTimeOffset At, FeedRow Row)>();
        var shown = new List<ReplayFix>();
        var snapshot = new List<(string, LastFix?)>();
        foreach (var (squad, commits) in squads.OrderBy(s => s.Squad.Slot))
        {
            if (squad.Exists && audience.Sees(squad.County)) snapshot.Add((squad.Card, squad.Shown));
            var later = commits.Where(c => c[0].At > from).Select(c => (c[0].At, Do: (Action)(() => news.Add((c[0].At, squad.Take(c))))))
                .Concat(Reports(heard[squad.Id]).Where(r => r.Key > from).Select(r => (At: r.Key, Do: (Action)(() =>
                {
                    if (squad.Take(r, r.Key)) shown.Add(new ReplayFix(r.Key, squad.Slot, squad.County, squad.Shown!));
                }))));
            foreach (var (_, act) in later.OrderBy(l => l.At)) act();
        }
        var cards = cases.Where(c => c.Case.Watching.Any(audience.Sees)).Select(c => c.Case.CardAt(midnight)).OfType<string>().ToList();
        var crowds = incidents.Select(i => i.Incident.CardAt(midnight, audience)).OfType<string>().ToList();
        foreach (var (past, commits) in incidents)
            foreach (var commit in commits.Where(c => c[0].At > from))
                news.AddRange(past.Take(commit).Select(row => (commit[0].At, row)));
        foreach (var (past, commits) in cases)
            foreach (var commit in commits.Where(c => c[0].At > from))
                news.AddRange(past.Take(commit).Select(row => (commit[0].At, row)));

        var seqs = new Dictionary<CountyCode, long>();
        var rows = news.Where(n => audience.Sees(n.Row.County)).OrderBy(n => n.At)
            .Select(n => new ReplayRow(n.At, n.Row with { Seq = seqs[n.Row.County] = seqs.GetValueOrDefault(n.Row.County) + 1 })).ToList();
        return new ReplayTape(from, to, new Snapshot(seqs.Keys.ToDictionary(c => c, _ => 0L), cards, snapshot, crowds), rows,
            [.. shown.Where(f => audience.Sees(f.County)).OrderBy(f => f.ShownAt)]);
    }

    /// <summary>What was stored together, in the order it was heard.</summary>
    private static IEnumerable<IGrouping<DateTimeOffset, StoredFix>> Reports(IEnumerable<StoredFix> fixes) => fixes.GroupBy(f => f.ReceivedAt).OrderBy(g => g.Key);

    /// <summary>Streams of events, each as the commits that wrote them: one commit has one instant.</summary>
    private async Task<IReadOnlyList<(Guid Id, List<List<StoredEvent>> Commits)>> Streams(Npgsql.NpgsqlBatchCommand query, CancellationToken ct)
    {
        var events = await database.Rows(Scope.Everything, query,
            r => (Stream: r.GetGuid(0), Event: new StoredEvent(r.GetInt32(1), r.GetString(2), r.GetString(3), Actor.Machine, r.GetFieldValue<DateTimeOffset>(4), null, null)), ct);
        var streams = new List<(Guid Id, List<List<StoredEvent>> Commits)>();
        foreach (var (of, e) in events)
        {
            if (streams.Count == 0 || streams[^1].Id != of) streams.Add((of, []));
            var commits = streams[^1].Commits;
            if (commits is [.., var commit] && commit[0].At == e.At) commit.Add(e);
            else commits.Add([e]);
        }
        return streams;
    }
}
