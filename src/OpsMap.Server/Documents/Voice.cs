using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;

namespace OpsMap.Server.Documents;

/// <summary>What stands in the gaps of one copy (副本).</summary>
public sealed record Voice(DocumentCopy Copy, Func<Gap, string> Fill)
{
    private const string Anonymous = "匿名";
    private const string Withheld = "依法不予提供";

    public static Voice Masked(DocumentBody body) => new(DocumentCopy.Masked, gap => (gap, body.Person) switch
    {
        (Gap.Name or Gap.Addressee, null) => Anonymous,
        (_, null) => "",
        (Gap.Name or Gap.Addressee, var p) => p.Name,
        (Gap.Phone, var p) => p.Phone,
        (Gap.Address, var p) => p.HasAddress ? "（已脱敏）" : "",
        (Gap.IdType, var p) => p.IdNo is null ? "" : "居民身份证",
        (Gap.IdNo, var p) => p.IdNo ?? "",
    });

    public static Voice Full(Complainant? person) => new(DocumentCopy.Full, gap => gap switch
    {
        Gap.Name or Gap.Addressee => person?.Name ?? Anonymous,
        Gap.Phone => person?.Phone ?? "",
        Gap.Address => person?.Address ?? "",
        Gap.IdType => string.IsNullOrEmpty(person?.IdNo) ? "" : "居民身份证",
        Gap.IdNo => person?.IdNo ?? "",
    });

    /// <summary>Nothing of the complainant's own; a surname is enough to tell which complaint is meant.</summary>
    public static Voice Respondent(DocumentBody body) => new(DocumentCopy.Respondent, gap => gap switch
    {
        Gap.Addressee => body.Respondent ?? "",
        Gap.Name => body.Person?.Name ?? Anonymous,
        Gap.Phone or Gap.Address or Gap.IdNo => Withheld,
        Gap.IdType => "",
    });
}
