using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>Sixty invented squads (演示分队). Public are only the sixteen of 潞州, based on its stations, and the four of 上党.</summary>
public static class DemoRoster
{
    private const double GoldenAngleDegrees = 137.50776;
    private const double MetresPerDegree = 111_195;
    private const string Numerals = "一二三四五六七八九";
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高";
    private const string GivenNames = "安平明正和清实";

    private static readonly (string County, int Squads, double RadiusM)[] _strength =
    [
        ("140403", 16, 3_200), ("140404", 4, 3_000), ("140405", 4, 3_000), ("140406", 4, 3_000), ("140423", 4, 3_000),
        ("140425", 3, 1_500), ("140426", 3, 1_500), ("140427", 4, 2_000), ("140428", 3, 3_000), ("140429", 3, 1_500),
        ("140430", 3, 1_500), ("140431", 3, 1_500), ("14040G", 3, 600), ("14040J", 3, 600),
    ];

    // Every squad takes a general dispute; a county's first squads cover what is complained about most.
    private static readonly Capability[][] _skills =
    [
        [Capability.Food, Capability.Catering, Capability.Price],
        [Capability.Food, Capability.Drug, Capability.Device],
        [Capability.Quality, Capability.Auto, Capability.RealEstate],
        [Capability.Food, Capability.SpecialEquipment, Capability.Quality],
    ];

    // from the county seat the gorge is two hours away: the fourth squad of 壶关 is posted inside it
    private static readonly Dictionary<string, GeoPoint> _posts = new(StringComparer.Ordinal) { ["壶关04"] = DemoVenues.Baquanxia };

    public static IReadOnlyList<(SquadId Id, SquadEntry Entry)> All { get; } = [.. Squads()];

    /// <summary>The same on every node and after every start.</summary>
    private static SquadId IdOf(string code) => new(NamedId.OfDemo(code));

    private static IEnumerable<(SquadId, SquadEntry)> Squads()
    {
        var slot = 0;
        foreach (var (code, squads, radius) in _strength)
        {
            var county = Counties.Find(new CountyCode(code)) ?? throw new InvalidOperationException($"no county {code}");
            for (var i = 0; i < squads; i++) yield return Squad(county, i, squads, radius, slot++);
        }
    }

    private static (SquadId, SquadEntry) Squad(County county, int index, int of, double radius, int slot)
    {
        var code = county.ShortName + (index + 1).ToString("D2", CultureInfo.InvariantCulture);
        var entry = new SquadEntry(
            code,
            $"{county.Name}快反第{Numeral(index + 1)}分队",
            county.Code,
            SquadKind.Squad,
            [.. _skills[index % _skills.Length], Capability.General],
            _posts.TryGetValue(code, out var post) ? post : Scattered(county.Seat, index, of, radius),
            slot,
            Vehicle: $"晋D·演{(slot + 1).ToString("D4", CultureInfo.InvariantCulture)}",
            Radio: code,
            DutyPhone: $"0355-000{(slot + 1).ToString("D4", CultureInfo.InvariantCulture)}",
            Members: [Invented(2 * slot), Invented((2 * slot) + 1)]);
        return (IdOf(code), entry);
    }

    /// <summary>Spread evenly around the seat of the county, as seeds in a sunflower.</summary>
    private static GeoPoint Scattered(GeoPoint seat, int index, int of, double radius)
    {
        var metres = radius * Math.Sqrt((index + 0.5) / of);
        var (east, north) = Math.SinCos(index * GoldenAngleDegrees * Math.PI / 180);
        var lat = seat.Lat + metres * north / MetresPerDegree;
        var lon = seat.Lon + metres * east / (MetresPerDegree * Math.Cos(seat.Lat * Math.PI / 180));
        return new GeoPoint(Math.Round(lon, 6), Math.Round(lat, 6));
    }

    /// <summary>The middle character says 演示: nobody is called so.</summary>
    private static string Invented(int person) => $"{Surnames[person % Surnames.Length]}演{GivenNames[person % GivenNames.Length]}";

    private static string Numeral(int number) => number switch
    {
        < 10 => Numerals[number - 1].ToString(),
        10 => "十",
        _ => $"十{Numerals[number - 11]}",
    };
}
