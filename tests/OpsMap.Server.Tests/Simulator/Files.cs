using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Simulator.Api;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

/// <summary>A case that lives through the real rules, so that a simulated person's next step is judged by them.</summary>
internal sealed class Files
{
    private static readonly CountyCode Luzhou = new("140403");

    private readonly List<Happened> _timeline = [];
    private readonly Actor _squad;

    public Files(Registration said, DateTimeOffset now, SquadId squad)
    {
        Now = now;
        Squad = squad;
        _squad = new Actor(new PersonId(Guid.CreateVersion7()), "队长", Role.SquadLeader, Luzhou, squad);
        Tell(new CaseCommand.Register(said), City);
    }

    public static Actor City { get; } = new(new PersonId(Guid.CreateVersion7()), "调度员", Role.CityDispatcher, CountyCode.City);

    public static Actor Bureau { get; } = new(new PersonId(Guid.CreateVersion7()), "县局", Role.CountyDispatcher, Luzhou);

    public DateTimeOffset Now { get; set; }

    public SquadId Squad { get; }

    public Case State { get; private set; } = Case.Nothing;

    public CaseFile File => new(
        new CaseSeen(State.Id, State.No, _timeline.Count, State.County, State.Kind, State.Registration.Title, State.Industry, State.Situations, State.ReceivedAt,
            State.Workflow, State.Fast, State.Legal, State.Point?.Lon, State.Point?.Lat, State.Directive?.Squad, State.ClosedAt,
            [.. State.Clocks.Select(c => new ClockSeen(c.Kind, c.StoppedAt, c.Cancelled))], State.Proposal is { } p ? new Waiting(p.Kind) : null, State.UnderReview),
        State.Registration, [.. _timeline], State.Directive);

    public SquadNow Phone => new(new SquadSeen(Squad, "潞州01", Luzhou, Duty, new GeoPoint(113.1, 36.19)), Now, State.SquadOut || State.Workflow is Workflow.Closed ? File : null);

    private SquadState Duty => State.Fast switch
    {
        FastStage.DirectiveIssued => SquadState.Assigned,
        FastStage.DirectiveReceived or FastStage.Responded or FastStage.RemoteHandling => SquadState.Responding,
        FastStage.EnRoute => SquadState.EnRoute,
        FastStage.OnScene => SquadState.OnScene,
        FastStage.SceneDone => SquadState.Returning,
        _ => SquadState.Available,
    };

    public static Registration Complaint(params IReadOnlyList<Situation> situations) => new(
        CaseKind.Complaint, Channel.Hotline12315, "超市结账价高于货架标价", "多收差价。", "潞州区英雄中路1号", new Respondent("超市(演示)"),
        new GeoPoint(113.11, 36.2), County: Luzhou, Industry: Industry.Retail, Situations: situations, Amount: 20);

    public void Tell(CaseCommand command, Actor? by = null)
    {
        var moment = new Moment(Now, numbers: new Numbers("CZ20261124-000001", "第0001号", State.Exists ? State.Id : new CaseId(Guid.CreateVersion7())));
        var decision = CaseDecider.Decide(State, command, by ?? _squad, moment);
        var accepted = Assert.IsType<Decision<CaseEvent>.Accepted>(decision);
        foreach (var e in accepted.Events)
        {
            State = State.Evolve(e);
            _timeline.Add(new Happened(Wire.NameOf(e), moment.Now));
        }
    }
}
