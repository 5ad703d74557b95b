using System.Runtime.InteropServices;

namespace OpsMap.Domain.Tracks;

/// <summary>One position as a device of a squad took it (轨迹点). Device, number and the device's own instant together are its identity: however often it is sent, it is this one.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrackPoint(
    Guid Device,
    long Seq,
    DateTimeOffset TakenAt,
    DateTimeOffset At,
    GeoPoint Point,
    float AccuracyM,
    float? SpeedMps = null,
    float? Heading = null)
{
    /// <summary>The order of one device's track: its own clock, its own numbers.</summary>
    public static Comparer<TrackPoint> InTime { get; } = Comparer<TrackPoint>.Create((a, b) =>
        a.TakenAt != b.TakenAt ? a.TakenAt.CompareTo(b.TakenAt) : a.Seq.CompareTo(b.Seq));

    /// <summary>Which of two devices' points a map shows: the later one by the server's time.</summary>
    public bool IsLaterThan(in TrackPoint other) =>
        At != other.At ? At > other.At
        : Seq != other.Seq ? Seq > other.Seq
        : Device.CompareTo(other.Device) > 0;
}

/// <summary>Why a position is kept but neither shown nor ranked by (存疑原因).</summary>
[Flags]
public enum FixDoubt
{
    None = 0,

    /// <summary>The device itself is not sure to 200 m.</summary>
    Accuracy = 1,

    /// <summary>Nothing on wheels gets from its neighbours to here in that time.</summary>
    Teleport = 2,

    /// <summary>Shifted against its neighbours, or the squad's base, as GCJ-02 is against WGS-84.</summary>
    Datum = 4,
}
