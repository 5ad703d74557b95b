using System.Runtime.InteropServices;
using OpsMap.Domain;
using OpsMap.Domain.Tracks;

namespace OpsMap.Server.Tracks;

/// <summary>A position as it stands in the history (轨迹记录): whose, what the device said, and when the server heard of it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoredFix(SquadId Squad, TrackPoint Fix, DateTimeOffset ReceivedAt);
