namespace OpsMap.Server.Tests.Geodata;

/// <summary>The geodata folder of the repository, found from the test's own place upwards.</summary>
internal static class GeodataFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "geodata", "districts.geojson"))) return System.IO.Path.Combine(at.FullName, "geodata");
        throw new DirectoryNotFoundException("geodata");
    }
}
