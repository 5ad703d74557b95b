using OpsMap.Domain;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Story;

namespace OpsMap.Simulator.Play;

/// <summary>The clerks at the 12315 centre (受理席): enter every contact of the day when it comes.</summary>
public sealed class Intake(World world, Board board, IReadOnlyList<Caller> clerks)
{
    private int _turn;

    public async Task Work(CancellationToken ct)
    {
        await EnterBacklog(ct);
        var begin = world.Now;
        foreach (var contact in From(begin))
        {
            var due = begin + world.Pace.Of(contact.At - begin);
            if (due - world.Now is { Ticks: > 0 } wait) await Task.Delay(wait, world.Clock, ct);
            await Clerk.Register(world, contact.MovedTo(due), ct);
        }
    }

    private Caller Clerk => clerks[_turn++ % clerks.Count];

    /// <summary>So that the map lives from the first minute; what is open from an earlier run counts.</summary>
    private async Task EnterBacklog(CancellationToken ct)
    {
        var now = world.Now;
        var hour = (int)(now.UtcTicks / TimeSpan.TicksPerHour);
        var waiting = DayScript.Of(world.Seed ^ hour, CityTime.DayOf(now), world.Profile.Day, world.Map).Where(c => c.Fast).Take(world.Profile.Backlog - board.OpenUrgent);
        foreach (var contact in waiting)
        {
            await Clerk.Register(world, contact.MovedTo(now), ct);
            await Task.Delay(world.Pace.Of(TimeSpan.FromSeconds(4)), world.Clock, ct);
        }
    }

    private IEnumerable<Contact> From(DateTimeOffset begin)
    {
        for (var day = CityTime.DayOf(begin); ; day = day.AddDays(1))
        {
            foreach (var contact in DayScript.Of(world.Seed, day, world.Profile.Day, world.Map))
            {
                if (contact.At >= begin) yield return contact;
            }
        }
    }
}
