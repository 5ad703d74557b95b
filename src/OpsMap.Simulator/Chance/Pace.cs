namespace OpsMap.Simulator.Chance;

/// <summary>How much faster than in life people act (倍速).</summary>
public sealed record Pace(double Speed)
{
    public TimeSpan Of(TimeSpan life) => life / Speed;

    public TimeSpan Seconds(Dice dice, double low, double high) => Of(dice.Seconds(low, high));

    public TimeSpan Minutes(Dice dice, double low, double high) => Of(dice.Minutes(low, high));

    public TimeSpan Minutes(Dice dice, Span span) => Minutes(dice, span.Low, span.High);
}
