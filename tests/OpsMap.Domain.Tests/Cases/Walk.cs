using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>A walk through the town: what is said next, by whom and when, as chance has it.</summary>
internal static class Walk
{
    public static Complainant Person { get; } = new("王小明", "13812341234", "长治市潞州区某小区七号楼", "140403199001011234");

    /// <summary>Towards the end of the procedure, or back out of a directive: pure chance does neither often enough.</summary>
    private static readonly IReadOnlyList<Row> _onward = [.. CaseDecider.Procedure.Reverse().Where(r => r.Name is "archive" or "return-visit"
        or "feedback" or "close" or "agree" or "finish-scene" or "arrive" or "depart" or "respond" or "ack-directive" or "issue-directive"
        or "decide-fast" or "start-triage" or "register" or "first-reply" or "approve" or "file-report" or "resume-mediation" or "decide-recusal"
        or "resume-verification" or "receive-materials" or "answer" or "take-in-return" or "re-reply" or "inform-reporter" or "tell-acceptance" or "decide-publicity" or "settle-before" or "finish-review")
        .OrderBy(r => r.Name is "depart" ? 0 : 1)];

    private static readonly IReadOnlyList<Row> _back =
        [.. CaseDecider.Procedure.Where(r => r.Name is "recall-directive" or "decline-directive" or "reassign" or "decide-normal" or "respond")];

    /// <summary>These end the walk of a case at once.</summary>
    private static readonly HashSet<string> _ends = ["withdraw", "merge", "transfer-out", "refuse"];

    /// <summary>One walk in four begins in the days of Order 20.</summary>
    public static Town Begin(Chance[] chances) => new(chances[0].Pick % 4 == 0 ? Nine.AddYears(-3) : Nine);

    public static (int Case, Actor By, CaseCommand Command, Moment When)? Next(Town town, Chance chance)
    {
        var i = chance.CaseIndex == 2 && town.Cases.Count > 3 ? 3 + (chance.Pick % (town.Cases.Count - 3)) : chance.CaseIndex;
        var state = town.Cases[i];
        var (by, command) = chance.Sensible ? Sensible(town, state, chance) : (Mine(Everybody[chance.Who].Actor, i), chance.Command);
        if (command is CaseCommand.Register r) command = new CaseCommand.Register(r.Registration with { OnFile = r.Registration.OnFile is { } told ? Person.OnFile() with { ConsentPublish = told.ConsentPublish } : null });
        // kin is said by other cases only, and time by the poller
        if (command is CaseCommand.RegisterKin or CaseCommand.AdoptChild or CaseCommand.PassClock or CaseCommand.ActivateDirective or CaseCommand.GiveWay or CaseCommand.ArriveAlongside || (command is CaseCommand.Split or CaseCommand.FindClue && town.Cases.Count > 8)) return null;
        if (command is CaseCommand.Merge m) command = m with { Into = Town.Id(chance.Pick % 3) };
        DateTimeOffset? claimed = chance.ClaimedAgo is { } ago ? town.Now - ago : null;
        return (i, by, command, town.At(i, claimed, chance.Offline));
    }

    /// <summary>Somebody who may, doing something that is open now; the words are still random.</summary>
    private static (Actor By, CaseCommand Command) Sensible(Town town, Case state, Chance chance)
    {
        var i = town.Cases.IndexOf(state);
        var when = new Moment(town.Now);
        var people = Everybody.Select(p => Mine(p.Actor, i)).Append(Leader with { Squad = state.Directive?.Squad })
            .Select(p => p.Role is Role.StationHead ? p with { Office = state.HandlingUnit } : p).ToList();
        var ordered = (chance.Pick % 8) switch
        {
            < 2 when town.Now - state.Directive?.IssuedAt <= Promise.Recall => _back,
            < 4 => _onward,
            4 => _back,
            // what this walk has done least comes first
            var n => [.. Rotated(CaseDecider.Procedure, chance.Pick / 8).Where(r => n == 7 || !_ends.Contains(r.Name)).OrderBy(r => town.Done.GetValueOrDefault(r.Name))],
        };
        foreach (var row in ordered.Where(r => r.Name is not ("pass-clock" or "register-kin" or "adopt-child" or "activate-directive" or "give-way" or "arrive-alongside")))
        {
            if (Rotated(people, chance.Who).FirstOrDefault(p => row.Refuse(state, p, when) is null) is not { } by) continue;
            var command = chance.Command.GetType() == row.Command ? chance.Command : Stages.Say(state).First(c => c.GetType() == row.Command);
            town.Done[row.Name] = town.Done.GetValueOrDefault(row.Name) + 1;
            return (by, command switch
            {
                CaseCommand.IssueDirective d => Sent(town, d, chance),
                CaseCommand.Respond { Mode: HandlingMode.Remote } r when chance.Pick % 2 == 0 => r with { Mode = HandlingMode.OnSite },
                CaseCommand.AnswerSupervisionRequest a => a with { Due = town.Now.AddDays(2) },
                CaseCommand.Supervise s => s with { Due = town.Now.AddDays(3) },
                CaseCommand.AskMaterials a => a with { By = CityTime.DayOf(town.Now).AddDays(5) },
                _ => command,
            });
        }

        return (Everybody[chance.Who].Actor, chance.Command);
    }

    /// <summary>To a free squad, or now and then to one that is out: behind what it has, together with it, or before it.</summary>
    private static CaseCommand.IssueDirective Sent(Town town, CaseCommand.IssueDirective directive, Chance chance)
    {
        var busy = town.Squads.Values.Where(s => s.Job is not null).Select(s => s.Id).ToList();
        return busy.Count > 0 && chance.Pick % 3 > 0
            ? directive with { Squad = busy[chance.Pick % busy.Count], WhenBusy = (WhenBusy)(chance.Pick / 3 % 3), Override = new Override("更为紧急") }
            : directive with { Squad = Nearest(town, chance), WhenBusy = null };
    }

    private static IEnumerable<T> Rotated<T>(IReadOnlyList<T> list, int by) => list.Skip(by % list.Count).Concat(list.Take(by % list.Count));

    /// <summary>The complainant of each case is somebody else.</summary>
    private static Actor Mine(Actor by, int i) => by.Role is Role.Public && by.Case == TheCase ? by with { Case = Town.Id(i) } : by;

    private static SquadId Nearest(Town town, Chance chance)
    {
        var free = town.Squads.Values.Where(s => s.Assignable).Select(s => s.Id).DefaultIfEmpty(Squad3).ToList();
        return free[chance.Pick % free.Count];
    }
}
