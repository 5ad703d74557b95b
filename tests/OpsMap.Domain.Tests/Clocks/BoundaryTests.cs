using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Clocks;

/// <summary>Within (以内) includes the last instant, of every promise.</summary>
public sealed class BoundaryTests
{
    public static TheoryData<ClockKind, string, bool> Rows { get; } = new()
    {
        { ClockKind.C1, "00:14:59", true },
        { ClockKind.C1, "00:15:00", true },
        { ClockKind.C1, "00:15:00.001", false },
        { ClockKind.C1, "00:15:01", false },
        { ClockKind.Ack, "00:02:59", true },
        { ClockKind.Ack, "00:03:00", true },
        { ClockKind.Ack, "00:03:01", false },
        { ClockKind.C2, "00:44:59", true },
        { ClockKind.C2, "00:45:00", true },
        { ClockKind.C2, "00:45:01", false },
        { ClockKind.C3, "01:29:59", true },
        { ClockKind.C3, "01:30:00", true },
        { ClockKind.C3, "01:30:01", false },
        { ClockKind.C4, "23:59:59", true },
        { ClockKind.C4, "1.00:00:00", true },
        { ClockKind.C4, "1.00:00:01", false },
        { ClockKind.C5, "23:59:59", true },
        { ClockKind.C5, "1.00:00:00", true },
        { ClockKind.C5, "1.00:00:01", false },
        { ClockKind.C6, "23:59:59", true },
        { ClockKind.C6, "1.00:00:00", true },
        { ClockKind.C6, "1.00:00:01", false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_promise_is_kept_up_to_and_including_its_last_instant(ClockKind kind, string after, bool kept)
    {
        var then = Nine + TimeSpan.Parse(after, System.Globalization.CultureInfo.InvariantCulture);
        var desk = kind switch
        {
            ClockKind.C1 => Desk.Candidate().At(then).Do(Dispatcher, new IssueDirective(Squad3)),
            ClockKind.Ack => Desk.Issued().At(then).Do(Member, new AckDirective()),
            ClockKind.C2 => Desk.Acknowledged().At(then).Do(Member, new Respond(HandlingMode.OnSite, "到")),
            ClockKind.C3 => Desk.EnRoute().At(then).Do(Member, new Arrive(ArrivalProof.Fence, Market)),
            ClockKind.C4 => Desk.Routed().At(then).Do(Station, new SendFirstReply(true, "质量股", AcceptanceAnswer.Yes)),
            ClockKind.C5 => Desk.OnScene().At(then).Do(Member, new Agree("当场退款", true, false)),
            _ => Desk.Closed().At(then).Do(Station, new Feedback("已办结")),
        };
        var clock = desk.Clock(kind);
        Assert.Equal((kept, then), (clock.Met, clock.StoppedAt));
    }

    [Theory]
    [InlineData(ClockKind.C1, "00:08:00", "00:12:00", "00:15:00")]
    [InlineData(ClockKind.C2, "00:22:30", "00:35:00", "00:45:00")]
    [InlineData(ClockKind.C3, "00:45:00", "01:15:00", "01:30:00")]
    [InlineData(ClockKind.C4, "12:00:00", "20:00:00", "1.00:00:00")]
    [InlineData(ClockKind.C5, "12:00:00", "20:00:00", "1.00:00:00")]
    [InlineData(ClockKind.C6, "12:00:00", "20:00:00", "1.00:00:00")]
    public void Each_promise_warns_twice_before_it_breaks(ClockKind kind, string warn1, string warn2, string breach)
    {
        var instants = Clock.From(kind, 1, Nine).Instants().Select(i => $"{i.Step} {i.At - Nine}");
        Assert.Equal([$"warn1 {warn1}", $"warn2 {warn2}", $"breach {breach}"], instants);
    }

    [Fact]
    public void An_unacknowledged_directive_calls_once_after_three_minutes() =>
        Assert.Equal([("breach", Nine.AddMinutes(3))], Clock.From(ClockKind.Ack, 1, Nine).Instants());

    [Fact]
    public void A_clock_has_one_code_in_tables_and_on_the_wire()
    {
        Assert.All(Enum.GetValues<ClockKind>(), kind =>
        {
            Assert.Equal($"\"{kind.Code}\"", Text.Of(kind));
            Assert.True(ClockCodes.TryParse(kind.Code, out var back) && back == kind);
        });
        Assert.False(ClockCodes.TryParse("c1", out _));
        Assert.False(ClockCodes.TryParse(null, out _));
    }
}
