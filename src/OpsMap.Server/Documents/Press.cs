using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>
/// Makes a PDF of a page with headless Chromium (印制): one at a time, within a limit, without network (script is forbidden by the page itself),
/// in a folder nobody else may enter and that is gone when it is done.
/// </summary>
public sealed partial class Press(IOptions<DocumentOptions> options, IConfiguration configuration, ILogger<Press> log) : IDisposable
{
    private static readonly string[] _usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim _one = new(1);

    private string? Program => configuration["CHROMIUM"] is { Length: > 0 } told ? (File.Exists(told) ? told : null) : _usual.FirstOrDefault(File.Exists);

    /// <exception cref="ProblemException">There is no Chromium, or it did not manage.</exception>
    public async Task<byte[]> Print(string html, CancellationToken ct)
    {
        var program = Program ?? throw new ProblemException(new Problem(StatusCodes.Status503ServiceUnavailable, Codes.PrintUnavailable));
        if (!await _one.WaitAsync(options.Value.PrintQueue, ct)) throw Busy();
        var folder = OperatingSystem.IsWindows()
            ? Directory.CreateTempSubdirectory("opsmap-print-")
            : Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"opsmap-print-{Guid.NewGuid():N}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return await Print(program, folder.FullName, html, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
            _one.Release();
        }
    }

    private async Task<byte[]> Print(string program, string folder, string html, CancellationToken ct)
    {
        var (page, pdf) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
        await File.WriteAllTextAsync(page, html, ct);
        var start = new ProcessStartInfo(program, Arguments(folder, page, pdf)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.PrintLimit);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            await said;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            LogTooSlow(log, options.Value.PrintLimit);
            throw Busy();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        if (process.ExitCode != 0 || !File.Exists(pdf))
        {
            LogFailed(log, process.ExitCode);
            throw Busy();
        }
        LogPrinted(log, Stopwatch.GetElapsedTime(begun));
        return await File.ReadAllBytesAsync(pdf, ct);
    }

    private static List<string> Arguments(string folder, string page, string pdf)
    {
        List<string> arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-background-networking",
            "--disable-component-update", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}",
        ];
        // Chromium's own sandbox does not start for root
        if (Environment.IsPrivilegedProcess) arguments.Add("--no-sandbox");
        arguments.Add(new Uri(page).AbsoluteUri);
        return arguments;
    }

    private static ProblemException Busy() => new(new Problem(StatusCodes.Status503ServiceUnavailable, Codes.Busy, RetryAfter: TimeSpan.FromSeconds(5)));

    public void Dispose() => _one.Dispose();

    [LoggerMessage(EventId = 6101, Level = LogLevel.Information, Message = "Printed a document in {Took}")]
    private static partial void LogPrinted(ILogger log, TimeSpan took);

    [LoggerMessage(EventId = 6102, Level = LogLevel.Warning, Message = "A document was not printed within {Limit}")]
    private static partial void LogTooSlow(ILogger log, TimeSpan limit);

    [LoggerMessage(EventId = 6103, Level = LogLevel.Error, Message = "Chromium ended with {Code} and no PDF")]
    private static partial void LogFailed(ILogger log, int code);
}
