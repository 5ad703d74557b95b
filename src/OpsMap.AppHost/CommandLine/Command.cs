namespace OpsMap.AppHost.CommandLine;

/// <summary>One word of the launcher: what it is called, what it takes, what it does.</summary>
public sealed record Command(string Name, string Summary, Func<Arguments, CancellationToken, Task<int>> Run)
{
    public IReadOnlyList<Option> Options { get; init; } = [];
    /// <summary>The positional words, as shown in the usage line: `FILE`, `[SUITE]`.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public string Usage => string.Join(' ', (string[])["./opsmap", Name, .. Words, .. Options.Select(o => $"[{o.Shown}]")]);

    public string Help => string.Join('\n', (string[])[$"usage: {Usage}", "", Summary, .. Options.Count == 0 ? [] : (string[])[""], .. Options.Select(o => $"  {o.Shown,-20} {o.Meaning}")]);
}

/// <summary>`--name`, or `--name VALUE`.</summary>
public sealed record Option(string Name, string? Value, string Meaning)
{
    public string Shown => Value is null ? Name : $"{Name} {Value}";
}

/// <summary>The person typed something we cannot act on.</summary>
public sealed class UsageException(string message) : Exception(message);
