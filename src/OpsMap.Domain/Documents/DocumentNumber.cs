using System.Globalization;
using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Documents;

/// <summary>The number of a document (文号): ××市监××〔2026〕第n号, counted per issuing bureau, kind and local year.</summary>
public readonly record struct DocumentNumber(CountyCode Issuer, string Word, int Year, int Count)
{
    public string Series => $"document {Word} {Issuer}";

    public string Period => Year.ToString(CultureInfo.InvariantCulture);

    public static DocumentNumber First(CountyCode issuer, string word, DateTimeOffset at) => new(issuer, word, CityTime.DayOf(at).Year, 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bureaus.Brief(Issuer)}市监{Word}〔{Year}〕第{Count}号");
}

/// <summary>The bureaus (市场监督管理局) by name, as they sign.</summary>
public static class Bureaus
{
    /// <summary>A county stands alone; a district or zone is the city's.</summary>
    public static string NameOf(CountyCode code) =>
        $"{(code.IsCity || Counties.NameOf(code).EndsWith('县') ? "" : "长治市")}{Counties.NameOf(code)}市场监督管理局";

    public static string Brief(CountyCode code) => code.IsCity ? "长" : Counties.Find(code)?.ShortName ?? code.Value;
}
