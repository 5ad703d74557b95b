namespace OpsMap.Simulator.Chance;

/// <summary>How much faster than in life people act (倍速). Cars only gain what a server that refuses impossible speeds lets them.</summary>
public sealed record Pace(double Speed)
{
    private const double MostHaste = 2;

    public double Haste => Math.Clamp(Speed, 1, MostHaste);

    public TimeSpan Of(TimeSpan life) => life / Speed;

    public TimeSpan Seconds(Dice dice, double low, double high) => Of(dice.Seconds(low, high));

    public TimeSpan Minutes(Dice dice, double low, double high) => Of(dice.Minutes(low, high));

    public TimeSpan Minutes(Dice dice, Span span) => Minutes(dice, span.Low, span.High);
}
