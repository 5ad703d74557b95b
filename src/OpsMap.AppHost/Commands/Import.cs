using System.Text.Json;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Commands;

/// <summary>Takes work orders exported from 12315 or 12345 into the system; every line that is not taken is named with its reason.</summary>
public static class Import
{
    public static Command Command { get; } = new("import", "Imports work orders from a CSV or XLSX export; bad lines go into the report with their reasons.", Run)
    {
        Words = ["FILE"],
        Options =
        [
            new("--mapping", "FILE", "which column means what (JSON); the usual exports need none"),
            new("--report", "FILE", "where the bad lines go (default FILE.report.csv)"),
        ],
    };

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var file = Existing(arguments.Word(0)!);
        var mapping = arguments.Text("--mapping") is { } given ? Existing(given) : null;
        var report = arguments.Text("--report") ?? file + ".report.csv";

        await using var access = await OperatorAccess.Open(Workspace.Find(), Progress.Console, cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/operator/import") { Content = Form(file, mapping) };
        using var answer = await access.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!answer.IsSuccessStatusCode) throw new ServiceException($"The file was refused: {await OperatorAccess.Reason(answer, cancel)}");

        var result = await Follow(await answer.Content.ReadAsStreamAsync(cancel), cancel);
        var bad = result.GetProperty("bad").EnumerateArray().ToList();
        Console.WriteLine($"imported {result.GetProperty("imported")}, known already {result.GetProperty("repeated")}, bad lines {bad.Count}");
        var broken = result.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String;
        if (broken) Console.WriteLine($"The file could not be read to its end: {error}. What was imported stays; mend the file and import it again, known lines are skipped.");
        if (bad.Count == 0) return broken ? 1 : 0;
        await File.WriteAllLinesAsync(report, ImportReport.Lines(bad), ImportReport.ForSpreadsheets, cancel);
        Console.WriteLine($"The bad lines and their reasons are in {report}.");
        return broken ? 1 : 3;
    }

    private static string Existing(string file) =>
        File.Exists(file) ? Path.GetFullPath(file) : throw new UsageException($"There is no file {file}");

    private static MultipartFormDataContent Form(string file, string? mapping)
    {
        var form = new MultipartFormDataContent { { new StreamContent(File.OpenRead(file)), "file", Path.GetFileName(file) } };
        if (mapping is not null) form.Add(new StreamContent(File.OpenRead(mapping)), "mapping", Path.GetFileName(mapping));
        return form;
    }

    /// <summary>Shows the progress lines; the last line is the result.</summary>
    private static async Task<JsonElement> Follow(Stream lines, CancellationToken cancel)
    {
        using var reader = new StreamReader(lines);
        JsonElement? last = null;
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0) continue;
            last = JsonDocument.Parse(line).RootElement;
            if (last.Value.TryGetProperty("done", out var done) && !Console.IsOutputRedirected) Console.Write($"\r{done} of {last.Value.GetProperty("total")} lines ");
        }
        if (!Console.IsOutputRedirected) Console.Write('\r');
        return last is { } result && result.TryGetProperty("bad", out _)
            ? result
            : throw new ServiceException("The server stopped in the middle of the import. What was imported stays: import the file again, known lines are skipped.");
    }
}
