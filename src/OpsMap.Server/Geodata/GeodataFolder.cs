namespace OpsMap.Server.Geodata;

/// <summary>Where the map data lie: OPSMAP_GEODATA, else the geodata folder beside or above the program.</summary>
internal static class GeodataFolder
{
    public static string Of(IConfiguration configuration)
    {
        if (configuration["Geodata"] is { Length: > 0 } given) return given;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "geodata", "districts.geojson"))) return Path.Combine(at.FullName, "geodata");
        throw new DirectoryNotFoundException("OPSMAP_GEODATA is missing: the folder with districts.geojson.");
    }
}
