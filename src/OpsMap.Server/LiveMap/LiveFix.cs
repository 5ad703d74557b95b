using OpsMap.Domain;

namespace OpsMap.Server.LiveMap;

/// <summary>One accepted position of a squad (定位) on its way to the map; instants are the server's judgement of them.</summary>
public readonly record struct LiveFix(
    int Slot,
    SquadId Squad,
    CountyCode County,
    GeoPoint Point,
    float AccuracyM,
    float? HeadingDeg,
    float SpeedMps,
    DateTimeOffset FixAt,
    DateTimeOffset ReceivedAt,
    bool Suspicious = false);
