using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Story;

/// <summary>One contact of the day (接诉): when it comes in and what is written down.</summary>
public sealed record Contact(DateTimeOffset At, Registration Registration, Complainant Complainant)
{
    public bool Fast => Registration.Situations is { Count: > 0 };

    /// <summary>The same contact at another time; a visitor's departure moves with it.</summary>
    public Contact MovedTo(DateTimeOffset at) => this with
    {
        At = at,
        Registration = Registration with { LeavesAt = Registration.LeavesAt is { } leaves ? at + (leaves - At) : null },
    };

    /// <summary>Follows from what is said: a simulator that starts again and says the same registers no second case.</summary>
    public Guid Id(int seed) => Dice.Id(seed, "register", JsonSerializer.Serialize(Registration, Wire.Options), JsonSerializer.Serialize(Complainant, Wire.Options));
}
