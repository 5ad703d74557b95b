using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
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

    private Case Declined() => this with
    {
        Fast = FastStage.Candidate,
        Directive = null,
        Clocks = Clocks.Cancel(ClockKind.Ack),
    };

    private Case Reassigned(DirectiveReassigned e) => this with
    {
        Fast = FastStage.DirectiveIssued,
        Directives = e.Round,
        Directive = new Directive(e.No, e.Round, e.Squad, e.At, e.IssuedBy)
        {
            Note = e.Reason,
            Override = e.Override,
            Receipt = e.Receipt,
            KeepsOrigin = true,
        },
        Clocks = Clocks.Cancel(ClockKind.Ack).Start(ClockKind.Ack, e.At),
    };

    private Case Cancelled() => this with
    {
        Fast = FastStage.Cancelled,
        Directive = null,
        Clocks = Clocks.Cancel(ClockKind.C1, ClockKind.C2, ClockKind.C3, ClockKind.Ack),
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
            Clocks = remote ? clocks.Cancel(ClockKind.C3)
                : clocks.Latest(ClockKind.C3) is { Cancelled: true } c3 ? clocks.Start(ClockKind.C3, c3.Start)
                : clocks,
        };
    }

    private Case Underway(SquadEnRoute e) => this with
    {
        Fast = FastStage.EnRoute,
        Directive = Directive! with { DepartedAt = e.OccurredAt },
    };

    private Case Arrived(ArrivedOnScene e) => this with
    {
        Fast = FastStage.OnScene,
        Directive = Directive! with { ArrivedAt = e.OccurredAt, ArrivedHow = e.How },
        Clocks = Clocks.Stop(ClockKind.C3, e.OccurredAt),
    };

    private Case Finished(SceneFinished e) => this with
    {
        Fast = FastStage.SceneDone,
        Directive = Directive! with { FinishedAt = e.OccurredAt },
    };

    private Case Agreed(MediationAgreed e) => this with
    {
        Legal = LegalStage.Agreed,
        Workflow = Workflow.Handling,
        RecoveredAmount = e.RecoveredAmount ?? RecoveredAmount,
        Clocks = Clocks.Stop(ClockKind.C5, e.OccurredAt),
    };

    private Case Closed(CaseClosed e)
    {
        var clocks = Clocks.Stop(ClockKind.C5, e.OccurredAt);
        var scene = Fast is FastStage.OnScene or FastStage.RemoteHandling;
        return this with
        {
            Workflow = Workflow.Closed,
            Fast = scene ? FastStage.SceneDone : Fast,
            Directive = scene ? Directive! with { FinishedAt = e.OccurredAt } : Directive,
            Outcome = e.Outcome,
            RecoveredAmount = e.RecoveredAmount ?? RecoveredAmount,
            ClosedAt = e.OccurredAt,
            Clocks = Kind is CaseKind.Consultation ? clocks : clocks.Start(ClockKind.C6, e.OccurredAt),
        };
    }
}
