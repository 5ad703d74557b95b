using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Who may do what, written out once more by hand (domain rules, roles and permissions).</summary>
public sealed class RolesTests
{
    private const Role CD = Role.CityDispatcher, KD = Role.CountyDispatcher, SH = Role.StationHead,
        SM = Role.SquadMember, SL = Role.SquadLeader, SYS = Role.System, SE = Role.Section, MS = Role.MerchantStaff, PC = Role.Public,
        LV = Role.Leadership;

    private static readonly Dictionary<string, Role[]> _may = new(StringComparer.Ordinal)
    {
        ["register"] = [CD, KD, SH, SM, SL, SYS, MS, PC],
        ["register-kin"] = [SYS],
        ["split"] = [CD, KD],
        ["locate"] = [CD, KD, SH, SM, SL, SYS],
        ["answer"] = [CD, KD, SH],
        ["ask-materials"] = [CD, KD, SH],
        ["correct-complainant"] = [CD, KD, SH],
        ["receive-materials"] = [CD, KD, SH, PC, SYS],
        ["send-to-presettlement"] = [CD, KD, MS],
        ["settle-before"] = [CD, KD, MS],
        ["fail-presettlement"] = [CD, KD, MS],
        ["start-triage"] = [CD, KD],
        ["add-opinion"] = [CD, KD, SH, SE],
        ["decide-fast"] = [CD, KD],
        ["decide-normal"] = [CD, KD],
        ["issue-directive"] = [CD, KD],
        ["activate-directive"] = [SYS],
        ["give-way"] = [SYS],
        ["arrive-alongside"] = [SYS],
        ["recall-directive"] = [CD, KD],
        ["ack-directive"] = [SM, SL, KD],
        ["decline-directive"] = [SL],
        ["reassign"] = [CD, KD],
        ["cancel-directive"] = [CD, KD],
        ["respond"] = [SM, SL, KD],
        ["depart"] = [SM, SL, KD],
        ["arrive"] = [SM, SL, KD, SYS],
        ["finish-scene"] = [SM, SL, KD],
        ["add-evidence"] = [CD, KD, SH, SM, SL],
        ["route"] = [CD, KD],
        ["sign"] = [SH, KD],
        ["return"] = [SH, KD],
        ["take-in-return"] = [CD, KD],
        ["re-reply"] = [CD, KD],
        ["first-reply"] = [CD, KD, SH, SM, SL],
        ["record-unreachable"] = [CD, KD, SH, SM, SL],
        ["dispute-jurisdiction"] = [SH, KD],
        ["settle-dispute"] = [CD, KD],
        ["accept"] = [KD, SH, CD],
        ["refuse"] = [KD, SH, CD],
        ["approve"] = [CD, KD],
        ["send-back"] = [CD, KD],
        ["start-mediation"] = [SM, SL, SH, KD, CD],
        ["agree"] = [SM, SL, SH, KD, CD],
        ["pause-for-appraisal"] = [SH, KD, CD],
        ["resume-mediation"] = [SH, KD, CD],
        ["request-recusal"] = [PC, MS, SH, KD, CD],
        ["decide-recusal"] = [SH, KD, CD],
        ["end-mediation"] = [SH, KD, CD],
        ["notify-ended"] = [SH, KD, CD],
        ["find-clue"] = [SM, SL, SH, KD, CD],
        ["extend-verification"] = [SH, KD, CD],
        ["pause-verification"] = [SH, KD, CD],
        ["resume-verification"] = [SH, KD, CD],
        ["file-report"] = [SH, KD, CD],
        ["not-file"] = [SH, KD, CD],
        ["inform-reporter"] = [SH, KD, CD],
        ["close"] = [CD, KD, SH, SM, SL],
        ["feedback"] = [CD, KD, SH, SM, SL],
        ["return-visit"] = [CD, KD],
        ["archive"] = [KD, SYS, CD],
        ["finish-review"] = [CD, KD],
        ["decide-publicity"] = [CD, KD, SH],
        ["reopen"] = [CD, KD],
        ["merge"] = [CD, KD],
        ["adopt-child"] = [SYS],
        ["join-incident"] = [SYS],
        ["leave-incident"] = [SYS],
        ["withdraw"] = [PC, KD, SH, CD],
        ["transfer-out"] = [CD, KD],
        ["take-over"] = [CD],
        ["classify"] = [CD, KD],
        ["tell-acceptance"] = [KD, SH, CD],
        ["answer-supervision-request"] = [CD, KD],
        ["supervise"] = [CD, KD, LV],
        ["reply-supervision"] = [SH, KD],
        ["close-supervision"] = [CD, KD],
        ["ack-card"] = [KD, SH, MS, CD],
        ["reply-card"] = [KD, SH, MS, CD],
        ["review-dates"] = [SYS],
        ["pass-clock"] = [SYS],
    };

