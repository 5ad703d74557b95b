using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using static OpsMap.Domain.Squads.SquadCommand;
using static OpsMap.Domain.Squads.SquadEvent;

namespace OpsMap.Domain.Squads;

/// <summary>The squad's part of the procedure: duty, breaks, and following its case.</summary>
public static partial class SquadDecider
{
    /// <summary>Inspection and evidence need two officers (行政处罚程序规定 art. 22).</summary>
    public const int FullCrew = 2;

    private const int LargestCrew = 20;

    /// <summary>No phone keeps a call for help longer than people are on duty.</summary>
    public static TimeSpan LongestShift { get; } = TimeSpan.FromHours(24);

    public static TimeSpan LongestBreak { get; } = TimeSpan.FromMinutes(60);

    public static Decision<SquadEvent> Decide(Squad state, SquadCommand command, Actor by, Moment when) =>
        MayNot(state, command, by) is { } refusal ? refusal : (state.State, command) switch
        {
            (_, Register c) when !state.Exists => Enter(c, when),
            (_, Register) => new Refusal(Refusals.AlreadyRegistered),
            (_, Revise c) => c.Profile.Check() is { } wrong ? wrong : new SquadRevised(when.Now, by.Name, c.Profile),
            (_, Reinstate) when state.Retired => new SquadReinstated(when.Now, by.Name),
            // a call for help stands until somebody has looked after it
            (SquadState.OffDuty, Retire) when state.Sos is not null => new Refusal(Refusals.SosRaised),
            (SquadState.OffDuty, Retire c) when !state.Retired => Texts.Required("reason", c.Reason, 200) is { } unsaid ? unsaid : new SquadRetired(when.Now, by.Name, c.Reason),
            (not SquadState.OffDuty, Retire) => new Refusal(Refusals.SquadOnDuty),
            _ when state.Retired => new Refusal(Refusals.SquadRetired),

            (SquadState.OffDuty, RaiseSos) => new Refusal(Refusals.SquadOffDuty),
            (_, RaiseSos) when state.Sos is not null => new Refusal(Refusals.SosRaised),
            (_, RaiseSos c) => CallForHelp(c, by, when),
            (_, ClearSos) when state.Sos is null => new Refusal(Refusals.NoSos),
            (_, ClearSos c) => Texts.Required("note", c.Note, 500) is { } empty ? empty : new SosCleared(when.Now, by.Name, c.Note),

            (_, DoubtPosition c) when state.SharesLocation && state.Health != c.Why => new PositionDoubted(when.Now, c.Why),
            (_, TrustPosition) when state.Health is not null => new PositionTrusted(when.Now),

            (_, ReportPhone c) when state.SharesLocation && c.Phone.IsNewsAfter(state.Phone) => new PhoneReported(when.Now, c.Phone),

            (SquadState.OffDuty, ClockOn c) => BeginDuty(c, when),
            (SquadState.Available, StartBreak { LastOfCounty: true, Override: null }) => new Refusal(Refusals.LastSquad, Facts: Facts.Of("county", state.County)),
            (SquadState.Available, StartBreak c) => Rest(state, c, when),
            (SquadState.Break, EndBreak) => Judged(state, new BreakEnded(when.Now), when),
            (SquadState.Returning, Ready) => Judged(state, new BackReady(when.Now), when),
            (SquadState.Available or SquadState.Returning or SquadState.Break, ClockOff) => Judged(state, new ClockedOff(when.Now), when),
            (SquadState.Assigned or SquadState.Responding or SquadState.EnRoute or SquadState.OnScene, ClockOff) => Taken(state, Refusals.SquadHasJob),

            (SquadState.Available or SquadState.Returning or SquadState.Break, Assign { WhenBusy: not null }) => new Refusal(Refusals.SquadFree),
            (SquadState.Available or SquadState.Returning, Assign c) => Take(state, c, by, when),
            (SquadState.Break, Assign { Override: not null } c) => Take(state, c, by, when),
            (SquadState.Break, Assign) => new Refusal(Refusals.SquadOnBreak),
            (SquadState.OffDuty, Assign) => new Refusal(Refusals.SquadOffDuty),
            (_, Assign { WhenBusy: WhenBusy.Queue or WhenBusy.Alongside } c) => LineUp(state, c, by, when),
            (SquadState.Assigned or SquadState.Responding or SquadState.EnRoute, Assign { WhenBusy: WhenBusy.Preempt } c) => CallAway(state, c, by, when),
            (_, Assign) => Taken(state, Refusals.SquadTaken),
            (_, FromCase c) when state.Waiting(c.CaseId) is { } waiting => OfNext(state, waiting, c, when),

            (SquadState.Assigned, Acknowledge c) => new Acknowledged(when.Now, c.CaseId),
            (SquadState.Responding, RespondRemote c) => new RespondingRemotely(when.Now, c.CaseId),
            (SquadState.Responding, Depart c) => new Departed(when.Now, c.CaseId),
            (SquadState.Responding or SquadState.EnRoute, Arrive c) => new Arrived(when.Now, c.CaseId),
            (SquadState.OnScene, Finish c) => Then(state, new Finished(when.Now, c.CaseId, c.OccurredAt)),
            (SquadState.Assigned or SquadState.Responding or SquadState.EnRoute or SquadState.OnScene, Release c) => Then(state, new Released(when.Now, c.CaseId)),

            _ => new Refusal(Refusals.SquadNotNow, Facts: Facts.Of("state", state.State)),
        };

