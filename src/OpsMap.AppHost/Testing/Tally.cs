namespace OpsMap.AppHost.Testing;

/// <summary>How many tests passed, failed and were skipped.</summary>
public readonly record struct Tally(int Passed, int Failed, int Skipped)
{
    public static Tally operator +(Tally a, Tally b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public bool RanNothing => Passed + Failed == 0;

    /// <summary>The plain line that whoever runs us counts by.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
