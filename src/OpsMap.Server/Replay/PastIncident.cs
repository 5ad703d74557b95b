using OpsMap.Domain.Incidents;
using OpsMap.Server.Incidents;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Replay;

/// <summary>One incident as it was (事件历史).</summary>
internal sealed class PastIncident
{
    private Incident _incident = Incident.Nothing;
    private int _version;

    /// <summary>The card a console had on joining at that instant; nothing when it showed no such incident, or not to this audience.</summary>
    public string? CardAt(DateTimeOffset midnight, Audience audience) =>
        _incident.Exists && (_incident.Open || _incident.ClosedAt >= midnight) && _incident.Counties.Any(audience.Sees) ? IncidentCard.Json(_incident, _version) : null;

    /// <summary>Takes in one commit, and tells what the feed told of it.</summary>
    public IEnumerable<FeedRow> Take(IReadOnlyList<StoredEvent> commit)
    {
        var before = _incident;
        (_incident, _version) = (_incident.Evolve(commit.Select(e => e.As<IncidentEvent>())), commit[^1].Version);
        var card = IncidentCard.Json(_incident, _version);
        return [.. _incident.Counties.Concat(before.Exists ? before.Counties : []).Distinct().Select(county => new FeedRow(county, 0, FeedKind.Incident, card))];
    }
}
