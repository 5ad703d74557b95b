using System.Globalization;

namespace OpsMap.AppHost.CommandLine;

/// <summary>What was typed after the command's name, checked against what the command takes.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public static Arguments Parse(Command command, IReadOnlyList<string> typed)
    {
        var result = new Arguments();
        for (var i = 0; i < typed.Count; i++)
        {
            if (!typed[i].StartsWith("--", StringComparison.Ordinal))
            {
                result._words.Add(typed[i]);
                continue;
            }
            var (name, attached) = typed[i].Split('=', 2) is [var left, var right] ? (left, right) : (typed[i], null);
            var option = command.Options.FirstOrDefault(o => o.Name == name)
                ?? throw new UsageException($"{command.Name} does not know {name}");
            if (option.Value is null && attached is not null) throw new UsageException($"{name} takes no value");
            result._options[name] = option.Value is null ? "" : attached ?? Next(typed, ref i, option);
        }
        result.CheckWords(command);
        return result;
    }

    public bool Has(string option) => _options.ContainsKey(option);

    public string? Text(string option) => _options.GetValueOrDefault(option);

    public string Required(string option) => Text(option) ?? throw new UsageException($"{option} is missing");

    public string? Word(int index) => index < _words.Count ? _words[index] : null;

    public int Number(string option, int otherwise, int min, int max)
    {
        if (Text(option) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException($"{option} must be a whole number from {min} to {max}, not '{text}'");
    }

    private static string Next(IReadOnlyList<string> typed, ref int i, Option option) =>
        i + 1 < typed.Count && !typed[i + 1].StartsWith("--", StringComparison.Ordinal)
            ? typed[++i]
            : throw new UsageException($"{option.Name} needs a value: {option.Shown}");

    private void CheckWords(Command command)
    {
        var needed = command.Words.Count(w => !w.StartsWith('['));
        if (_words.Count < needed) throw new UsageException($"{command.Words[_words.Count]} is missing");
        if (_words.Count > command.Words.Count) throw new UsageException($"'{_words[command.Words.Count]}' is one word too many");
    }
}
