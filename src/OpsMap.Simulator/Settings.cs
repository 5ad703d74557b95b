using System.Collections.Frozen;
using System.Globalization;

namespace OpsMap.Simulator;

/// <summary>What the command line and the environment ask for.</summary>
public sealed record Settings
{
    public const string Help = """
        OpsMap.Simulator: squads, callers and desks that use the system as people do.
          --profile demo|day|load   what the day is like (demo)
          --seed N                  the same seed, the same day (1)
          --speed X                 people act and cases come X times as fast; cars up to 160 km/h (1)
          --contacts-per-day N      instead of the profile's
          --fast-share X            of complaints and reports, how many are urgent, 0 to 1
          --squads N                play only the first N
          --leave CODE[,CODE]       squads a person plays
          --duration 10m            stop after 90s, 10m, 2h (never)
        OPSMAP_SERVERS or OPSMAP_URLS: base addresses of the nodes, comma-separated. OPSMAP_DEMO_KEY: the demo key.
        Ends with 0 if nothing was refused that should not have been.
        """;

    public required IReadOnlyList<Uri> Nodes { get; init; }

    public required string DemoKey { get; init; }

    public Profile Profile { get; init; } = Profile.Demo;

    public int Seed { get; init; } = 1;

    public double Speed { get; init; } = 1;

    public int Squads { get; init; } = int.MaxValue;

    public IReadOnlySet<string> Leave { get; init; } = FrozenSet<string>.Empty;

    public TimeSpan? Duration { get; init; }

    /// <summary>Throws <see cref="FormatException"/> with words for the person who typed it.</summary>
    public static Settings Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var said = Options(args);
        var profile = Profile.All.FirstOrDefault(p => string.Equals(p.Name, said.GetValueOrDefault("--profile", "demo"), StringComparison.Ordinal))
            ?? throw new FormatException("--profile is demo, day or load");
        if (said.TryGetValue("--contacts-per-day", out var contacts)) profile = profile with { Day = profile.Day with { Contacts = (int)Number("--contacts-per-day", contacts, 1, 10_000_000) } };
        if (said.TryGetValue("--fast-share", out var share)) profile = profile with { Day = profile.Day with { FastShare = Number("--fast-share", share, 0, 1) } };
        return new Settings
        {
            Nodes = [.. (environment("OPSMAP_SERVERS") ?? environment("OPSMAP_URLS") ?? throw new FormatException("OPSMAP_SERVERS is not set")).Split(',', Tidy).Select(Address)],
            DemoKey = environment("OPSMAP_DEMO_KEY") ?? throw new FormatException("OPSMAP_DEMO_KEY is not set"),
            Profile = profile,
            Seed = said.TryGetValue("--seed", out var seed) ? (int)Number("--seed", seed, int.MinValue, int.MaxValue) : 1,
            Speed = said.TryGetValue("--speed", out var speed) ? Number("--speed", speed, 0.1, 1_000) : 1,
            Squads = said.TryGetValue("--squads", out var squads) ? (int)Number("--squads", squads, 0, 100_000) : int.MaxValue,
            Leave = said.GetValueOrDefault("--leave", "").Split(',', Tidy).ToFrozenSet(StringComparer.Ordinal),
            Duration = said.TryGetValue("--duration", out var duration) ? Time(duration) : null,
        };
    }

    private const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private static readonly FrozenSet<string> _known = FrozenSet.Create(StringComparer.Ordinal,
        "--profile", "--seed", "--speed", "--contacts-per-day", "--fast-share", "--squads", "--leave", "--duration");

    private static Dictionary<string, string> Options(IReadOnlyList<string> args)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!_known.Contains(args[i])) throw new FormatException($"{args[i]} is not an option");
            said[args[i]] = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} needs a value");
        }

        return said;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new FormatException($"{text} is not a web address");

    private static double Number(string option, string text, double low, double high) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{option} is a number from {low} to {high}"));

    private static TimeSpan Time(string text)
    {
        var one = text[^1..] switch { "s" => TimeSpan.FromSeconds(1), "m" => TimeSpan.FromMinutes(1), "h" => TimeSpan.FromHours(1), _ => throw new FormatException("--duration is like 90s, 10m or 2h") };
        return one * Number("--duration", text[..^1], 0.01, 100_000);
    }
}
