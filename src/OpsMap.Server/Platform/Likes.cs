namespace OpsMap.Server.Platform;

/// <summary>What a person searches for, as a pattern that means just that (模糊查询转义): the user's percent sign is a percent sign.</summary>
internal static class Likes
{
    public static string? Escaped(string? q) =>
        string.IsNullOrWhiteSpace(q) ? null : q.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
