using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>Builds the pages when they are missing or older than their sources.</summary>
public static class WebBuild
{
    private static readonly string[] NotSources = ["node_modules", "dist", "test-results", "e2e", "playwright-report"];

    public static async Task Ensure(Workspace workspace, Progress progress, CancellationToken cancel)
    {
        await EnsurePackages(workspace, progress, cancel);
        var stamp = Path.Combine(workspace.Artifacts, ".web-built");
        if (Directory.Exists(workspace.WebDist) && File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) > NewestSource(workspace.Web)) return;
        var begun = Path.GetTempFileName();
        await progress.Step("building the pages", () => Npm(workspace, cancel, "run", "build"));
        // The moment the build began: what changed meanwhile is built next time.
        File.Move(begun, stamp, overwrite: true);
    }

    public static async Task EnsurePackages(Workspace workspace, Progress progress, CancellationToken cancel)
    {
        var wanted = Path.Combine(workspace.Web, "package-lock.json");
        var installed = Path.Combine(workspace.Web, "node_modules", ".package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted)) return;
        await progress.Step("installing the packages of the pages", () => Npm(workspace, cancel, "ci", "--no-audit", "--no-fund"));
    }

    private static Task Npm(Workspace workspace, CancellationToken cancel, params string[] words) =>
        Shell.Must(["npm", "--prefix", workspace.Web, .. words], cancel);

    private static DateTime NewestSource(string web)
    {
        var newest = Directory.GetFiles(web).Select(File.GetLastWriteTimeUtc);
        var below = new DirectoryInfo(web).GetDirectories()
            .Where(d => !NotSources.Contains(d.Name, StringComparer.Ordinal))
            .SelectMany(d => d.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(d))
            .Select(f => f.LastWriteTimeUtc);
        return newest.Concat(below).Max();
    }
}
