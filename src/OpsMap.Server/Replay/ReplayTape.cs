using OpsMap.Domain;
using OpsMap.Server.LiveMap;

namespace OpsMap.Server.Replay;

/// <summary>A stretch of the past (回放): what a map that joined then was given, and everything it would have been told until the end.</summary>
public sealed record ReplayTape(DateTimeOffset From, DateTimeOffset To, Snapshot Start, IReadOnlyList<ReplayRow> Rows, IReadOnlyList<ReplayFix> Fixes);

/// <summary>News of the past, in the feed's own words.</summary>
public sealed record ReplayRow(DateTimeOffset At, FeedRow Row);

/// <summary>A position that the map showed from then on; <see cref="Fix"/> tells how old it was already.</summary>
public sealed record ReplayFix(DateTimeOffset ShownAt, int Slot, CountyCode County, LastFix Fix);
