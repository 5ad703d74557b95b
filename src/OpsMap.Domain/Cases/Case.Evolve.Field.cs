using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>The directive and what the squad does with it.</summary>
    private Case? InTheField(CaseEvent e) => e switch
    {
        DirectiveIssued d when Open && Fast is FastStage.Candidate => Issued(d),
        DirectiveActivated when SquadOut && Directive is { Queued: true } d =>
            this with { Directive = d with { Queued = false, Alongside = false } },
        DirectivePreempted d when SquadOut && Fast is not FastStage.OnScene => BackInTheQueue(d.At),
        DirectiveRecalled d when Fast is FastStage.DirectiveIssued or FastStage.DirectiveReceived => Recalled(d),
        DirectiveReceived d when Fast is FastStage.DirectiveIssued => Acknowledged(d),
        DirectiveDeclined d when Fast is FastStage.DirectiveIssued or FastStage.DirectiveReceived => BackInTheQueue(d.At),
        DirectiveReassigned d when SquadOut && Fast is not FastStage.OnScene => Reassigned(d),
        DirectiveCancelled d when Open && (SquadOut || Fast is FastStage.Candidate) => Cancelled(d),

        SquadResponded r when Fast is FastStage.DirectiveReceived or FastStage.Responded or FastStage.RemoteHandling => Responded(r),
        SquadEnRoute d when Fast is FastStage.Responded => Underway(d),
        ArrivedOnScene a when Fast is FastStage.Responded or FastStage.EnRoute || (a.With is not null && Fast is FastStage.RemoteHandling) => Arrived(a),
        SceneFinished f when Fast is FastStage.OnScene or FastStage.RemoteHandling => Finished(f),
        _ => null,
    };

    /// <summary>C2 and C3 count from the acknowledgement if it comes in time, else from the directive.</summary>
    private Case Acknowledged(DirectiveReceived e)
    {
        var directive = Directive!;
        var clocks = Clocks.Stop(ClockKind.Ack, e.OccurredAt);
        var moves = !directive.KeepsOrigin && e.OccurredAt - directive.IssuedAt <= Promise.Acknowledgement;
        return this with
        {
            Fast = FastStage.DirectiveReceived,
            Directive = directive with { ReceivedAt = e.OccurredAt },
            Clocks = moves
                ? clocks.Change(ClockKind.C2, c => c.MoveTo(e.OccurredAt)).Change(ClockKind.C3, c => c.MoveTo(e.OccurredAt))
                : clocks,
        };
    }

    /// <summary>Declined, or the squad was taken: another one is looked for, and C2 and C3 run on.</summary>
    private Case BackInTheQueue(DateTimeOffset at) => this with
    {
        Fast = FastStage.Candidate,
        Directive = null,
        Clocks = Clocks.Cancel(at, ClockKind.Ack),
    };

    private static bool Waits(WhenBusy? said) => said is WhenBusy.Queue or WhenBusy.Alongside;

    private Case Reassigned(DirectiveReassigned e) => this with
    {
        Fast = FastStage.DirectiveIssued,
        Directives = e.Round,
        Directive = new Directive(e.No, e.Round, e.Squad, e.At, e.IssuedBy)
        {
            Issuer = e.Issuer,
            Note = e.Reason,
            SquadCounty = e.SquadCounty,
            Override = e.Override,
            Receipt = e.Receipt,
            KeepsOrigin = true,
            Queued = Waits(e.WhenBusy),
            Alongside = e.WhenBusy is WhenBusy.Alongside,
        },
        Clocks = Clocks.Cancel(e.At, ClockKind.Ack).Start(ClockKind.Ack, e.At),
    };

    private Case Cancelled(DirectiveCancelled e) => this with
    {
        Fast = FastStage.Cancelled,
        Directive = null,
        Clocks = Clocks.Cancel(e.At, ClockKind.C1, ClockKind.C2, ClockKind.C3, ClockKind.Ack),
    };

    /// <summary>A squad that goes after all is due when it would have been due from the start.</summary>
    private Case Responded(SquadResponded e)
    {
        var clocks = Clocks.Stop(ClockKind.C2, e.OccurredAt);
        var remote = e.Mode is HandlingMode.Remote;
        return this with
        {
            Fast = remote ? FastStage.RemoteHandling : FastStage.Responded,
            Directive = Directive! with { RespondedAt = Directive.RespondedAt ?? e.OccurredAt, Mode = e.Mode },
            Clocks = remote ? clocks.Cancel(e.OccurredAt, ClockKind.C3)
                : clocks.Latest(ClockKind.C3) is { Cancelled: true } c3 ? clocks.Start(ClockKind.C3, c3.Start)
                : clocks,
        };
    }

    private Case Underway(SquadEnRoute e) => this with
    {
        Fast = FastStage.EnRoute,
        Directive = Directive! with { DepartedAt = e.OccurredAt },
    };

    /// <summary>Whoever was handled by telephone and is met at another's scene is handled there.</summary>
    private Case Arrived(ArrivedOnScene e) => this with
    {
        Fast = FastStage.OnScene,
        Directive = Directive! with { ArrivedAt = e.OccurredAt, ArrivedHow = e.How, Mode = HandlingMode.OnSite },
        Clocks = Clocks.Stop(ClockKind.C3, e.OccurredAt),
    };

    private Case Finished(SceneFinished e) => this with
    {
        Fast = FastStage.SceneDone,
        Directive = Directive! with { FinishedAt = e.OccurredAt },
    };
}
