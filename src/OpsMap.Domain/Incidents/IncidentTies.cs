using OpsMap.Domain.Cases;
using static OpsMap.Domain.Incidents.IncidentEvent;

namespace OpsMap.Domain.Incidents;

/// <summary>What an event of an incident says to its cases (事件关联); all of them are written in one act.</summary>
public static class IncidentTies
{
    public static IEnumerable<(CaseId Case, CaseCommand Command)> Of(Incident before, IncidentEvent e) => e switch
    {
        IncidentOpened o => o.Cases.Select(c => (c.Id, (CaseCommand)new CaseCommand.JoinIncident(o.Id))),
        CaseAdded a => [(a.Case.Id, new CaseCommand.JoinIncident(before.Id))],
        CaseRemoved r => [(r.Case, new CaseCommand.LeaveIncident(before.Id))],
        IncidentClosed => before.Cases.Select(c => (c.Id, (CaseCommand)new CaseCommand.LeaveIncident(before.Id, Over: true))),
        _ => [],
    };
}
