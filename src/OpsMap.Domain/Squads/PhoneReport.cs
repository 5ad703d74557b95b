namespace OpsMap.Domain.Squads;

/// <summary>What is wrong with a squad's phone (终端异常): it will soon be dead, or it has no positions to give.</summary>
public enum PhoneTrouble { LowBattery, NoGps }

/// <summary>What a squad's phone says of itself while something is wrong with it; its battery from 0 to 1.</summary>
public sealed record PhoneReport(IReadOnlyList<PhoneTrouble> Troubles, double? Battery = null)
{
    /// <summary>Below this it is low, and it stays so until it has recovered: one that wavers about the line is not told of each time.</summary>
    public const double Low = 0.2;

    private const double Recovered = 0.25;

    public static PhoneReport Fine { get; } = new([]);

    /// <summary>What there is to say after a message; what it does not mention is as it was.</summary>
    public static PhoneReport After(PhoneReport? before, double? battery, bool? noGps)
    {
        bool Was(PhoneTrouble trouble) => before?.Troubles.Contains(trouble) is true;
        var low = battery is { } level ? level < (Was(PhoneTrouble.LowBattery) ? Recovered : Low) : Was(PhoneTrouble.LowBattery);
        var blind = noGps ?? Was(PhoneTrouble.NoGps);
        IReadOnlyList<PhoneTrouble> troubles = (low, blind) switch
        {
            (true, true) => [PhoneTrouble.LowBattery, PhoneTrouble.NoGps],
            (true, false) => [PhoneTrouble.LowBattery],
            (false, true) => [PhoneTrouble.NoGps],
            _ => [],
        };
        return new PhoneReport(troubles, low ? battery ?? before?.Battery : null);
    }

    /// <summary>Whether people have to be told: the percent going down is none of their business.</summary>
    public bool IsNewsAfter(PhoneReport? before) => !Troubles.SequenceEqual(before?.Troubles ?? []);
}
