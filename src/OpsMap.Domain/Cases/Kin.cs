using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Cases;

/// <summary>What an event of a case does to other cases (关联工单); both are written in one act.</summary>
public static class Kin
{
    public static IEnumerable<(CaseId Case, CaseCommand Command)> Of(Case before, CaseEvent e) => e switch
    {
        CaseEvent.CaseSplit s => [(s.Sibling, Register(before, s.No, KinTie.Split, s.Title, s.Facts, s.SuspectedLaw))],
        CaseEvent.ClueFound c => [(c.Report, Register(before, c.No, KinTie.Clue, c.Title, c.Facts, c.SuspectedLaw))],
        CaseEvent.CaseMerged m =>
            [(m.Into, new CaseCommand.AdoptChild(before.Id, before.No, before.County, before.Kind, m.Joint is true, before.Registration.OnFile))],
        _ => [],
    };

    /// <summary>The report half keeps its reporter; a clue the officials found themselves has none.</summary>
    private static CaseCommand.RegisterKin Register(Case from, string no, KinTie tie, string title, string facts, string? suspectedLaw)
    {
        var said = from.Registration;
        var half = new Registration(
            CaseKind.Report,
            tie is KinTie.Clue ? Channel.Patrol : said.Channel,
            title,
            facts,
            said.Place,
            said.Respondent,
            from.Point,
            from.Point is null ? null : Datum.Wgs84,
            from.County,
            from.Industry,
            Drill: said.Drill,
            OnFile: tie is KinTie.Split ? said.OnFile : null,
            CountyPending: said.CountyPending,
            Venue: said.Venue,
            SuspectedLaw: suspectedLaw,
            Platform: said.Platform,
            // one material, received once (Order 121 art. 9); a clue is received when it is found
            ReceivedAt: tie is KinTie.Split ? from.ReceivedAt : null);
        return new CaseCommand.RegisterKin(half, no, tie, from.Id, from.No, from.ReceivedBy);
    }
}
