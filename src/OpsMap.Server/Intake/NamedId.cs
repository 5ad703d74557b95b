using System.Security.Cryptography;
using System.Text;

namespace OpsMap.Server.Intake;

/// <summary>An id made from a name, the same on every machine and every day (RFC 9562, version 5), so that a repeat is known for one.</summary>
internal static class NamedId
{
    private static readonly Guid Space = new("6f0c5f0e-5d0b-5c1d-9f1a-31234512345a");

    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // a name-based id, not a signature
        SHA1.HashData([.. Space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
