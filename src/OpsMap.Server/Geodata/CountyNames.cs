using OpsMap.Domain;
using OpsMap.Domain.Geo;

namespace OpsMap.Server.Geodata;

/// <summary>Reads the county out of what people write: names, short names and codes, those of before 2018 included.</summary>
public static class CountyNames
{
    private static readonly Dictionary<string, CountyCode> Old = new(StringComparer.Ordinal)
    {
        ["140402"] = new("140403"),
        ["140411"] = new("140403"),
        ["140421"] = new("140404"),
        ["140424"] = new("140405"),
        ["140481"] = new("140406"),
        ["长治县"] = new("140404"),
        ["屯留县"] = new("140405"),
        ["潞城市"] = new("140406"),
        ["高新技术产业开发区"] = new("14040G"),
        ["经济技术开发区"] = new("14040J"),
    };

    // only when they stand alone: "城区" is also part of other words
    private static readonly Dictionary<string, CountyCode> OldAlone = new(StringComparer.Ordinal)
    {
        ["140400"] = CountyCode.City,
        ["1404"] = CountyCode.City,
        ["长治市"] = CountyCode.City,
        ["市本级"] = CountyCode.City,
        ["城区"] = new("140403"),
        ["郊区"] = new("140403"),
    };

    /// <summary>The twelve with a border in the shipped file; the zones have none until somebody draws one.</summary>
    public static IReadOnlyList<CountyCode> Bordered { get; } = [.. Counties.All.Where(c => !c.Code.IsZone).Select(c => c.Code)];

    /// <summary>A cell that holds a county and nothing else, with or without province and city in front.</summary>
    public static CountyCode? Exactly(string text)
    {
        var name = text.Replace("山西省", "", StringComparison.Ordinal);
        if (name.Length > 3 && name.StartsWith("长治市", StringComparison.Ordinal)) name = name[3..];
        if (OldAlone.TryGetValue(name, out var now) || Old.TryGetValue(name, out now)) return now;
        return Counties.All.FirstOrDefault(c => c.Code.Value == name || c.Name == name || c.ShortName == name)?.Code;
    }

    /// <summary>The one county an address names; none when it names none or several.</summary>
    public static CountyCode? Within(string address)
    {
        var named = Counties.All.Where(c => address.Contains(c.Name, StringComparison.Ordinal)).Select(c => c.Code)
            .Concat(Old.Where(o => address.Contains(o.Key, StringComparison.Ordinal)).Select(o => o.Value))
            .Distinct().Take(2).ToArray();
        return named is [var one] ? one : null;
    }
}
