using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace OpsMap.Server.Devices;

/// <summary>The public half of a phone's key (设备公钥) as WebCrypto exports it; a private half is refused as an unknown member.</summary>
public sealed record DeviceKey(string Kty, string Crv, string X, string Y)
{
    private const int HalfBytes = 32;

    public bool? Ext { get; init; }

    [JsonPropertyName("key_ops")]
    public IReadOnlyList<string>? KeyOps { get; init; }

    /// <summary>Both coordinates; null when this is no point of P-256.</summary>
    public byte[]? Bytes()
    {
        if (Kty is not "EC" || Crv is not "P-256" || Half(X) is not { } x || Half(Y) is not { } y) return null;
        byte[] key = [.. x, .. y];
        try
        {
            using var _ = Verifier(key);
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static bool Verifies(byte[] key, string text, string signature)
    {
        using var verifier = Verifier(key);
        return Decoded(signature) is { } bytes
            && verifier.VerifyData(Encoding.UTF8.GetBytes(text), bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Base64url; null when it is not.</summary>
    public static byte[]? Decoded(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static byte[]? Half(string text) => Decoded(text) is { Length: HalfBytes } half ? half : null;

    private static ECDsa Verifier(byte[] key) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = key[..HalfBytes], Y = key[HalfBytes..] },
    });
}
