using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace OpsMap.Server.Geodata;

/// <summary>The map's own layers (底图图层), read once, packed once, told apart by their content.</summary>
public sealed class GeoLayers(IConfiguration configuration)
{
    private static readonly FrozenDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["districts"] = "districts.geojson",
        ["city"] = "city-outline.geojson",
        ["neighbours"] = "neighbours.geojson",
        ["roads"] = "roads-schematic.geojson",
        ["places"] = "places.geojson",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private sealed record Layer(byte[] Plain, byte[] Packed, string Tag);

    private readonly Lazy<FrozenDictionary<string, Layer>> _layers = new(() =>
    {
        var folder = GeodataFolder.Of(configuration);
        return Files.ToFrozenDictionary(f => f.Key, f => Read(Path.Combine(folder, f.Value)), StringComparer.Ordinal);
    });

    public async Task Write(string name, HttpContext http)
    {
        if (!_layers.Value.TryGetValue(name, out var layer))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var headers = http.Response.Headers;
        headers.ETag = layer.Tag;
        headers.CacheControl = "private, max-age=3600";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.IfNoneMatch.Contains(layer.Tag, StringComparer.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "application/geo+json; charset=utf-8";
        var packed = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed) headers.ContentEncoding = "gzip";
        var body = packed ? layer.Packed : layer.Plain;
        headers.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static Layer Read(string path)
    {
        var plain = File.ReadAllBytes(path);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(plain);
        return new Layer(plain, packed.ToArray(), $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 8))}\"");
    }
}
