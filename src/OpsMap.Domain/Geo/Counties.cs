using System.Collections.Frozen;

namespace OpsMap.Domain.Geo;

/// <summary>How fast the roads of a county let a squad go: detour over the straight line, and speed.</summary>
public enum Terrain { Basin, Mountain }

/// <summary>A county, district or zone of the city (县区), and where its bureau sits.</summary>
public sealed record County(CountyCode Code, string Name, string ShortName, string En, GeoPoint Seat, Terrain Terrain);

/// <summary>The twelve counties and two zones of Changzhi (长治市).</summary>
public static class Counties
{
    /// <summary>市局 12315 中心.</summary>
    public static GeoPoint CityCentre { get; } = new(113.110, 36.195);

    public static IReadOnlyList<County> All { get; } =
    [
        Basin("140403", "潞州区", "潞州", "Luzhou", 113.1074, 36.1877),
        Basin("140404", "上党区", "上党", "Shangdang", 113.0501, 36.0523),
        Basin("140405", "屯留区", "屯留", "Tunliu", 112.8866, 36.3142),
        Basin("140406", "潞城区", "潞城", "Lucheng", 113.2167, 36.3322),
        Basin("140423", "襄垣县", "襄垣", "Xiangyuan", 113.0435, 36.5326),
        Mountain("140425", "平顺县", "平顺", "Pingshun", 113.4321, 36.2000),
        Mountain("140426", "黎城县", "黎城", "Licheng", 113.3806, 36.5027),
        Mountain("140427", "壶关县", "壶关", "Huguan", 113.1996, 36.1109),
        Basin("140428", "长子县", "长子", "Zhangzi", 112.8785, 36.1197),
        Mountain("140429", "武乡县", "武乡", "Wuxiang", 112.8591, 36.8342),
        Basin("140430", "沁县", "沁县", "Qinxian", 112.6951, 36.7569),
        Mountain("140431", "沁源县", "沁源", "Qinyuan", 112.3344, 36.5006),
        // the zones' own offices are not published: schematic, inside their parts of 潞州 and 上党
        Basin("14040G", "高新区", "高新", "High-tech Zone", 113.1020, 36.2290),
        Basin("14040J", "经开区", "经开", "Economic Zone", 113.0650, 36.1400),
    ];

    private static readonly FrozenDictionary<CountyCode, County> _byCode = All.ToFrozenDictionary(c => c.Code);

    public static County? Find(CountyCode code) => _byCode.GetValueOrDefault(code);

    public static Terrain TerrainOf(CountyCode code) => Find(code)?.Terrain ?? Terrain.Basin;

    public static string NameOf(CountyCode code) => code.IsCity ? "长治市" : Find(code)?.Name ?? code.Value;

    /// <summary>The bureau as the register of units has it; the zones' are called a little otherwise.</summary>
    public static string BureauOf(CountyCode code) =>
        NameOf(code) + (char.IsAsciiLetter(code.Value[^1]) ? "市场监管局" : "市场监督管理局");

    private static County Basin(string code, string name, string brief, string en, double lon, double lat) =>
        new(new CountyCode(code), name, brief, en, new GeoPoint(lon, lat), Terrain.Basin);

    private static County Mountain(string code, string name, string brief, string en, double lon, double lat) =>
        new(new CountyCode(code), name, brief, en, new GeoPoint(lon, lat), Terrain.Mountain);
}
