using System.Collections.Frozen;
using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Ground;

namespace OpsMap.Simulator.Story;

/// <summary>A place something happens at, as an official writes it down, and a point that lies in the right district.</summary>
public sealed record Scene(CountyCode County, string Place, GeoPoint Point);

/// <summary>Addresses near county seats, along the roads and at known sights; house numbers are invented.</summary>
public static class Streets
{
    /// <summary>Nearer to a border than this, whose case it is would be open.</summary>
    private const double ClearOfBorders = 700;

    private static readonly string[] _usual = ["人民路", "府前街", "新建路", "站前街", "迎宾大道", "开元街", "文化路", "建设西街", "东大街", "滨河路", "长安路", "和平街"];

    private static readonly string[] _luzhou = ["英雄中路", "英雄南路", "解放东街", "解放西街", "太行西街", "太行东街", "府后西街", "延安南路", "延安中路", "长兴中路", "长兴南路", "城北东街", "保宁门东街", "紫金西街", "五一路", "迎宾西街", "捉马西大街", "东华门"];

    private static readonly FrozenDictionary<string, (string Name, GeoPoint Point)[]> _sights = new Dictionary<string, (string, GeoPoint)[]>(StringComparer.Ordinal)
    {
        ["140403"] = [("老顶山森林公园入口", new(113.170, 36.216)), ("长治机场航站楼", new(113.126, 36.247)), ("长治站站前广场", new(113.098, 36.205))],
        ["140427"] = [("八泉峡景区游客中心", new(113.5676, 35.9514)), ("太行山大峡谷青龙峡停车场", new(113.52, 35.985))],
        ["140425"] = [("通天峡景区售票处", new(113.58, 36.03))],
        ["140426"] = [("黄崖洞景区停车场", new(113.44, 36.80))],
        ["140429"] = [("八路军太行纪念馆广场", new(112.86, 36.84))],
        ["140431"] = [("灵空山景区入口", new(112.10, 36.62))],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Scene Somewhere(CountyCode county, bool atSight, CityMap map, Dice dice)
    {
        var home = Counties.Find(county) ?? throw new ArgumentException($"{county} is no county", nameof(county));
        if (atSight && _sights.TryGetValue(county.Value, out var sights))
        {
            var (name, point) = dice.Pick(sights);
            return new Scene(county, name, Near(point, 120, map.Districts[county], dice));
        }

        return dice.Chance(0.82) ? InTown(home, map, dice) : OnTheRoad(home, map, dice);
    }

    private static Scene InTown(County home, CityMap map, Dice dice)
    {
        var street = dice.Pick(home.Code.Value is "140403" ? _luzhou : _usual);
        var number = dice.Whole(1, 168).ToString(CultureInfo.InvariantCulture);
        var spread = home.Code.Value is "140403" ? 3_200 : 1_300;
        return new Scene(home.Code, $"{home.Name}{street}{number}号", Near(home.Seat, spread, map.Districts[home.Code], dice));
    }

    /// <summary>Towns have no published coordinates here: the name is one of the county's own, the point lies by one of its roads.</summary>
    private static Scene OnTheRoad(County home, CityMap map, Dice dice)
    {
        var area = map.Districts[home.Code];
        var stretches = map.Roads.All.Where(r => area.Contains(r.From) || area.Contains(r.To)).ToList();
        for (var attempt = 0; attempt < 40 && stretches.Count > 0; attempt++)
        {
            var road = dice.Pick(stretches);
            var (near, far) = area.Contains(road.From) ? (road.From, road.To) : (road.To, road.From);
            var point = near.Towards(far, dice.Between(0.05, 0.5)).Moved(dice.Normal() * 500, dice.Normal() * 500);
            if (!area.ContainsAround(point, ClearOfBorders)) continue;
            var place = $"{home.Name}{dice.Pick(map.Towns[home.Code])}{dice.Pick(_usual)}{dice.Whole(1, 60).ToString(CultureInfo.InvariantCulture)}号";
            return new Scene(home.Code, place, Rounded(point));
        }

        return InTown(home, map, dice);
    }

    private static GeoPoint Near(GeoPoint centre, double spread, Area area, Dice dice)
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var point = centre.Moved(dice.Normal() * spread / 2, dice.Normal() * spread / 2);
            if (area.ContainsAround(point, ClearOfBorders)) return Rounded(point);
        }

        return Rounded(centre);
    }

    private static GeoPoint Rounded(GeoPoint p) => new(Math.Round(p.Lon, 6), Math.Round(p.Lat, 6));
}
