using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>What the case is after this happened. History that cannot be is a defect, so it throws.</summary>
    public Case Evolve(CaseEvent e) =>
        (Exists
            ? Spine(e) ?? InTheField(e) ?? ByLaw(e) ?? Aside(e) ?? OverAll(e) ?? OnTheClock(e)
            : e is CaseReceived r ? Received(r) : null)
        ?? throw Impossible(e);

    /// <summary>Intake, determination, routing, closing and what follows.</summary>
    private Case? Spine(CaseEvent e) => e switch
    {
        TriageStarted when Workflow is Workflow.Received => this with { Workflow = Workflow.Triaging },
        OpinionGiven o when Workflow is Workflow.Triaging => this with { Opinions = Opinions.Add(new(o.At, o.Unit, o.Text)) },
        CaseClassified c when Open => this with
        {
            Industry = c.Industry ?? Industry,
            Capabilities = c.Capabilities ?? Capabilities,
            Grade = c.Grade ?? Grade,
            GradedByPerson = GradedByPerson || c.Grade is not null,
        },
        FastDecided d when Undecided && Fast is FastStage.None or FastStage.Candidate or FastStage.SceneDone or FastStage.Cancelled => DecidedFast(d),
        NormalDecided d when Undecided && Fast is FastStage.None or FastStage.Candidate => DecidedNormal(d),
        CaseLocated l when Open => Located(l),

        CaseRouted r when Workflow is Workflow.Triaging or Workflow.Reopened or Workflow.Routed or Workflow.Investigating => RoutedTo(r),
        HandlingUnitSigned s when Workflow is Workflow.Routed =>
            this with { Workflow = Workflow.Investigating, SignedBy = s.Station is true ? Holder.Station : Holder.County },
        FirstReplySent f when (Open || Workflow is Workflow.Merged) && FirstReply is null =>
            this with { FirstReply = new(f.OccurredAt, f.Reply), Clocks = Clocks.Stop(ClockKind.C4, f.OccurredAt) },
        ComplainantUnreachable u when (Open || Workflow is Workflow.Merged) && !Replied =>
            this with { Unreached = new(u.At, u.Attempts, u.Sms is true), Clocks = Clocks.Cancel(u.At, ClockKind.C4) },

        ConsultationAnswered when Open && Kind is CaseKind.Consultation => this,
        CaseClosed c when Open => Closed(c),
        FeedbackSent f when Workflow is Workflow.Closed =>
            this with { Workflow = Workflow.FedBack, Clocks = Clocks.Stop(ClockKind.C6, f.OccurredAt) },
        CaseEvent.ReturnVisited v when Workflow is Workflow.FedBack =>
            this with { Workflow = Workflow.ReturnVisited, ReturnVisit = new(v.At, v.Reached, v.ProcessScore, v.ResultScore) },
        ReviewOpened when Workflow is Workflow.ReturnVisited => this with { UnderReview = true },
        ReviewFinished f when UnderReview => this with { UnderReview = false, ReviewSaysReopen = f.Reopen },
        CaseArchived when Workflow is Workflow.ReturnVisited or Workflow.Closed => this with { Workflow = Workflow.Archived },
        CaseReopened r when Workflow is >= Workflow.Closed and <= Workflow.Archived => Reopened(r),
        _ => null,
    };

    public Case Evolve(IEnumerable<CaseEvent> history) => history.Aggregate(this, (state, e) => state.Evolve(e));

    private Case Received(CaseReceived e)
    {
        var r = e.Registration;
        var situations = r.Situations ?? [];
        var anonymous = r.OnFile is not { HasContact: true };
        var receivedAt = r.ReceivedAt ?? e.At;
        var clocks = Clocks.Start(ClockKind.C4, receivedAt);
        if (situations.Count > 0) clocks = clocks.Start(ClockKind.C1, receivedAt);
        if (situations.Contains(Situation.OnSceneDispute)) clocks = clocks.Start(ClockKind.C5, receivedAt);
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
            ReceivedAt = receivedAt,
            Legal = r.Kind is CaseKind.Report ? LegalStage.Verifying : LegalStage.Pending,
            PreComplaint = r.Kind is CaseKind.Complaint && r.Channel is Channel.MerchantQr && anonymous,
            Tie = e.Tie,
            From = e.From,
        };
    }

    private Case Located(CaseLocated e) => this with
    {
        Point = e.Point,
        County = e.County,
        Registration = Registration with { CountyPending = e.CountyPending is true },
    };

    /// <summary>Where it may still turn out to be urgent, or not to be.</summary>
    private bool Undecided => Workflow is Workflow.Triaging or Workflow.Reopened or Workflow.Routed or Workflow.Investigating or Workflow.Handling;

    /// <summary>A unit that is handed a case for the first time has twenty hours to hand it back.</summary>
    private Case RoutedTo(CaseRouted e)
    {
        var clocks = Clocks.Cancel(e.At, ClockKind.C7);
        return this with
        {
            Workflow = Workflow.Routed,
            Industry = e.Industry,
            HandlingUnit = e.Unit,
            SignedBy = null,
            Clocks = Hops == 0 && HandlingUnit is null ? clocks.Start(ClockKind.C7, e.At) : clocks,
        };
    }

    /// <summary>
    /// The first determination counts from receipt. A case that was found normal, has been routed, or whose fast response is over starts anew
    /// when it turns urgent (转为快速响应): all its urgent clocks count from then, and the directive that follows is a first one.
    /// </summary>
    private Case DecidedFast(FastDecided e)
    {
        var anew = Fast is not FastStage.Candidate && (Determined || Workflow is not Workflow.Triaging);
        var from = anew ? e.At : FastFrom ?? ReceivedAt;
        var clocks = Clocks.StartUnlessRunning(ClockKind.C1, from);
        return this with
        {
            Fast = FastStage.Candidate,
            FastFrom = anew ? e.At : FastFrom,
            Directive = null,
            Determined = true,
            Situations = e.Situations,
            Industry = e.Industry,
            Capabilities = e.Capabilities,
            Grade = e.Grade,
            Clocks = e.Situations.Contains(Situation.OnSceneDispute)
                ? clocks.StartUnlessRunning(ClockKind.C5, from)
                : clocks.Cancel(e.At, ClockKind.C5),
        };
    }

    private Case DecidedNormal(NormalDecided e) => this with
    {
        Fast = FastStage.None,
        Determined = true,
        Situations = [],
        Grade = e.Grade,
        Clocks = Clocks.Cancel(e.At, ClockKind.C1, ClockKind.C2, ClockKind.C3, ClockKind.C5),
    };

    private Case Issued(DirectiveIssued e)
    {
        var stillOwed = Clocks.RunningOf(ClockKind.C2) ?? Clocks.RunningOf(ClockKind.C3);
        var keepsOrigin = stillOwed is not null
            || (Clocks.Latest(ClockKind.C2) is { Cancelled: false } c2 && c2.Start >= (FastFrom ?? ReceivedAt));
        var clocks = Clocks.Stop(ClockKind.C1, e.At).Start(ClockKind.Ack, e.At);
        var routes = Workflow is Workflow.Triaging or Workflow.Reopened;
        return this with
        {
            Fast = FastStage.DirectiveIssued,
            Workflow = routes ? Workflow.Routed : Workflow,
            Directives = e.Round,
            Directive = new Directive(e.No, e.Round, e.Squad, e.At, e.IssuedBy)
            {
                Issuer = e.Issuer,
                Note = e.Note,
                SquadCounty = e.SquadCounty,
                Override = e.Override,
                Receipt = e.Receipt,
                KeepsOrigin = keepsOrigin,
                Queued = Waits(e.WhenBusy),
                Alongside = e.WhenBusy is WhenBusy.Alongside,
                RoutedFrom = routes ? Workflow : null,
            },
            Clocks = keepsOrigin ? clocks : clocks.Start(ClockKind.C2, e.At).Start(ClockKind.C3, e.At),
        };
    }

    private Case Recalled(DirectiveRecalled e) => this with
    {
        Fast = FastStage.Candidate,
        Workflow = Workflow is Workflow.Routed ? Directive?.RoutedFrom ?? Workflow : Workflow,
        Directive = null,
        Clocks = Directive is { KeepsOrigin: true }
            ? Clocks.Cancel(e.At, ClockKind.Ack)
            : Clocks.Cancel(e.At, ClockKind.Ack, ClockKind.C2, ClockKind.C3).Resume(ClockKind.C1),
    };

    private InvalidOperationException Impossible(CaseEvent e) =>
        new($"{e.GetType().Name} cannot follow {Workflow}/{Fast}/{Legal} of case {Id}");
}
