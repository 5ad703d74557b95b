using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsMap.Domain;
using OpsMap.Domain.Cases;

namespace OpsMap.Server.Certificates;

/// <summary>Whether it certifies that the squad has come, the whole stay once it has left, or the stay again with what reached the server after that.</summary>
public enum CertificateStep { Arrival, Leaving, Supplement }

/// <summary>What proves that a squad was at the scene (到场证明), with the hash of the certificate before it in the county.</summary>
public sealed record ArrivalCertificate
{
    /// <summary>Before the first one.</summary>
    public static string Origin { get; } = new('0', 64);

    private static readonly JsonSerializerOptions _written = new(Wire.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required CountyCode County { get; init; }
    public required int No { get; init; }
    public required CaseId Case { get; init; }
    public required string CaseNo { get; init; }
    public required int Round { get; init; }
    public required SquadId Squad { get; init; }
    public required CertificateStep Step { get; init; }
    /// <summary>The number of the certificate that this one supplements.</summary>
    public int? Supplements { get; init; }
    public required ArrivalProof How { get; init; }
    /// <summary>The instant that counts as the arrival.</summary>
    public required DateTimeOffset Since { get; init; }
    public DateTimeOffset? LeftAt { get; init; }
    public GeoPoint? Scene { get; init; }
    public required double RadiusM { get; init; }
    /// <summary>From the first to the last fix inside the fence.</summary>
    public required int DwellS { get; init; }
    public required int FixCount { get; init; }
    public double? BestAccuracyM { get; init; }
    public required IReadOnlyList<CertifiedFix> Fixes { get; init; }
    public required IReadOnlyList<string> PhotoHashes { get; init; }
    public string? VenueCode { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required string PrevHash { get; init; }

    /// <summary>The text the hash is over: members sorted by name, no space between.</summary>
    public string Canonical() => Sorted(JsonSerializer.SerializeToNode(this, Wire.Options))!.ToJsonString(_written);

    public static string HashOf(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}

/// <summary>A fix inside the fence.</summary>
public sealed record CertifiedFix(DateTimeOffset At, double Lon, double Lat, double Acc);

/// <summary>A certificate as it stands in the register.</summary>
public sealed record IssuedCertificate(ArrivalCertificate Body, string Hash);

/// <summary>Where a certificate stands in its county's chain.</summary>
public sealed record CertificateLink(CountyCode County, int No, int Round, string Step, DateTimeOffset IssuedAt, string Hash);

/// <summary>A certificate as it is stored: the text, and the hash of the text.</summary>
public sealed record CertificateRow(int No, string Body, string Hash);

/// <summary>Whether a county's chain is whole; if not, at which number it breaks.</summary>
public sealed record ChainState(CountyCode County, int Count, string Head, bool Intact, int? BrokenAt = null);
