using System.Text.Json;

namespace OpsMap.Server.Platform;

/// <summary>Enum values as the wire spells them, for columns that are searched.</summary>
internal static class JsonNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
