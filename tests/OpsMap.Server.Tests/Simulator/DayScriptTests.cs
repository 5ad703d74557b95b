using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Simulator;
using OpsMap.Simulator.Ground;
using OpsMap.Simulator.Story;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

public sealed partial class DayScriptTests
{
    private static readonly DateOnly Tuesday = new(2026, 11, 24);
    private static readonly IReadOnlyList<Contact> Day = Script(1);

    [Fact]
    public void A_working_day_brings_141_contacts_in_the_shares_of_the_year()
    {
        Assert.Equal(141, Day.Count);
        Assert.Equal(101, Day.Count(c => c.Registration.Kind is CaseKind.Consultation)); // 71.93 %
        Assert.Equal(31, Day.Count(c => c.Registration.Kind is CaseKind.Complaint)); // 21.89 %
        Assert.Equal(9, Day.Count(c => c.Registration.Kind is CaseKind.Report)); // 6.18 %
        Assert.Equal(10, Day.Count(c => c.Fast)); // a quarter of 40
    }

    [Fact]
    public void The_same_seed_tells_the_same_day_and_another_seed_another()
    {
        Assert.Equal(Text(Script(1)), Text(Script(1)));
        Assert.NotEqual(Text(Script(1)), Text(Script(2)));
        Assert.Equal(141, Script(1).Select(c => c.Id(1)).Distinct().Count());
    }

    [Fact]
    public void Every_district_every_industry_and_in_a_busy_week_every_situation_comes_up()
    {
        Assert.Equal(12, Day.Select(c => c.Registration.County).Distinct().Count());
        Assert.Equal(10, Day.Where(c => c.Registration.Kind is not CaseKind.Consultation).Select(c => c.Registration.Industry).Distinct().Count());
        var week = Enumerable.Range(0, 7).SelectMany(d => Script(1, d)).ToList();
        Assert.Equal(Enum.GetValues<Situation>(), week.SelectMany(c => c.Registration.Situations ?? []).Distinct().Order());
    }

    [Fact]
    public void Working_hours_are_busier_than_the_night()
    {
        var local = Day.Select(c => c.At.ToOffset(CityTime.Offset)).ToList();
        Assert.All(local, at => Assert.Equal(Tuesday, DateOnly.FromDateTime(at.Date)));
        Assert.True(local.Count(at => at.Hour is >= 8 and < 12) > 20 * Math.Max(1, local.Count(at => at.Hour is >= 2 and < 5)) / 2);
        Assert.Equal(Day, Day.OrderBy(c => c.At));
    }

    [Fact]
    public void What_is_written_down_would_be_accepted_and_lies_in_its_own_district()
    {
        foreach (var contact in Enumerable.Range(0, 20).SelectMany(seed => Script(seed)))
        {
            var said = contact.Registration;
            Assert.Null(said.Check(new Moment(contact.At)));
            Assert.Null(contact.Complainant.Check());
            Assert.DoesNotContain('{', said.Facts);
            if (said.Point is not { } point) continue;
            var wgs = Datums.ToWgs84(point, said.Datum!.Value);
            Assert.True(CityMap.Changzhi.Districts[said.County!.Value].Contains(wgs), $"{said.Place} {wgs} is not in {said.County}");
        }
    }

    [Fact]
    public void Visitors_leave_after_they_have_called_and_hotlines_give_numbers()
    {
        Assert.All(Day.Where(c => c.Registration.IsVisitor), c => Assert.True(c.Registration.LeavesAt > c.At));
        Assert.All(Day.Where(c => c.Registration.Channel is Channel.Hotline12345), c => Assert.StartsWith("YS12345-", c.Registration.External12345No, StringComparison.Ordinal));
        Assert.All(Day.Where(c => c.Registration.Channel is Channel.Hotline12315), c => Assert.StartsWith("YS12315-", c.Registration.External12315No, StringComparison.Ordinal));
        Assert.Contains(Script(3), c => c.Registration.IsVisitor);
    }

    [Fact]
    public void Nobody_in_it_is_real()
    {
        foreach (var contact in Script(5).Concat(Day))
        {
            Assert.EndsWith("演示", contact.Complainant.Name, StringComparison.Ordinal);
            Assert.Matches(ReservedPhone, contact.Complainant.Phone);
            Assert.Null(contact.Complainant.IdNo);
            if (contact.Registration.Respondent is not { } merchant) continue;
            Assert.EndsWith("(演示)", merchant.Name, StringComparison.Ordinal);
            if (merchant.Phone is { } phone) Assert.Matches(ReservedPhone, phone);
            Assert.DoesNotMatch(AnyMobile, contact.Registration.Facts);
        }
    }

    [Fact]
    public void The_demonstration_brings_an_urgent_case_every_minute_or_two()
    {
        var day = DayScript.Of(1, Tuesday, Profile.Demo.Day, CityMap.Changzhi);
        var perHour = day.Count(c => c.Fast) / 24.0;
        Assert.InRange(3600 / perHour, 60, 120);
        var busiest = day.Where(c => c.Fast).GroupBy(c => c.At.UtcTicks / (5 * TimeSpan.TicksPerMinute)).Max(g => g.Count());
        Assert.InRange(busiest, 4, 16);
    }

    [Fact]
    public void A_contact_moved_in_time_takes_the_departure_along()
    {
        var visitor = Script(3).First(c => c.Registration.LeavesAt is not null);
        var moved = visitor.MovedTo(visitor.At.AddHours(3));
        Assert.Equal(visitor.Registration.LeavesAt!.Value.AddHours(3), moved.Registration.LeavesAt);
        Assert.NotEqual(visitor.Id(1), moved.Id(1));
    }

    private static IReadOnlyList<Contact> Script(int seed, int day = 0) => DayScript.Of(seed, Tuesday.AddDays(day), Profile.WorkingDay.Day, CityMap.Changzhi);

    private static string Text(IReadOnlyList<Contact> day) => string.Join('\n', day.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.At:O} {JsonSerializer.Serialize(c.Registration, Wire.Options)} {c.Complainant}")));

    [GeneratedRegex("^139000[01]{1,2}[0-9]{4}$", RegexOptions.None, 1000)]
    private static partial Regex ReservedPhone { get; }

    [GeneratedRegex("1[3-9][0-9]{9}", RegexOptions.None, 1000)]
    private static partial Regex AnyMobile { get; }
}
