using System.Diagnostics;
using static OpsMap.Domain.Incidents.IncidentEvent;

namespace OpsMap.Domain.Incidents;

public sealed partial record Incident
{
    public Incident Evolve(IEnumerable<IncidentEvent> events) => events.Aggregate(this, (incident, e) => incident.Evolve(e));

    public Incident Evolve(IncidentEvent e) => e switch
    {
        IncidentOpened o when !Exists => new Incident
        {
            Id = o.Id,
            County = o.County,
            Level = o.Level,
            Title = o.Title,
            Reason = o.Reason,
            Point = o.Point,
            RadiusM = o.RadiusM,
            Drill = o.Drill is true,
            OpenedBy = o.By,
            OpenedAt = o.At,
            Cases = [.. o.Cases],
        },
        CaseAdded c when Open => this with { Cases = Cases.Add(c.Case) },
        CaseRemoved c when Open => this with
        {
            Cases = Cases.RemoveAll(known => known.Id == c.Case),
            Representatives = [.. Representatives.Where(r => r.Id != c.Case)],
        },
        CommanderNamed n when Open => this with { Commander = n.Squad },
        SharedReplySet s when Open => this with { SharedReply = s.Text },
        RepresentativesNamed r when Open => this with { Representatives = r.Cases },
        DepartmentsAlerted d when Open => this with { Departments = Departments.AddRange(d.Departments.Where(one => !Departments.Contains(one))) },
        NoteAdded when Open => this,
        IncidentClosed c when Open => this with { ClosedAt = c.At, Summary = c.Summary, StillOpen = c.StillOpen },
        _ => throw new UnreachableException($"{Wire.NameOf(e)} does not follow from where the incident stands"),
    };
}
