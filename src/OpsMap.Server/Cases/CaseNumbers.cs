using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;

namespace OpsMap.Server.Cases;

/// <summary>The number series (编号) a command draws from: case numbers per day, directives and cards per year and without a gap, all in local time.</summary>
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
            CaseCommand.Split or CaseCommand.FindClue => new("case", day, Gapless: false, n => new Numbers(KinNo: $"CZ{day}-{n:D6}")),
            CaseCommand.PassClock { Clock.IsLegal: true, Step: ClockSteps.Reminder } =>
                new("card-reminder", year, Gapless: true, n => new Numbers(CardNo: $"长市监提醒〔{year}〕第{n:D4}号")),
            CaseCommand.PassClock { Clock.IsLegal: true, Step: ClockSteps.Urging } =>
                new("card-urging", year, Gapless: true, n => new Numbers(CardNo: $"长市监催办〔{year}〕第{n:D4}号")),
            CaseCommand.IssueDirective => new("directive", year, Gapless: true, n => new Numbers(DirectiveNo: $"长市监快响〔{year}〕第{n:D4}号")),
            _ => null,
        };
    }
}
