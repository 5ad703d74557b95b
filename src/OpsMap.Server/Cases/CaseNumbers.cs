using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;

namespace OpsMap.Server.Cases;

/// <summary>The number series (编号) a command draws from: case numbers per day, directive numbers per year and without a gap, both in local time.</summary>
internal sealed record CaseNumbers(string Kind, string Period, bool Gapless, Func<int, Numbers> Named)
{
    /// <summary>Stand in while it is still open whether the command will be accepted; never committed.</summary>
    public Numbers Pending => Named(0);

    public static CaseNumbers? For(CaseCommand command, DateTimeOffset now)
    {
        var local = now.ToOffset(CityTime.Offset);
        var day = local.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var year = local.ToString("yyyy", CultureInfo.InvariantCulture);
        return command switch
        {
            CaseCommand.Register => new("case", day, Gapless: false, n => new Numbers(CaseNo: $"CZ{day}-{n:D6}")),
            CaseCommand.IssueDirective => new("directive", year, Gapless: true, n => new Numbers(DirectiveNo: $"长市监快响〔{year}〕第{n:D4}号")),
            _ => null,
        };
    }
}
