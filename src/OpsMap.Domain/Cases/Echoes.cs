using OpsMap.Domain.Squads;

namespace OpsMap.Domain.Cases;

/// <summary>What a squad's step for one case does to the other cases it has (排队、抢派、同场); all of it is written in one act.</summary>
public static class Echoes
{
    public static IEnumerable<(CaseId Case, CaseCommand Command)> Of(Case teller, CaseEvent cause, SquadEvent e, Squad after) => e switch
    {
        SquadEvent.NextTaken n => [(n.CaseId, new CaseCommand.ActivateDirective())],
        SquadEvent.GaveWay g => [(g.CaseId, new CaseCommand.GiveWay(g.For, g.ForNo, g.Reason))],
        SquadEvent.Arrived a when cause is CaseEvent.ArrivedOnScene s =>
            after.Next.Where(n => n.With == a.CaseId && n.Stage is SquadState.OnScene).Select(n =>
                (n.Job.CaseId, (CaseCommand)new CaseCommand.ArriveAlongside(teller.Id, teller.No, s.OccurredAt, s.How, s.Point, s.AccuracyM))),
        _ => [],
    };
}
