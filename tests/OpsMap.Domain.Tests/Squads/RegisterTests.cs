using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Squads.SquadCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Squads;

public sealed class RegisterTests
{
    private static readonly SquadEntry _entry = Entry("潞州03", Luzhou, 3);
    private static readonly SquadProfile _profile = new(
        "城西快反分队", SquadKind.Specialist, [Capability.Price], Market, "晋D·B0002", "西二", "0355-2025678", ["丙", "丁"], new UnitId(Number(41)), new SquadId(Number(42)));

    public static TheoryData<string, string?> Registrars => new()
    {
        { nameof(City), null },
        { nameof(Admin), null },
        { nameof(Dispatcher), null },
        { nameof(OtherCounty), Refusals.OtherCounty },
        { nameof(Leader), Refusals.WrongRole },
        { nameof(Member), Refusals.WrongRole },
    };

    [Theory]
    [MemberData(nameof(Registrars))]
    public void The_city_the_administrator_and_the_countys_own_dispatcher_keep_the_register(string who, string? refusal)
    {
        var by = Who(who);
        Assert.Equal(refusal, Code(Squad.Nothing, new Register(Squad3, _entry), by));
        Assert.Equal(refusal, Code(Entered(), new Revise(_profile), by));
        Assert.Equal(refusal, Code(Entered(), new Retire("撤并"), by));
        Assert.Equal(refusal, Code(Retired(), new Reinstate(), by));
    }

    [Fact]
    public void An_administrator_of_one_county_keeps_no_other_countys_squads()
    {
        var county = Admin with { County = new CountyCode("140404") };
        Assert.Equal((Refusals.OtherCounty, "county"), (Refused(Squad.Nothing, county, new Register(Squad3, _entry)).Code, Refused(Squad.Nothing, county, new Register(Squad3, _entry)).Field));
    }

    [Fact]
    public void What_may_change_changes_and_code_county_and_slot_stay()
    {
        var squad = Do(Entered(), Dispatcher, new Revise(_profile));
        Assert.Equal(("潞州03", Luzhou, 3), (squad.Code, squad.County, squad.Slot));
        Assert.Equal(
            (_profile.Name, _profile.Kind, _profile.Base, _profile.Vehicle, _profile.Radio, _profile.DutyPhone, _profile.Station, _profile.Parent),
            (squad.Name, squad.Kind, squad.Base, squad.Vehicle, squad.Radio, squad.DutyPhone, squad.Station, squad.Parent));
        Assert.Equal(["丙", "丁"], squad.Members);
        Assert.Equal([Capability.Price], squad.Capabilities);
    }

    [Fact]
    public void A_squad_on_duty_may_be_revised_and_not_retired()
    {
        var squad = Do(Entered(), Leader, new ClockOn(2, "v1"));
        Assert.Equal(SquadState.Available, Do(squad, Admin, new Revise(_profile)).State);
        Assert.Equal(Refusals.SquadOnDuty, Refused(squad, Admin, new Retire("撤并")).Code);
        var calling = Do(Do(squad, Leader, new RaiseSos()), Leader, new ClockOff());
        Assert.Equal(Refusals.SosRaised, Refused(calling, Admin, new Retire("撤并")).Code);
    }

    [Fact]
    public void A_retired_squad_takes_no_duty_until_it_is_reinstated()
    {
        var squad = Retired();
        Assert.True(squad.Retired);
        Assert.Equal(Refusals.SquadRetired, Refused(squad, Leader, new ClockOn(2, "v1")).Code);
        Assert.Equal(Refusals.SquadRetired, Refused(squad, Admin, new Retire("再撤")).Code);
        squad = Do(Do(squad, Admin, new Reinstate()), Leader, new ClockOn(2, "v1"));
        Assert.Equal((false, SquadState.Available), (squad.Retired, squad.State));
        Assert.Equal("reason", Refused(Entered(), Admin, new Retire(" ")).Field);
    }

    [Fact]
    public void A_slip_in_a_profile_is_named_by_its_field()
    {
        Assert.Equal("name", Slip(_profile with { Name = " " }));
        Assert.Equal("capabilities", Slip(_profile with { Capabilities = [Capability.Food, Capability.Food] }));
        Assert.Equal("base", Slip(_profile with { Base = new GeoPoint(36.2, 113.1) }));
        Assert.Equal("members", Slip(_profile with { Members = [""] }));
        Assert.Equal("dutyPhone", Slip(_profile with { DutyPhone = new string('1', 21) }));
        Assert.Equal("county", Refused(Squad.Nothing, City, new Register(Squad3, _entry with { County = CountyCode.City })).Field);
        Assert.Equal("slot", Refused(Squad.Nothing, City, new Register(Squad3, _entry with { Slot = 40_000 })).Field);
    }

    private static string? Slip(SquadProfile profile) => Refused(Entered(), Admin, new Revise(profile)).Field;

    private static Squad Entered() => Do(Squad.Nothing, Admin, new Register(Squad3, _entry));

    private static Squad Retired() => Do(Entered(), Admin, new Retire("撤并"));

    private static Actor Who(string name) => name switch
    {
        nameof(City) => City,
        nameof(Admin) => Admin,
        nameof(Dispatcher) => Dispatcher,
        nameof(OtherCounty) => OtherCounty,
        nameof(Leader) => Leader,
        _ => Member,
    };

    private static string? Code(Squad squad, SquadCommand command, Actor by) =>
        SquadDecider.Decide(squad, command, by, new Moment(Nine)) is Decision<SquadEvent>.Refused r ? r.Refusal.Code : null;

    private static Refusal Refused(Squad squad, Actor by, SquadCommand command) =>
        Assert.IsType<Decision<SquadEvent>.Refused>(SquadDecider.Decide(squad, command, by, new Moment(Nine))).Refusal;

    private static Squad Do(Squad squad, Actor by, SquadCommand command) =>
        squad.Evolve(Assert.IsType<Decision<SquadEvent>.Accepted>(SquadDecider.Decide(squad, command, by, new Moment(Nine))).Events);
}
