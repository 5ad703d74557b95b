using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using static OpsMap.Domain.Squads.SquadCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Squads;

public sealed class SquadTests
{
    private static readonly Assign _assign = new(TheCase, "CZ20261123-000001", Luzhou, Scene: Market);

    [Fact]
    public void A_shift_runs_from_clocking_on_to_clocking_off()
    {
        var squad = OnDuty();
        Assert.Equal((SquadState.Available, 2, "v1"), (squad.State, squad.Crew, squad.NoticeVersion));
        Assert.True(squad.Assignable && squad.SharesLocation);
        squad = Do(squad, Leader, new ClockOff());
        Assert.Equal((SquadState.OffDuty, 0), (squad.State, squad.Crew));
        Assert.False(squad.Assignable || squad.SharesLocation);
    }

    [Fact]
    public void A_break_hides_the_squad_and_ends_within_the_hour()
    {
        var squad = Do(OnDuty(), Leader, new StartBreak());
        Assert.Equal((Nine.AddMinutes(60), false, false), (squad.BreakUntil!.Value, squad.SharesLocation, squad.Assignable));
        Assert.Equal(Refusals.SquadOnBreak, Refused(squad, Dispatcher, _assign).Code);
        Assert.Equal(SquadState.Assigned, Do(squad, Dispatcher, _assign with { Override = new Override("无人可派") }).State);
        Assert.Equal(SquadState.Available, Do(squad, Leader, new EndBreak()).State);
    }

    [Fact]
    public void The_countys_last_free_squad_rests_only_with_a_reason()
    {
        var last = new StartBreak(LastOfCounty: true);
        Assert.Equal(Refusals.LastSquad, Refused(OnDuty(), Leader, last).Code);
        Assert.Equal("override.reason", Refused(OnDuty(), Leader, last with { Override = new Override(" ") }).Field);
        Assert.Equal(SquadState.Break, Do(OnDuty(), Leader, last with { Override = new Override("队员发烧就医") }).State);
    }

    [Fact]
    public void A_sub_squad_knows_its_station_and_the_squad_above_it()
    {
        var entry = Entry("潞州03", Luzhou, 3) with { Kind = SquadKind.SubSquad, Station = new UnitId(Number(41)), Parent = new SquadId(Number(42)) };
        var squad = Do(Squad.Nothing, Admin, new Register(Squad3, entry));
        Assert.Equal((SquadKind.SubSquad, Number(41), Number(42)), (squad.Kind, squad.Station!.Value.Value, squad.Parent!.Value.Value));
    }

    [Fact]
    public void The_squad_follows_its_case_to_the_scene_and_home()
    {
        var squad = Do(OnDuty(), Dispatcher, _assign);
        Assert.Equal((TheCase, "潞州调度", Market), (squad.Job!.CaseId, squad.Job.By, squad.Job.Scene!.Value));
        SquadState[] road = [SquadState.Responding, SquadState.EnRoute, SquadState.OnScene, SquadState.Returning];
        SquadCommand[] steps = [new Acknowledge(TheCase), new Depart(TheCase), new Arrive(TheCase), new Finish(TheCase)];
        foreach (var (step, state) in steps.Zip(road)) Assert.Equal(state, (squad = Do(squad, Member, step)).State);
        Assert.Null(squad.Job);
        Assert.Equal(SquadState.Assigned, Do(squad, Dispatcher, _assign).State);
        Assert.Equal(SquadState.Available, Do(squad, Member, new Ready()).State);
    }

    [Fact]
    public void A_taken_squad_says_who_took_it_and_for_what()
    {
        var refusal = Refused(Do(OnDuty(), Dispatcher, _assign), City, _assign with { CaseId = new CaseId(Number(101)) });
        Assert.Equal(Refusals.SquadTaken, refusal.Code);
        Assert.Equal(("潞州调度", "CZ20261123-000001"), (refusal.Facts!["by"], refusal.Facts["caseNo"]));
    }

