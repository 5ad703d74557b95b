using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Incidents;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using static OpsMap.Domain.Incidents.IncidentCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Incidents;

/// <summary>A gate in front of which people complain, and the desk that makes an incident of it.</summary>
internal sealed class Crowd
{
    public static BurstRules Rules { get; } = new(5, 500, 60);

    public static IncidentId Id { get; } = new(Number(300));

    public static CalledDepartment Police { get; } = new(new DepartmentId(Number(400)), "公安");

    public static CalledDepartment Tourism { get; } = new(new DepartmentId(Number(401)), "文旅");

    public static NamedSquad Squad { get; } = new(Squad3, "潞州03", Luzhou, OnDuty: true);

    public Incident Incident { get; private set; } = Incident.Nothing;

    public Dictionary<CaseId, Case> Cases { get; } = [];

    public NamedSquad? Offered { get; set; } = Squad;

    public DateTimeOffset Now { get; set; } = Nine.AddHours(1);

    /// <summary>A complaint at the gate, so many minutes after nine and so many metres north of it.</summary>
    public static Case Complained(int n, double minute = 0, double metres = 0, CountyCode? county = null, params Situation[] situations) => Case.Nothing with
    {
        Id = new CaseId(Number(500 + n)),
        No = $"CZ20261123-{n:D6}",
        County = county ?? Luzhou,
        Registration = Complaint,
        Point = new GeoPoint(Market.Lon, Market.Lat + (metres / 111_195)),
        ReceivedAt = Nine.AddMinutes(minute),
        Situations = situations,
    };

    public static Crowd Of(params IEnumerable<Case> cases)
    {
        var crowd = new Crowd();
        foreach (var c in cases) crowd.Cases[c.Id] = c;
        return crowd;
    }

    /// <summary>Five within half an hour.</summary>
    public static Crowd Five() => Of(Enumerable.Range(0, 5).Select(n => Complained(n, minute: n * 6, metres: n * 40)));

    public static Crowd Opened() => Five().Do(Dispatcher, Opening(Five()));

    public static Open Opening(Crowd crowd, SquadId? commander = null) => new(new IncidentSaid(2, "装饰市场退费群体投诉", "多名消费者围堵收银台要求退费", Market, 500, [.. crowd.Cases.Keys], commander));

    public Decision<IncidentEvent> Say(Actor by, IncidentCommand command)
    {
        var ground = IncidentGround.Of(Rules, Cases.Values) with { Squad = Offered, Departments = [Police, Tourism] };
        var decision = IncidentDecider.Decide(Incident, command, ground, by, new Moment(Now, numbers: new Numbers(Incident: Id)));
        if (decision is not Decision<IncidentEvent>.Accepted { Events: var events }) return decision;
        foreach (var e in events)
        {
            foreach (var (id, said) in IncidentTies.Of(Incident, e))
            {
                if (CaseDecider.Decide(Cases[id], said, Actor.Machine, new Moment(Now)) is not Decision<CaseEvent>.Accepted { Events: var follow }) return new Refusal(Refusals.AlreadyInIncident);
                Cases[id] = Cases[id].Evolve(follow);
            }

            Incident = Incident.Evolve(e);
        }

        return decision;
    }

    public Crowd Do(Actor by, IncidentCommand command)
    {
        if (Say(by, command) is Decision<IncidentEvent>.Refused no) Assert.Fail($"{Wire.NameOf(command)} was refused: {no.Refusal.Code} {no.Refusal.Field}");
        return this;
    }

    public Refusal Refused(Actor by, IncidentCommand command) => Assert.IsType<Decision<IncidentEvent>.Refused>(Say(by, command)).Refusal;

    /// <summary>One well-formed example of everything that can be said to an open incident.</summary>
    public IReadOnlyList<IncidentCommand> EverySaying() =>
    [
        new LinkCase(new CaseId(Number(599))),
        new UnlinkCase(Incident.Cases[0].Id, "与本事件无关"),
        new NameCommander(Squad3),
        new SetSharedReply("景区已启动全额退费"),
        new NameRepresentatives([Incident.Cases[1].Id], Agreed: true),
        new AlertDepartments([Police.Id, Tourism.Id], TaskMode.Joint, "请派员到场维持秩序", Now.AddHours(2)),
        new AddNote("人群约二百人"),
        new Close("人群已散去", MonitoringEnded: true),
    ];
}
