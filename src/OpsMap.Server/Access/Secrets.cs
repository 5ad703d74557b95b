using System.Security.Cryptography;
using System.Text;

namespace OpsMap.Server.Access;

/// <summary>Compares secrets so that the time taken tells nothing (定长比较).</summary>
public static class Secrets
{
    public static bool AreEqual(string shown, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