    [Fact]
    public void Only_the_city_sends_a_squad_across_the_county_border()
    {
        var abroad = _assign with { CaseCounty = Xiangyuan };
        Assert.Equal(Refusals.OtherCounty, Refused(OnDuty(), OtherCounty, abroad).Code);
        Assert.Equal(SquadState.Assigned, Do(OnDuty(), City, abroad).State);
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, true)]
    [InlineData(2, false, true)]
    public void Edge43_A_squad_of_one_goes_only_with_a_reason(int crew, bool reason, bool goes)
    {
        var squad = Do(Registered(), Leader, new ClockOn(crew, "v1"));
        var decision = SquadDecider.Decide(squad, _assign with { Override = reason ? new Override("搭档生病") : null }, Dispatcher, new Moment(Nine));
        Assert.Equal(goes, decision is Decision<SquadEvent>.Accepted);
    }

    [Fact]
    public void Nobody_goes_off_duty_with_a_job_in_hand()
    {
        var squad = Do(OnDuty(), Dispatcher, _assign);
        Assert.Equal(Refusals.SquadHasJob, Refused(squad, Leader, new ClockOff()).Code);
        Assert.Equal(SquadState.OffDuty, Do(Do(squad, Dispatcher, new Release(TheCase)), Leader, new ClockOff()).State);
    }

    [Fact]
    public void A_squad_follows_only_its_own_case() =>
        Assert.Equal(Refusals.SquadOtherJob, Refused(Do(OnDuty(), Dispatcher, _assign), Member, new Acknowledge(new CaseId(Number(7)))).Code);

    [Fact]
    public void Duty_belongs_to_the_squads_own_leader()
    {
        Assert.Equal(Refusals.WrongRole, Refused(Registered(), Member, new ClockOn(2, "v1")).Code);
        Assert.Equal(Refusals.NotYourSquad, Refused(Registered(), OtherSquad, new ClockOn(2, "v1")).Code);
        Assert.Equal(Refusals.WrongRole, Refused(OnDuty(), Dispatcher, new StartBreak()).Code);
        Assert.Equal(Refusals.WrongRole, Refused(Squad.Nothing, Leader, new Register(Squad3, Entry("潞州03", Luzhou, 3))).Code);
        Assert.Equal(Refusals.NoSuchSquad, Refused(Squad.Nothing, Leader, new ClockOff()).Code);
    }

    [Theory]
    [InlineData(0, "v1", "crew")]
    [InlineData(21, "v1", "crew")]
    [InlineData(2, " ", "noticeVersion")]
    public void Clocking_on_says_how_many_and_that_the_notice_was_read(int crew, string notice, string field) =>
        Assert.Equal(field, Refused(Registered(), Leader, new ClockOn(crew, notice)).Field);

    [Theory]
    [InlineData(2, "甲")]
    [InlineData(1, "甲 乙")]
    public void The_crew_is_as_many_as_are_named(int crew, string members)
    {
        var refusal = Refused(Registered(), Leader, new ClockOn(crew, "v1", members.Split(' ')));
        Assert.Equal((Refusals.OutOfRange, "crew"), (refusal.Code, refusal.Field));
        Assert.Equal(1, Do(Registered(), Leader, new ClockOn(1, "v1", ["甲"])).Crew);
    }

    [Fact]
    public void Jobs_are_counted_by_the_local_day()
    {
        var lateEvening = new DateTimeOffset(2026, 11, 23, 15, 59, 0, TimeSpan.Zero);
        var squad = Do(OnDuty(), Dispatcher, _assign, lateEvening);
        Assert.Equal((1, 0), (squad.JobsToday(lateEvening), squad.JobsToday(lateEvening.AddMinutes(1))));
        squad = Do(Do(squad, Dispatcher, new Release(TheCase)), Dispatcher, _assign, lateEvening.AddMinutes(1));
        Assert.Equal(1, squad.JobsToday(lateEvening.AddMinutes(1)));
    }

    [Fact]
    public void A_call_for_help_stands_until_the_leader_or_a_dispatcher_clears_it()
    {
        var squad = Do(In(SquadState.OnScene), Member, new RaiseSos("被围堵", Market));
        Assert.Equal(new Sos(Nine, Member.Name, "被围堵", Market), squad.Sos);
        Assert.Equal(Refusals.SosRaised, Refused(squad, Leader, new RaiseSos()).Code);
        Assert.NotNull(Do(Do(squad, Member, new Finish(TheCase)), Leader, new ClockOff()).Sos);

        Assert.Equal(Refusals.WrongRole, Refused(squad, Member, new ClearSos("没事")).Code);
        Assert.Equal(Refusals.OtherCounty, Refused(squad, OtherCounty, new ClearSos("没事")).Code);
        Assert.Equal(Refusals.NotYourSquad, Refused(squad, OtherSquad, new ClearSos("没事")).Code);
        Assert.Equal("note", Refused(squad, Dispatcher, new ClearSos(" ")).Field);
        foreach (var by in (Actor[])[Leader, Dispatcher, City]) Assert.Null(Do(squad, by, new ClearSos("已脱险")).Sos);
        Assert.Equal(Refusals.NoSos, Refused(In(SquadState.OnScene), Leader, new ClearSos("没事")).Code);
        Assert.Equal(Refusals.NotYourSquad, Refused(OnDuty(), OtherSquad, new RaiseSos()).Code);
        Assert.Equal(Refusals.WrongRole, Refused(OnDuty(), Dispatcher, new RaiseSos()).Code);
    }

    [Theory]
    [InlineData(9, false, true)]
    [InlineData(40, false, false)]
    [InlineData(40, true, true)]
    [InlineData(25 * 60, true, false)]
    public void A_call_for_help_that_comes_late_counts_from_when_it_was_made_if_the_phone_was_without_signal(int minutesAgo, bool offline, bool believed)
    {
        var called = Nine.AddMinutes(-minutesAgo);
        var decision = SquadDecider.Decide(OnDuty(), new RaiseSos(), Member, new Moment(Nine, called, offline));
        var raised = Assert.IsType<SquadEvent.SosRaised>(Assert.IsType<Decision<SquadEvent>.Accepted>(decision).Events.Single());
        Assert.Equal((believed ? called : Nine, believed ? null : called), (raised.OccurredAt, raised.Disbelieved));
    }

    /// <summary>From every state, everything that can be said, by whoever may say it.</summary>
    [Fact]
    public void Every_transition_of_the_squad_and_no_other()
    {
        Dictionary<(SquadState, string), SquadState> road = new()
        {
            [(SquadState.OffDuty, "clock-on")] = SquadState.Available,
            [(SquadState.Available, "clock-off")] = SquadState.OffDuty,
            [(SquadState.Available, "start-break")] = SquadState.Break,
            [(SquadState.Available, "assign")] = SquadState.Assigned,
            [(SquadState.Break, "end-break")] = SquadState.Available,
            [(SquadState.Break, "clock-off")] = SquadState.OffDuty,
            [(SquadState.Assigned, "acknowledge")] = SquadState.Responding,
            [(SquadState.Assigned, "release")] = SquadState.Available,
            [(SquadState.Responding, "respond-remote")] = SquadState.Responding,
            [(SquadState.Responding, "depart")] = SquadState.EnRoute,
            [(SquadState.Responding, "arrive")] = SquadState.OnScene,
            [(SquadState.Responding, "release")] = SquadState.Available,
            [(SquadState.EnRoute, "arrive")] = SquadState.OnScene,
            [(SquadState.EnRoute, "release")] = SquadState.Available,
            [(SquadState.OnScene, "finish")] = SquadState.Returning,
            [(SquadState.OnScene, "release")] = SquadState.Returning,
            [(SquadState.Returning, "ready")] = SquadState.Available,
            [(SquadState.Returning, "assign")] = SquadState.Assigned,
            [(SquadState.Returning, "clock-off")] = SquadState.OffDuty,
        };
        // a call for help changes nothing of what the squad is doing
        foreach (var state in Enum.GetValues<SquadState>().Except([SquadState.OffDuty])) road[(state, "raise-sos")] = state;
        foreach (var state in Enum.GetValues<SquadState>().Except([SquadState.OffDuty, SquadState.Break])) road[(state, "doubt-position")] = road[(state, "report-phone")] = state;
        foreach (var state in Enum.GetValues<SquadState>()) road[(state, "revise-squad")] = state;
        road[(SquadState.OffDuty, "retire-squad")] = SquadState.OffDuty;
        SquadCommand[] everything =
        [
            new Revise(Entry("潞州03", Luzhou, 3).Profile), new Retire("撤并"), new Reinstate(),
            new ClockOn(2, "v1"), new ClockOff(), new StartBreak(), new EndBreak(), new Ready(), new RaiseSos("被围堵"), new ClearSos("已脱险"),
            new DoubtPosition(default), new TrustPosition(), new ReportPhone(_flat), _assign, new Acknowledge(TheCase),
            new RespondRemote(TheCase), new Depart(TheCase), new Arrive(TheCase), new Finish(TheCase), new Release(TheCase),
        ];
        Assert.Equal(Wire.Members(typeof(SquadCommand)).Count - 1, everything.Length);
        foreach (var from in Enum.GetValues<SquadState>())
        {
            foreach (var command in everything)
            {
                var squad = In(from);
                var decision = SquadDecider.Decide(squad, command, Actor.Machine, new Moment(Nine));
                var key = (from, Wire.NameOf(command));
                Assert.True(road.ContainsKey(key) == decision is Decision<SquadEvent>.Accepted, key.ToString());
                if (decision is Decision<SquadEvent>.Accepted a) Assert.Equal(road[key], squad.Evolve(a.Events).State);
                else if (command is not Assign) Assert.Throws<InvalidOperationException>(() => squad.Evolve(Force(command)));
            }
        }
    }

    private static readonly PhoneReport _flat = new([PhoneTrouble.LowBattery], 0.12);

    [Fact]
    public void A_phone_is_told_of_when_it_gets_low_and_when_it_has_recovered_and_not_in_between()
    {
        var squad = OnDuty();
        var told = new List<double>();
        foreach (var battery in new[] { 0.6, 0.21, 0.19, 0.1, 0.22, 0.19, 0.26, 0.5 })
        {
            var phone = PhoneReport.After(squad.Phone, battery, noGps: null);
            if (SquadDecider.Decide(squad, new ReportPhone(phone), Actor.Machine, new Moment(Nine)) is not Decision<SquadEvent>.Accepted a) continue;
            squad = squad.Evolve(a.Events);
            told.Add(battery);
        }
        Assert.Equal([0.19, 0.26], told);
        Assert.Null(squad.Phone);

        squad = Do(squad, Actor.Machine, new ReportPhone(PhoneReport.After(squad.Phone, 0.1, noGps: true)));
        Assert.Equal([PhoneTrouble.LowBattery, PhoneTrouble.NoGps], squad.Phone!.Troubles);
        Assert.Equal(0.1, squad.Phone.Battery);
        // what a message does not mention is as it was
        Assert.False(PhoneReport.After(squad.Phone, null, null).IsNewsAfter(squad.Phone));
        Assert.Equal([PhoneTrouble.LowBattery], PhoneReport.After(squad.Phone, null, noGps: false).Troubles);
        Assert.Null(Do(squad, Leader, new ClockOff()).Phone);
        Assert.Equal(Refusals.WrongRole, Refused(OnDuty(), Leader, new ReportPhone(_flat)).Code);
    }

    private static SquadEvent Force(SquadCommand command) => command switch
    {
        Retire c => new SquadEvent.SquadRetired(Nine, "管理员", c.Reason),
        Reinstate => new SquadEvent.SquadReinstated(Nine, "管理员"),
        ClockOn c => new SquadEvent.ClockedOn(Nine, c.Crew, c.NoticeVersion),
        ClockOff => new SquadEvent.ClockedOff(Nine),
        StartBreak => new SquadEvent.BreakStarted(Nine, Nine),
        EndBreak => new SquadEvent.BreakEnded(Nine),
        Ready => new SquadEvent.BackReady(Nine),
        RaiseSos => new SquadEvent.SosRaised(Nine, Nine, "队员"),
        ClearSos => new SquadEvent.SosCleared(Nine, "队长", "已脱险"),
        DoubtPosition c => new SquadEvent.PositionDoubted(Nine, c.Why),
        TrustPosition => new SquadEvent.PositionTrusted(Nine),
        ReportPhone c => new SquadEvent.PhoneReported(Nine, c.Phone),
        Acknowledge => new SquadEvent.Acknowledged(Nine, TheCase),
        RespondRemote => new SquadEvent.RespondingRemotely(Nine, TheCase),
        Depart => new SquadEvent.Departed(Nine, TheCase),
        Arrive => new SquadEvent.Arrived(Nine, TheCase),
        Finish => new SquadEvent.Finished(Nine, TheCase),
        _ => new SquadEvent.Released(Nine, TheCase),
    };

    private static Squad In(SquadState state) => state switch
    {
        SquadState.OffDuty => Registered(),
        SquadState.Available => OnDuty(),
        SquadState.Break => Do(OnDuty(), Leader, new StartBreak()),
        SquadState.Assigned => Do(OnDuty(), Dispatcher, _assign),
        SquadState.Responding => Do(In(SquadState.Assigned), Member, new Acknowledge(TheCase)),
        SquadState.EnRoute => Do(In(SquadState.Responding), Member, new Depart(TheCase)),
        SquadState.OnScene => Do(In(SquadState.EnRoute), Member, new Arrive(TheCase)),
        SquadState.Returning => Do(In(SquadState.OnScene), Member, new Finish(TheCase)),
    };

    private static Squad Registered() => Do(Squad.Nothing, Admin, new Register(Squad3, Entry("潞州03", Luzhou, 3)));

    private static Squad OnDuty() => Do(Registered(), Leader, new ClockOn(2, "v1", ["甲", "乙"], "晋D·A0001"));

    private static Squad Do(Squad squad, Actor by, SquadCommand command, DateTimeOffset? now = null) =>
        SquadDecider.Decide(squad, command, by, new Moment(now ?? Nine)) switch
        {
            Decision<SquadEvent>.Accepted a => squad.Evolve(a.Events),
            Decision<SquadEvent>.Refused r => throw new InvalidOperationException($"{command} refused: {r.Refusal.Code}"),
            _ => throw new InvalidOperationException("no third answer"),
        };

    private static Refusal Refused(Squad squad, Actor by, SquadCommand command) =>
        Assert.IsType<Decision<SquadEvent>.Refused>(SquadDecider.Decide(squad, command, by, new Moment(Nine))).Refusal;
}
