namespace OpsMap.AppHost.CommandLine;

/// <summary>Asks a person at a terminal for what the command line left out.</summary>
public sealed class Questions(TextReader answers, TextWriter shown)
{
    /// <summary>The answer, or the usual one for an empty line; without a usual one it asks until there is an answer.</summary>
    /// <exception cref="UsageException">The input ended.</exception>
    public string Ask(string what, string? usual = null)
    {
        while (true)
        {
            shown.Write(usual is null ? $"{what}: " : $"{what} ({usual}): ");
            var said = answers.ReadLine()?.Trim() ?? throw new UsageException($"{what} is missing");
            if (said.Length > 0) return said;
            if (usual is not null) return usual;
        }
    }
}
