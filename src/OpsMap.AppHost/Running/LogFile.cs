namespace OpsMap.AppHost.Running;

/// <summary>The log of one process of the system; the run before is kept beside it.</summary>
public static class LogFile
{
    private const int TailLines = 25;

    public static string Fresh(string folder, string name)
    {
        var file = Path.Combine(folder, name + ".log");
        if (File.Exists(file)) File.Move(file, Path.Combine(folder, name + ".before.log"), overwrite: true);
        return file;
    }

    /// <summary>What follows the mark in the lines that begin with it; nothing while the file is not there.</summary>
    public static IReadOnlyList<string> Marked(string file, string mark) => !File.Exists(file)
        ? []
        : [.. File.ReadLines(file).Select(line => line.TrimStart()).Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..])];

    public static string Tail(string file) =>
        File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(TailLines)) : "(no log)";
}
