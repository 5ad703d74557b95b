using System.Globalization;
using System.Net;
using OpsMap.Domain.Squads;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Field;

namespace OpsMap.Simulator.Play;

/// <summary>The positions a squad's phone takes, keeps while there is no signal, and sends in batches (轨迹上报).</summary>
public sealed class Phone(World world, Caller caller, Car car, string code)
{
    /// <summary>The server takes no more at once; a phone that was away for longer loses the oldest.</summary>
    private const int Most = 200;

    private readonly Dice _dice = Dice.Of(world.Seed, "phone", code);
    private readonly PhoneFilter _filter = PhoneFilter.For(world.Profile);
    private readonly Queue<Taken> _outbox = new();
    private readonly string _device = string.Create(CultureInfo.InvariantCulture, $"sim-{code}-{world.Now.ToUnixTimeMilliseconds():x}");
    private readonly double _battery = Dice.Of(world.Seed, "battery", code).Between(0.3, 1);
    private long _seq;

    public DateTimeOffset NextReading { get; private set; } = world.Now;

    public bool Waiting => _outbox.Count > 0;

    public void Sample(SquadState state, DateTimeOffset at)
    {
        if (at < NextReading) return;
        var span = Rhythm.Of(state, world.Profile);
        NextReading = at + _dice.Seconds(span.Low, span.High);
        var reading = car.Read();
        if (!_filter.Keeps(reading, at)) return;
        _outbox.Enqueue(new Taken(++_seq, at, Math.Round(reading.Point.Lon, 6), Math.Round(reading.Point.Lat, 6), reading.Accuracy, reading.Speed, reading.Heading));
        while (_outbox.Count > Most) _outbox.Dequeue();
    }

    /// <summary>Off duty or in a break nobody is followed.</summary>
    public void Forget() => _outbox.Clear();

    /// <summary>True when something happened that the phone should look at.</summary>
    public async Task<bool> Send(CancellationToken ct)
    {
        var batch = _outbox.ToArray();
        var reply = await caller.Post("/api/squad/track", new { Device = _device, SentAt = world.Now, Battery = Math.Round(_battery, 2), Fixes = batch }, ct);
        if (!reply.Yes)
        {
            world.Tally.Refused("track", (int)reply.Status, reply.Code);
            if (reply.Status is HttpStatusCode.Conflict) Forget();
            return true;
        }

        var receipt = reply.As<Receipt>();
        while (_outbox.TryPeek(out var first) && first.Seq <= receipt.Ack) _outbox.Dequeue();
        world.Tally.Sent(batch.Length, receipt.Dropped?.Count ?? 0);
        return receipt.Arrived is not null;
    }

    private sealed record Taken(long Seq, DateTimeOffset T, double Lon, double Lat, double Acc, double? Spd, double? Hdg);

    private sealed record Receipt(long Ack, Guid? Arrived = null, IReadOnlyList<Dropped>? Dropped = null);

    private sealed record Dropped(long Seq, string Why);
}
