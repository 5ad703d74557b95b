using OpsMap.Domain.Cases;

namespace OpsMap.Simulator.Desk;

/// <summary>Whose desk: the city's dispatcher or the county's.</summary>
public enum Seat { City, County }

/// <summary>What a desk does next with a case, and when.</summary>
public abstract record DeskStep(DateTimeOffset Due, Seat Seat)
{
    public sealed record Say(DateTimeOffset Due, Seat Seat, CaseCommand Command) : DeskStep(Due, Seat);

    /// <summary>Sends the nearest squad, another than the one that kept silent.</summary>
    public sealed record SendSquad(DateTimeOffset Due, string? Instead = null) : DeskStep(Due, Seat.City);
}
