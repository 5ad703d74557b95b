using OpsMap.Domain;

namespace OpsMap.Server.Geodata;

/// <summary>The counties and zones of the city by the words and codes found in papers, including the codes and names of before 2018.</summary>
public static class CountyNames
{
    private static readonly (string Code, string Name, string Brief)[] All =
    [
        ("140403", "潞州区", "潞州"), ("140404", "上党区", "上党"), ("140405", "屯留区", "屯留"), ("140406", "潞城区", "潞城"),
        ("140423", "襄垣县", "襄垣"), ("140425", "平顺县", "平顺"), ("140426", "黎城县", "黎城"), ("140427", "壶关县", "壶关"),
        ("140428", "长子县", "长子"), ("140429", "武乡县", "武乡"), ("140430", "沁县", "沁县"), ("140431", "沁源县", "沁源"),
        ("14040G", "高新区", "高新"), ("14040J", "经开区", "经开"),
    ];

    private static readonly Dictionary<string, string> Old = new(StringComparer.Ordinal)
    {
        ["140402"] = "140403", ["140411"] = "140403", ["140421"] = "140404", ["140424"] = "140405", ["140481"] = "140406", ["140400"] = "1404",
        ["城区"] = "140403", ["郊区"] = "140403", ["长治县"] = "140404", ["屯留县"] = "140405", ["潞城市"] = "140406", ["长治市"] = "1404",
        ["高新技术产业开发区"] = "14040G", ["经济技术开发区"] = "14040J",
    };

    private static readonly HashSet<string> Ambiguous = new(StringComparer.Ordinal) { "城区", "郊区", "长治市" };

    /// <summary>The twelve with a border of their own in the shipped file.</summary>
    public static IReadOnlyList<CountyCode> Counties { get; } = [.. All.Where(c => char.IsAsciiDigit(c.Code[^1])).Select(c => new CountyCode(c.Code))];

    public static string Brief(CountyCode county) => Array.Find(All, c => c.Code == county.Value) is { Brief: { } name } ? name : "长治";

    /// <summary>A cell that holds a county and nothing else: its code, its name, its short name, with or without the city in front.</summary>
    public static CountyCode? Exactly(string text)
    {
        var name = text.Replace("山西省", "", StringComparison.Ordinal);
        if (name.Length > 3 && name.StartsWith("长治市", StringComparison.Ordinal)) name = name[3..];
        if (Old.TryGetValue(name, out var now)) return new CountyCode(now);
        var found = Array.Find(All, c => c.Code == name || c.Name == name || c.Brief == name);
        return found.Code is null ? null : new CountyCode(found.Code);
    }

    /// <summary>The one county an address names; none when it names none or several.</summary>
    public static CountyCode? Within(string address)
    {
        var named = All.Where(c => address.Contains(c.Name, StringComparison.Ordinal)).Select(c => c.Code)
            .Concat(Old.Where(o => o.Key.Length > 1 && !char.IsAsciiDigit(o.Key[0]) && !Ambiguous.Contains(o.Key) && address.Contains(o.Key, StringComparison.Ordinal)).Select(o => o.Value))
            .Distinct(StringComparer.Ordinal).Take(2).ToArray();
        return named is [var one] ? new CountyCode(one) : null;
    }
}
