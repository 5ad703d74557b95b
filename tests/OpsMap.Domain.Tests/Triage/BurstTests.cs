using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Triage;

public sealed class BurstTests
{
    private static readonly BurstRules _rules = new(5, 500, 60);
    private static readonly GeoPoint _gate = new(113.5, 35.9);

    private static CaseAt At(int minute, double metres = 0, int n = 0) =>
        new(new CaseId(new Guid(minute, (short)n, 1, new byte[8])), $"CZ{minute:D3}", Nine.AddMinutes(minute), new GeoPoint(_gate.Lon, _gate.Lat + (metres / 111_320)), metres);

    [Fact]
    public void Five_cases_in_five_hundred_metres_and_an_hour_are_an_incident_and_four_are_not()
    {
        var self = At(30);
        Assert.Null(Burst.Of(self, [At(0), At(10), At(60)], [], _rules));
        var burst = Burst.Of(self, [At(0), At(10), At(60), At(20, 300)], [], _rules)!;
        Assert.Equal(["CZ000", "CZ010", "CZ020", "CZ030", "CZ060"], burst.Cases.Select(c => c.No));
        Assert.Equal(240, burst.RadiusM);
        Assert.Equal("5", burst.Reason.Facts["cases"]);
    }

    [Fact]
    public void The_hour_is_any_hour_that_holds_the_case_to_its_last_instant()
    {
        Assert.NotNull(Burst.Of(At(60), [At(0), At(1), At(2), At(3)], [], _rules));
        Assert.Null(Burst.Of(At(61), [At(0), At(1), At(2), At(3)], [], _rules));
        Assert.NotNull(Burst.Of(At(0), [At(57), At(58), At(59), At(60)], [], _rules));
        // before and after, but never five within one hour
        Assert.Null(Burst.Of(At(60), [At(0), At(1), At(119), At(120)], [], _rules));
    }

    [Fact]
    public void Far_ones_do_not_count_and_those_of_another_county_count_without_a_name()
    {
        Assert.Null(Burst.Of(At(30), [At(0), At(10), At(20), At(25, 501)], [], _rules));
        var burst = Burst.Of(At(30), [At(0), At(10)], [Nine.AddMinutes(20), Nine.AddMinutes(25)], _rules)!;
        Assert.Equal((3, 2, "5"), (burst.Cases.Count, burst.Elsewhere, burst.Reason.Facts["cases"]));
    }
}
