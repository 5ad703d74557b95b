using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Incidents;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Tests.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Tests.Incidents;

/// <summary>The gorge on its busiest evening: its cases, its squad and its incident, moved along by one clock, each by its own rules.</summary>
internal sealed class Gorge
{
    public static CountyCode Huguan { get; } = new("140427");

    public static Actor Dispatcher { get; } = Person(1, "壶关调度", Role.CountyDispatcher);

    public static Actor Bureau { get; } = Person(2, "大峡谷镇所所长", Role.StationHead) with { Office = "大峡谷镇市场监管所" };

    public static SquadId Fourth { get; } = new(World.Number(4));

    public static Actor Leader { get; } = Person(3, "壶关04队长", Role.SquadLeader) with { Squad = Fourth };

    /// <summary>八泉峡下索道站.</summary>
    public static GeoPoint Ropeway { get; } = new(113.5676, 35.9514);

    public DateTimeOffset Now { get; private set; }

    public Dictionary<CaseId, Case> Cases { get; } = [];

    public List<(CaseId Case, CaseEvent Event)> Told { get; } = [];

    public Squad Squad { get; private set; } = Squad.Nothing;

    public Incident Incident { get; private set; } = Incident.Nothing;

    public Gorge At(int day, int hour, int minute = 0, int month = 10)
    {
        Now = new DateTimeOffset(2023, month, day, hour, minute, 0, CityTime.Offset);
        return this;
    }

    public Gorge OnDuty()
    {
        Tell(new SquadCommand.Register(Fourth, new SquadEntry("壶关04", "壶关县快反第四分队", Huguan, SquadKind.Post, [Capability.General, Capability.SpecialEquipment], Ropeway, 4)), Actor.Machine);
        Tell(new SquadCommand.ClockOn(3, "2023-07"), Leader);
        return this;
    }

    public CaseId Complain(string name, params Situation[] situations)
    {
        var id = new CaseId(World.Number(600 + Cases.Count));
        Cases[id] = Case.Nothing;
        Say(Dispatcher, id, new CaseCommand.Register(new Registration(
            CaseKind.Complaint, Channel.Hotline12315, "索道排队五小时要求退票", "国庆假期排队五小时未能乘坐下行索道，现场人群喊“退票”。", "八泉峡景区下索道站",
            new Respondent("八泉峡景区"), Ropeway with { Lon = Ropeway.Lon + (Cases.Count * 0.0003) }, County: Huguan, Industry: Industry.GeneralDispute, Situations: situations,
            IsVisitor: true, OnFile: new ComplainantOnFile(name, "138****1234", true))));
        return id;
    }

    public void Say(Actor by, CaseId id, CaseCommand command)
    {
        var numbers = new Numbers($"CZ20231003-{Cases.Count:D6}", "长市监快响〔2023〕第0146号", id);
        var before = Cases[id];
        var decision = CaseDecider.Decide(before, command, by, new Moment(Now, numbers: numbers) { Calendar = Notices.Calendar });
        if (decision is Decision<CaseEvent>.Refused no) Assert.Fail($"{Wire.NameOf(command)}: {no.Refusal.Code} {no.Refusal.Field}");
        foreach (var e in ((Decision<CaseEvent>.Accepted)decision).Events)
        {
            foreach (var (_, reaction) in Reactions.Of(Cases[id], e)) Tell(reaction, by);
            Cases[id] = Cases[id].Evolve(e);
            Told.Add((id, e));
        }
    }

    public void Say(IncidentCommand command)
    {
        if (Try(command) is { } no) Assert.Fail($"{Wire.NameOf(command)}: {no.Code} {no.Field}");
    }

    public Refusal? Try(IncidentCommand command)
    {
        var ground = IncidentGround.Of(Crowd.Rules, Cases.Values) with
        {
            Squad = new NamedSquad(Fourth, Squad.Code, Squad.County, Squad.State is not SquadState.OffDuty),
            Departments = [Crowd.Police, Crowd.Tourism],
        };
        var decision = IncidentDecider.Decide(Incident, command, ground, Dispatcher, new Moment(Now, numbers: new Numbers(Incident: Crowd.Id)));
        if (decision is Decision<IncidentEvent>.Refused no) return no.Refusal;
        foreach (var e in ((Decision<IncidentEvent>.Accepted)decision).Events)
        {
            foreach (var (id, said) in IncidentTies.Of(Incident, e)) Say(Actor.Machine, id, said);
            Incident = Incident.Evolve(e);
        }

        return null;
    }

    public Burst? BurstAround(CaseId id) => Burst.Of(
        At(id, id), Cases.Keys.Select(other => At(other, id)), [], Crowd.Rules);

    private CaseAt At(CaseId of, CaseId from) =>
        new(of, Cases[of].No, Cases[of].ReceivedAt, Cases[of].Point!.Value, Cases[of].Point!.Value.MetresTo(Cases[from].Point!.Value));

    private void Tell(SquadCommand command, Actor by)
    {
        var decision = SquadDecider.Decide(Squad, command, by, new Moment(Now));
        if (decision is Decision<SquadEvent>.Refused no) Assert.Fail($"{Wire.NameOf(command)}: {no.Refusal.Code} {no.Refusal.Field}");
        foreach (var e in ((Decision<SquadEvent>.Accepted)decision).Events) Squad = Squad.Evolve(e);
    }

    private static Actor Person(int n, string name, Role role) => new(new PersonId(World.Number(40 + n)), name, role, Huguan);
}