    private static Refusal? MayNot(Squad state, SquadCommand command, Actor by) => command switch
    {
        Register c => Keeps(c.Entry.County, by, "county"),
        _ when !state.Exists => new(Refusals.NoSuchSquad),
        Revise or Retire or Reinstate => Keeps(state.County, by, field: null),
        // who may order a case's squad about is settled by the case; only the city crosses a county border
        Assign c when state.County != c.CaseCounty && by.Role is not (Role.CityDispatcher or Role.System) =>
            new(Refusals.OtherCounty, "squad"),
        Assign => null,
        FromCase c when state.Job?.CaseId != c.CaseId && state.Waiting(c.CaseId) is null => new(Refusals.SquadOtherJob),
        FromCase => null,
        _ when by.Role is Role.System => null,
        DoubtPosition or TrustPosition or ReportPhone => new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role)),
        Ready or RaiseSos when by.Role is Role.SquadMember => Own(state, by),
        ClearSos when by.Role is Role.CityDispatcher => null,
        ClearSos when by.Role is Role.CountyDispatcher => by.County == state.County ? null : new(Refusals.OtherCounty),
        _ when by.Role is Role.SquadLeader => Own(state, by),
        _ => new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role)),
    };

    private static Refusal? Own(Squad state, Actor by) => by.Squad == state.Id ? null : new(Refusals.NotYourSquad);

    /// <summary>The register of squads is the city's and the administrator's, and each county's for its own (domain.md §7: posts registry).</summary>
    private static Refusal? Keeps(CountyCode county, Actor by, string? field) => by.Role switch
    {
        Role.CityDispatcher or Role.System => null,
        Role.Admin or Role.CountyDispatcher => by.MaySee(county) ? null : new(Refusals.OtherCounty, field),
        _ => new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role)),
    };

    private static Decision<SquadEvent> Enter(Register command, Moment when)
    {
        var entry = command.Entry;
        var refusal = Texts.Required("code", entry.Code, 20)
            ?? (Geo.Counties.Find(entry.County) is null ? new Refusal(Refusals.CountyDoesNotFit, "county") : null)
            ?? entry.Profile.Check()
            ?? (entry.Slot is >= 0 and <= short.MaxValue ? null : new Refusal(Refusals.OutOfRange, "slot"));
        return refusal is not null ? refusal : new SquadRegistered(when.Now, command.Id, entry);
    }

    private static Decision<SquadEvent> BeginDuty(ClockOn command, Moment when)
    {
        var refusal = (command.Crew is >= 1 and <= LargestCrew ? null : new Refusal(Refusals.OutOfRange, "crew"))
            ?? (string.IsNullOrWhiteSpace(command.NoticeVersion) ? new Refusal(Refusals.NoticeNotRead, "noticeVersion") : null)
            ?? Texts.Optional("noticeVersion", command.NoticeVersion, 40)
            ?? Texts.Optional("vehicle", command.Vehicle, 20)
            ?? SquadProfile.Crew(command.Members)
            ?? (command.Members is { } named && named.Count != command.Crew ? new Refusal(Refusals.OutOfRange, "crew", Facts: Facts.Of("max", named.Count)) : null);
        return refusal is not null
            ? refusal
            : new ClockedOn(when.Now, command.Crew, command.NoticeVersion, command.Members, command.Vehicle);
    }

    private static Decision<SquadEvent> CallForHelp(RaiseSos command, Actor by, Moment when)
    {
        if (Texts.Optional("note", command.Note, 500) is { } refusal) return refusal;
        var judged = Judgement.Of(when, when.Now - LongestShift);
        return new SosRaised(when.Now, judged.At, by.Name, command.Note, command.Point, judged.Disbelieved);
    }

    private static Decision<SquadEvent> Rest(Squad state, StartBreak command, Moment when)
    {
        if (command.Override is { } why && Texts.Required("override.reason", why.Reason, 200) is { } no) return no;
        var from = Judgement.Of(when, state.Since).At;
        return Judged(state, new BreakStarted(when.Now, from + LongestBreak, command.Override), when);
    }

    /// <summary>Whoever presses without signal is off duty from the press on, not from the next bar of signal.</summary>
    private static DutyStep Judged(Squad state, DutyStep step, Moment when)
    {
        var judged = Judgement.Of(when, state.Since);
        return step with { OccurredAt = judged.At == when.Now ? null : judged.At, Disbelieved = judged.Disbelieved };
    }

    private static Decision<SquadEvent> Take(Squad state, Assign command, Actor by, Moment when) =>
        Short(state, command) is { } refusal ? refusal : Assignment(command, by, when);

    private static Refusal? Short(Squad state, Assign command) =>
        state.Crew < FullCrew && command.Override is null ? new(Refusals.SquadShortOfCrew, Facts: Facts.Of("crew", state.Crew)) : null;

    private static Assigned Assignment(Assign command, Actor by, Moment when) =>
        new(when.Now, command.CaseId, command.CaseNo, by.Name, command.CaseCounty, command.Scene);

    private static Refusal Taken(Squad state, string code) =>
        new(code, Facts: state.Job is { } job ? Facts.Of(("by", job.By), ("caseNo", job.CaseNo)) : null);
}
