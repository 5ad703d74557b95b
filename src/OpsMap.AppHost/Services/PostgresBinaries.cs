using System.Globalization;

namespace OpsMap.AppHost.Services;

/// <summary>Where this machine keeps the PostgreSQL programs (Debian does not put them on the PATH).</summary>
public sealed record PostgresBinaries(string Folder)
{
    private const string Debian = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");
    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>The newest installed version that has PostGIS; for an existing data folder only its own version can open it.</summary>
    public static PostgresBinaries Find(string? version)
    {
        var found = Candidates().Where(c => File.Exists(c.Server)).ToList();
        var wanted = version is null ? found.FirstOrDefault() : found.FirstOrDefault(c => c.Version == version || !c.IsDebian);
        return wanted ?? throw new ServiceException(version is null
            ? "PostgreSQL with PostGIS is not installed: apt-get install postgresql-15-postgis-3"
            : $"The data folder was made by PostgreSQL {version}, which is not installed: apt-get install postgresql-{version}-postgis-3");
    }

    private bool IsDebian => Folder.StartsWith(Debian, StringComparison.Ordinal);
    private string Version => Path.GetFileName(Path.GetDirectoryName(Folder))!;

    private static IEnumerable<PostgresBinaries> Candidates()
    {
        if (Directory.Exists(Debian))
        {
            var versions = Directory.GetDirectories(Debian)
                .Where(d => File.Exists($"/usr/share/postgresql/{Path.GetFileName(d)}/extension/postgis.control"))
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var n) ? n : 0);
            foreach (var version in versions) yield return new(Path.Combine(version, "bin"));
        }
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            yield return new(folder);
    }
}
