namespace OpsMap.Server.Documents;

/// <summary>The style and the one script of printed pages (打印样式), part of the program.</summary>
internal static class PrintFiles
{
    public static string Css { get; } = Read("print.css");

    public static string Js { get; } = Read("print.js");

    private static string Read(string name)
    {
        using var stream = typeof(PrintFiles).Assembly.GetManifestResourceStream($"OpsMap.Server.Documents.Print.{name}")
            ?? throw new InvalidOperationException($"{name} is not part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
