using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Field;

namespace OpsMap.Simulator.Play;

/// <summary>One squad and its phone (分队): knows only what the server tells it, so a restart goes on where it was.</summary>
public sealed class SquadPlayer
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _looksAnyway = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _late = TimeSpan.FromSeconds(10);

    private readonly World _world;
    private readonly Caller _caller;
    private readonly Roster _roster;
    private readonly SquadPlan _plan;
    private readonly Car _car;
    private readonly Phone _phone;
    private SquadNow? _now;
    private DateTimeOffset _looked;
    private TaskCompletionSource _told = New();

    public SquadPlayer(World world, SquadSeen squad, DateTimeOffset begin, int place)
    {
        _world = world;
        _caller = new Caller(world, new Identity("squad", squad.Code), place);
        _roster = Roster.Of(world.Seed, squad.Code);
        _plan = new SquadPlan(world.Seed, squad.Code, begin, world.Profile, world.Pace);
        _car = new Car(world, squad, _roster);
        _phone = new Phone(world, _caller, _car, squad.Code);
    }

    public Task Work(CancellationToken ct) => Task.WhenAll(Live(ct), new HubLine(_world, _caller, "/device").Keep(Listen, Stay, ct));

    private async Task Live(CancellationToken ct)
    {
        while (true)
        {
            var told = Told();
            var at = _world.Now;
            if (_now is null || at - _looked > _looksAnyway) await Look(ct);
            var step = await Turn(at, ct);
            await Rest(told, step, ct);
        }
    }

    /// <summary>Moves, measures, and if there is a signal acts and reports. Returns what comes next.</summary>
    private async Task<FieldStep?> Turn(DateTimeOffset at, CancellationToken ct)
    {
        var now = _now!;
        _car.Move(now, at);
        if (now.Squad.State is SquadState.OffDuty or SquadState.Break) _phone.Forget();
        else _phone.Sample(now.Squad.State, at);
        var step = _plan.Next(now, _car.Standing(now), at);
        if (_roster.SignalReturns(at) is not null && now.Squad.State is not SquadState.OffDuty) return null;

        if (_phone.Waiting && await _phone.Send(ct)) await Look(ct);
        if (step is null || step.Due > at) return step;
        await Do(step, at, ct);
        await Look(ct);
        return null;
    }

    private Task<Answer> Do(FieldStep step, DateTimeOffset at, CancellationToken ct) => step switch
    {
        FieldStep.OnDuty duty => _caller.Say(_world, _now!.Squad, duty.Command, ct),
        FieldStep.OnJob job => _caller.Say(_world, _now!.Job!.Card, job.Command, at - job.Due > _late && job.Command is not CaseCommand.DeclineDirective ? job.Due : null, ct),
        _ => throw new InvalidOperationException($"no such step: {step}"),
    };

    private async Task Look(CancellationToken ct)
    {
        _looked = _world.Now;
        _now = await _caller.Read<SquadNow>("/api/squad/now", ct) ?? throw new OutOfReachException("the squad's own page is not there", null);
    }

    private async Task Rest(Task told, FieldStep? step, CancellationToken ct)
    {
        var at = _world.Now;
        var until = at + _longest;
        if (step is { } next && next.Due < until) until = next.Due;
        if (_car.Driving && _phone.NextReading < until) until = _phone.NextReading;
        if (_now?.Squad.State is not (SquadState.OffDuty or SquadState.Break) && _phone.NextReading < until) until = _phone.NextReading;
        var wait = until - at < _shortest ? _shortest : until - at;
        await Task.WhenAny(told, Task.Delay(wait, _world.Clock, ct));
        ct.ThrowIfCancellationRequested();
    }

    private void Listen(HubConnection hub) => hub.On<string>("Now", json =>
    {
        // a phone without a signal hears nothing; it looks when it is back
        if (_roster.SignalReturns(_world.Now) is not null) return;
        var now = JsonSerializer.Deserialize<SquadNow>(json, Wire.Options)!;
        if (_now is { } known && now.ServerNow < known.ServerNow) return;
        _now = now;
        _told.TrySetResult();
    });

    private static Task Stay(HubConnection hub, CancellationToken ct) => Task.Delay(Timeout.InfiniteTimeSpan, ct);

    private Task Told()
    {
        if (_told.Task.IsCompleted) _told = New();
        return _told.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
