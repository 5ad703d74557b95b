using System.Runtime.InteropServices;
using OpsMap.Domain;
using OpsMap.Domain.Tracks;

namespace OpsMap.Server.Tracks;

/// <summary>A position as it stands in the history (轨迹记录): whose, what the device said, and when the server heard of it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoredFix(SquadId Squad, TrackPoint Fix, DateTimeOffset ReceivedAt);

/// <summary>A stored position and what its neighbours say of it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JudgedFix(StoredFix Stored, FixDoubt Doubt);
