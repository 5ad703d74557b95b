using System.Security.Cryptography;
using System.Text;

namespace OpsMap.Server.Platform;

/// <summary>An id made from a name, the same on every machine and every day (按名称生成的标识), so that a repeat is known for one.</summary>
internal static class NamedId
{
    private static readonly Guid Space = new("6f0c5f0e-5d0b-5c1d-9f1a-31234512345a");

    // none of these hashes keeps a secret: they only have to find again what databases hold already
#pragma warning disable CA5350, CA5351
    /// <summary>RFC 9562, version 5: what every new name takes.</summary>
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. Space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>As a migration makes it: <c>md5(name)::uuid</c>.</summary>
    public static Guid InSql(string name) => new(MD5.HashData(Encoding.UTF8.GetBytes(name)), bigEndian: true);
#pragma warning restore CA5350, CA5351

    /// <summary>The demonstration's squads and places, entered before there was one way.</summary>
    public static Guid OfDemo(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("opsmap demo " + name)).AsSpan(0, 16));
}
