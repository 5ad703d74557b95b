using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>What the case is after this happened. History that cannot be is a defect, so it throws.</summary>
    public Case Evolve(CaseEvent e) => e switch
    {
        CaseReceived r when !Exists => Received(r),
        _ when !Exists => throw Impossible(e),

        TriageStarted when Workflow is Workflow.Received => this with { Workflow = Workflow.Triaging },
        OpinionGiven o when Workflow is Workflow.Triaging => this with { Opinions = Opinions.Add(new(o.At, o.Unit, o.Text)) },
        FastDecided d when Workflow is Workflow.Triaging && Fast is FastStage.None or FastStage.Candidate => DecidedFast(d),
        NormalDecided d when Workflow is Workflow.Triaging && Fast is FastStage.None or FastStage.Candidate => DecidedNormal(d),

        DirectiveIssued d when Open && Fast is FastStage.Candidate => Issued(d),
        DirectiveRecalled when Fast is FastStage.DirectiveIssued or FastStage.DirectiveReceived => Recalled(),
        DirectiveReceived d when Fast is FastStage.DirectiveIssued => Acknowledged(d),
        DirectiveDeclined when Fast is FastStage.DirectiveIssued or FastStage.DirectiveReceived => Declined(),
        DirectiveReassigned d when SquadOut && Fast is not FastStage.OnScene => Reassigned(d),
        DirectiveCancelled when Open && (SquadOut || Fast is FastStage.Candidate) => Cancelled(),

        SquadResponded r when Fast is FastStage.DirectiveReceived or FastStage.Responded or FastStage.RemoteHandling => Responded(r),
        SquadEnRoute d when Fast is FastStage.Responded => Underway(d),
        ArrivedOnScene a when Fast is FastStage.Responded or FastStage.EnRoute => Arrived(a),
        SceneFinished f when Fast is FastStage.OnScene or FastStage.RemoteHandling => Finished(f),

        CaseRouted r when Workflow is Workflow.Triaging =>
            this with { Workflow = Workflow.Routed, Industry = r.Industry, HandlingUnit = r.Unit },
        HandlingUnitSigned when Workflow is Workflow.Routed => this with { Workflow = Workflow.Investigating },
        FirstReplySent f when Open && FirstReply is null =>
            this with { FirstReply = new(f.OccurredAt, f.Reply), Clocks = Clocks.Stop(ClockKind.C4, f.OccurredAt) },

        ComplaintAccepted when Open && Legal is LegalStage.Pending => this with { Legal = LegalStage.Accepted },
        MediationStarted when Open && Legal is LegalStage.Accepted => this with { Legal = LegalStage.Mediating },
        MediationAgreed a when Open && Legal is LegalStage.Mediating => Agreed(a),

        CaseClosed c when Open => Closed(c),
        FeedbackSent f when Workflow is Workflow.Closed =>
            this with { Workflow = Workflow.FedBack, Clocks = Clocks.Stop(ClockKind.C6, f.OccurredAt) },
        ReturnVisited v when Workflow is Workflow.FedBack =>
            this with { Workflow = Workflow.ReturnVisited, ReturnVisit = new(v.At, v.Reached, v.ProcessScore, v.ResultScore) },
        CaseArchived when Workflow is Workflow.ReturnVisited or Workflow.Closed => this with { Workflow = Workflow.Archived },

        ClockPassed p when Clocks.RunningOf(p.Clock) is { } clock && clock.Round == p.Round =>
            this with { Clocks = Clocks.Replace(clock, clock.Pass(p.Step)) },

        _ => throw Impossible(e),
    };

    public Case Evolve(IEnumerable<CaseEvent> history) => history.Aggregate(this, (state, e) => state.Evolve(e));

    private Case Received(CaseReceived e)
    {
        var r = e.Registration;
        var situations = r.Situations ?? [];
        var clocks = Clocks.Start(ClockKind.C4, e.At);
        if (situations.Count > 0) clocks = clocks.Start(ClockKind.C1, e.At);
        if (situations.Contains(Situation.OnSceneDispute)) clocks = clocks.Start(ClockKind.C5, e.At);
        return new Case
        {
            Id = e.Id,
            No = e.No,
            Registration = r,
            County = e.County,
            Point = e.Point,
            Fast = situations.Count > 0 ? FastStage.Candidate : FastStage.None,
            Clocks = clocks,
            Industry = e.Industry,
            Capabilities = e.Capabilities,
            Situations = situations,
            Grade = e.Grade,
            RuleSet = e.RuleSet,
            ReceivedBy = e.ReceivedBy,
            ReceivedAt = e.At,
        };
    }

    /// <summary>The first determination counts from receipt; a case once found normal starts anew when it turns urgent.</summary>
    private Case DecidedFast(FastDecided e)
    {
        var foundNormalBefore = Determined && Fast is FastStage.None;
        var clocks = Clocks.StartUnlessRunning(ClockKind.C1, foundNormalBefore ? e.At : ReceivedAt);
        return this with
        {
            Fast = FastStage.Candidate,
            Determined = true,
            Situations = e.Situations,
            Industry = e.Industry,
            Capabilities = e.Capabilities,
            Grade = e.Grade,
            Clocks = e.Situations.Contains(Situation.OnSceneDispute)
                ? clocks.StartUnlessRunning(ClockKind.C5, ReceivedAt)
                : clocks.Cancel(ClockKind.C5),
        };
    }

    private Case DecidedNormal(NormalDecided e) => this with
    {
        Fast = FastStage.None,
        Determined = true,
        Situations = [],
        Grade = e.Grade,
        Clocks = Clocks.Cancel(ClockKind.C1, ClockKind.C5),
    };

    private Case Issued(DirectiveIssued e)
    {
        var keepsOrigin = Clocks.Latest(ClockKind.C2) is { Cancelled: false };
        var clocks = Clocks.Stop(ClockKind.C1, e.At).Start(ClockKind.Ack, e.At);
        return this with
        {
            Fast = FastStage.DirectiveIssued,
            Workflow = Workflow is Workflow.Triaging ? Workflow.Routed : Workflow,
            Directives = e.Round,
            Directive = new Directive(e.No, e.Round, e.Squad, e.At, e.IssuedBy)
            {
                Note = e.Note,
                Override = e.Override,
                Receipt = e.Receipt,
                KeepsOrigin = keepsOrigin,
                RoutedTheCase = Workflow is Workflow.Triaging,
            },
            Clocks = keepsOrigin ? clocks : clocks.Start(ClockKind.C2, e.At).Start(ClockKind.C3, e.At),
        };
    }

    private Case Recalled() => this with
    {
        Fast = FastStage.Candidate,
        Workflow = Directive is { RoutedTheCase: true } && Workflow is Workflow.Routed ? Workflow.Triaging : Workflow,
        Directive = null,
        Clocks = Directive is { KeepsOrigin: true }
            ? Clocks.Cancel(ClockKind.Ack)
            : Clocks.Cancel(ClockKind.Ack, ClockKind.C2, ClockKind.C3).Resume(ClockKind.C1),
    };

    private InvalidOperationException Impossible(CaseEvent e) =>
        new($"{e.GetType().Name} cannot follow {Workflow}/{Fast}/{Legal} of case {Id}");
}
