using System.Security.Cryptography;

namespace OpsMap.AppHost.Services;

/// <summary>Random keys kept in files that only their owner may read.</summary>
public static class Secrets
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>The key in the file; made on first use.</summary>
    public static string Read(string file)
    {
        if (File.Exists(file)) return File.ReadAllText(file).Trim();
        var secret = New();
        Write(file, secret);
        return secret;
    }

    public static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(text);
    }
}
