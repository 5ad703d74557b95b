using OpsMap.Simulator.Story;

namespace OpsMap.Simulator;

/// <summary>How a run behaves: what the day brings, how long people take, how often phones report.</summary>
public sealed record Profile
{
    public required string Name { get; init; }

    public required DayShape Day { get; init; }

    /// <summary>Urgent cases that are open when the day begins; fewer are entered if some are open already.</summary>
    public int Backlog { get; init; }

    /// <summary>Minutes from receipt until the simulated dispatcher issues the directive himself: until then it is somebody else's to do.</summary>
    public required IReadOnlyList<(Span What, double Weight)> Patience { get; init; }

    /// <summary>Minutes from the acknowledgement until the squad has spoken to the complainant.</summary>
    public IReadOnlyList<(Span What, double Weight)> Respond { get; init; } =
        [(new(1.5, 7), 80), (new(8, 20), 12), (new(23, 33), 5), (new(36, 43), 2), (new(46, 52), 1)];

    /// <summary>Minutes a step of an ordinary case takes at its county bureau.</summary>
    public Span Office { get; init; } = new(2, 8);

    /// <summary>Seconds between positions of a squad that waits; a phone that lies still reports no more often than this either.</summary>
    public Span Standby { get; init; } = new(60, 120);

    public Span OnScene { get; init; } = new(110, 130);

    public Span Driving { get; init; } = new(5, 10);

    /// <summary>A long demonstration: a new urgent case every minute and a half round the clock, most of them left for a person to dispatch.</summary>
    public static Profile Demo { get; } = new()
    {
        Name = "demo",
        Day = new DayShape(Contacts: 4_600, FastShare: 0.8, Hourly: false),
        Backlog = 18,
        Patience = [(new(1, 3), 12), (new(4, 8), 50), (new(8.5, 11.5), 22), (new(12.2, 14.5), 11), (new(15.5, 18), 5)],
        // a map that is looked at: markers stay live, where a phone in a pocket would save its battery
        Standby = new(15, 25),
        OnScene = new(20, 28),
        Driving = new(4, 6),
    };

    /// <summary>A working day as it was counted: 141 contacts.</summary>
    public static Profile WorkingDay { get; } = new()
    {
        Name = "day",
        Day = new DayShape(Contacts: 141, FastShare: 0.25, Hourly: true),
        Patience = [(new(1, 4), 60), (new(4, 8), 30), (new(8.5, 14), 10)],
        Office = new(10, 90),
    };

    /// <summary>Far more than the city has ever had, dispatched at once.</summary>
    public static Profile Load { get; } = new()
    {
        Name = "load",
        Day = new DayShape(Contacts: 48_000, FastShare: 0.8, Hourly: false),
        Backlog = 40,
        Patience = [(new(0.1, 0.5), 1)],
        Respond = [(new(0.2, 1), 1)],
        Office = new(0.3, 2),
        Standby = new(2, 3),
        OnScene = new(2, 3),
        Driving = new(1.5, 2.5),
    };

    public static IReadOnlyList<Profile> All { get; } = [Demo, WorkingDay, Load];
}

/// <summary>From so much to so much.</summary>
public sealed record Span(double Low, double High);
