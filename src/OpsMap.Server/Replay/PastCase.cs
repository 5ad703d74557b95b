using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Cases;
using OpsMap.Server.Clocks;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Replay;

/// <summary>One case as it was (工单历史): its events folded by the same code that folds it today, with the news each commit made.</summary>
internal sealed class PastCase
{
    private Case _case = Case.Nothing;
    private int _version;

    /// <summary>The counties that saw it.</summary>
    public IEnumerable<CountyCode> Watching => CaseNews.Watching(_case);

    /// <summary>The card a console had on joining at that instant; nothing when it showed no such case.</summary>
    public string? CardAt(DateTimeOffset midnight) =>
        _case.Exists && (CaseRows.OnTheDesk(_case) || _case.ClosedAt >= midnight) ? CaseCard.Json(_case, _version) : null;

    /// <summary>Takes in one commit, and tells what the feed told of it.</summary>
    public IEnumerable<FeedRow> Take(IReadOnlyList<StoredEvent> commit)
    {
        var (before, events) = (_case, commit.Select(e => e.As<CaseEvent>()).ToList());
        (_case, _version) = (_case.Evolve(events), commit[^1].Version);
        foreach (var p in events.OfType<CaseEvent.ClockPassed>())
            yield return new FeedRow(_case.County, 0, FeedKind.Clock, ClockNews.Of(_case.Id.Value, _case.No, p.Clock.Code, p.Step, p.DueAt, p.Late));
        foreach (var item in CaseNews.Of(before, _case, _version, CaseCard.Json(_case, _version)))
            yield return new FeedRow(item.County, 0, item.Kind, item.Body);
    }
}
