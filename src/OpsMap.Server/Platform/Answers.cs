using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;

namespace OpsMap.Server.Platform;

/// <summary>What the ledger keeps of a command so that its repeat gets the same answer (幂等应答).</summary>
public static class Answers
{
    public static string With(int version) => string.Create(CultureInfo.InvariantCulture, $$"""{"version":{{version}}}""");

    public static int VersionIn(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("version").GetInt32();
    }

    /// <summary>The person was looking at an older version.</summary>
    public static Refusal Stale(int current) =>
        new(Codes.StaleVersion, "version", new Dictionary<string, string>(StringComparer.Ordinal) { ["current"] = current.ToString(CultureInfo.InvariantCulture) });

    /// <summary>Tells a repeat from another command under the same id: who, to what, saying what.</summary>
    public static byte[] HashOf<TCommand>(TCommand command, Guid stream, Actor by) =>
        SHA256.HashData([.. stream.ToByteArray(), .. by.Id.Value.ToByteArray(), .. JsonSerializer.SerializeToUtf8Bytes(command, Wire.Options)]);
}
