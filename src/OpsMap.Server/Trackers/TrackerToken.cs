using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using OpsMap.Server.Access;

namespace OpsMap.Server.Trackers;

/// <summary>What a device shows to be believed (终端令牌): its id and a proof that only our keys can make, so that no table holds it and it can be shown again.</summary>
public sealed class TrackerToken(KeyFolder keys)
{
    private const int IdBytes = 16;
    private const int ProofBytes = 16;

    private readonly byte[] _key = keys.Key("tracker.key");

    public string Of(Guid tracker)
    {
        Span<byte> token = stackalloc byte[IdBytes + ProofBytes];
        tracker.TryWriteBytes(token);
        Proof(token[..IdBytes], token[IdBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The tracker a token is of; null when it is none of ours.</summary>
    public Guid? Open(string? shown)
    {
        Span<byte> token = stackalloc byte[IdBytes + ProofBytes];
        if (shown is null || Base64Url.DecodeFromChars(shown, token, out _, out var length) is not OperationStatus.Done || length != token.Length) return null;
        Span<byte> proof = stackalloc byte[ProofBytes];
        Proof(token[..IdBytes], proof);
        return CryptographicOperations.FixedTimeEquals(proof, token[IdBytes..]) ? new Guid(token[..IdBytes]) : null;
    }

    private void Proof(ReadOnlySpan<byte> id, Span<byte> proof)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, id, mac);
        mac[..ProofBytes].CopyTo(proof);
    }
}
