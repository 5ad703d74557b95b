using OpsMap.Domain;
using OpsMap.Server.LiveMap;

namespace OpsMap.Server.Tests.LiveMap;

internal static class Fixes
{
    public static readonly DateTimeOffset Nine = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static LiveFix Fix(int slot, double second = 0, double lon = 113.1, double lat = 36.2, string county = "140403", Guid? squad = null) => new(
        slot, new SquadId(squad ?? Squad(slot)), new CountyCode(county), new GeoPoint(lon, lat), AccuracyM: 12, HeadingDeg: 90, SpeedMps: 8.5f,
        FixAt: Nine.AddSeconds(second), ReceivedAt: Nine.AddSeconds(second + 1));

    public static Guid Squad(int slot) => new(slot, 0, 0, new byte[8]);
}