    [Fact]
    public void A_wrong_role_is_refused_whatever_the_stage()
    {
        foreach (var (name, make) in Stages.All)
        {
            var desk = make();
            foreach (var command in Stages.Say(desk.Case).Where(c => desk.Case.Exists != c is Register or RegisterKin))
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    var refusal = Ask(desk, command, new Actor(Leader.Id, "", role, Luzhou, Squad3));
                    var wrong = !_may[Wire.NameOf(command)].Contains(role);
                    Assert.True(wrong == (refusal?.Code is Refusals.WrongRole), $"{name}: {Wire.NameOf(command)} by {role}: {refusal?.Code}");
                }
            }
        }
    }

    [Fact]
    public void Another_county_gets_nowhere_with_any_command()
    {
        foreach (var (name, make) in Stages.All.Skip(1))
        {
            var desk = make();
            // what was designated to the other county is no longer strange to it
            if (desk.Case.County != Luzhou) continue;
            foreach (var stranger in new[] { OtherCounty, Station with { County = Xiangyuan } })
            {
                foreach (var command in Stages.Say(desk.Case).Where(c => c is not (Register or RegisterKin) && _may[Wire.NameOf(c)].Contains(stranger.Role)))
                    Assert.True(Ask(desk, command, stranger)?.Code is Refusals.OtherCounty, $"{name}: {Wire.NameOf(command)} by {stranger.Role}");
            }
        }
    }

    [Fact]
    public void Another_squad_gets_nowhere_with_any_command()
    {
        foreach (var (name, make) in Stages.All.Skip(1))
        {
            var desk = make();
            foreach (var command in Stages.Say(desk.Case).Where(c => c is not (Register or RegisterKin) && _may[Wire.NameOf(c)].Contains(SL)))
            {
                Assert.True(Ask(desk, command, OtherSquad)?.Code is Refusals.NotYourDirective, $"{name}: {Wire.NameOf(command)}");
                Assert.True(Ask(desk, command, OtherSquad with { Squad = null })?.Code is Refusals.NotYourDirective, $"{name}: no squad");
            }
        }
    }

    [Fact]
    public void Leadership_and_administrators_only_look_or_do_not_even_look()
    {
        Assert.True(Leadership.SeesAll && Leadership.SeesCases);
        Assert.False((Leadership with { County = Luzhou }).MaySee(Xiangyuan));
        Assert.False(Admin.SeesCases);
        Assert.Equal(("*", "140403", "*"), (City.Scope, Dispatcher.Scope, Actor.Machine.Scope));
    }

    [Fact]
    public void A_zone_is_a_county_of_its_own()
    {
        var zone = new CountyCode("14040G");
        var clerk = Dispatcher with { County = zone };
        Assert.True(zone.IsZone && !Luzhou.IsZone && !CountyCode.City.IsZone);
        Assert.Equal(zone, new Desk().Do(clerk, new Register(Complaint)).Case.County);
        Assert.Equal(Refusals.OtherCounty, Desk.Received().Refused(clerk, new StartTriage()).Code);
    }

    [Fact]
    public void Every_row_and_every_command_has_its_entry_here_and_in_the_procedure()
    {
        Assert.Equal(_may.Keys.Order(StringComparer.Ordinal), CaseDecider.Procedure.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Wire.Members(typeof(CaseCommand)).Count, CaseDecider.Procedure.Count);
        Assert.Equal(CaseDecider.Procedure.Select(r => r.Command), Stages.Say(Case.Nothing).Select(c => c.GetType()));
        Assert.Equal(10, Enum.GetValues<Industry>().Length);
    }

    private static Refusal? Ask(Desk desk, CaseCommand command, Actor by) =>
        (CaseDecider.Decide(desk.Case, command, by, new Moment(desk.Now, numbers: new Numbers("no", "no", TheCase, "no", new CaseId(Number(900)), "no")))
            as Decision<CaseEvent>.Refused)?.Refusal;
}
