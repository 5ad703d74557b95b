using System.Net;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Https;
using OpsMap.AppHost.Running;

namespace OpsMap.AppHost.Commands;

/// <summary>HTTPS for an office without a public name: browsers give a location to nothing less.</summary>
public static class Certs
{
    public static Command Command { get; } = new("certs", "Makes an internal root and a server certificate for HTTPS; the root is kept, so that phones trust it once.", Run)
    {
        Options =
        [
            new("--name", "NAME[,NAME]", "DNS names people type, such as opsmap.changzhi.lan (localhost is always in it)"),
            new("--ip", "ADDRESS[,ADDRESS]", "IP addresses people type (127.0.0.1 is always in it)"),
            new("--days", "N", $"validity of the server certificate, 1 to {InternalAuthority.LongestDays} (default {InternalAuthority.LongestDays})"),
        ],
    };

    private static Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        string[] names = [.. Listed(arguments.Text("--name")).Select(Name), "localhost"];
        IPAddress[] addresses = [.. Listed(arguments.Text("--ip")).Select(Address), IPAddress.Loopback];
        var days = arguments.Number("--days", InternalAuthority.LongestDays, 1, InternalAuthority.LongestDays);

        var authority = new InternalAuthority(Workspace.Find().Certificates);
        var now = TimeProvider.System.GetUtcNow();
        using var root = authority.Root(now);
        using var certificate = authority.Issue([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], [.. addresses.Distinct()], days, now);
        Console.WriteLine($"""
            Root         {authority.RootFile}
            Fingerprint  {InternalAuthority.Fingerprint(root)}  (SHA-256; people compare it before they trust the root)
            Certificate  {authority.CertificateFile}, key {authority.KeyFile}
            Names        {string.Join(", ", names.Distinct(StringComparer.OrdinalIgnoreCase))}, {string.Join(", ", addresses.Distinct())}
            Valid until  {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}

            ./opsmap up now also answers https; the page /ca explains to each kind of phone and computer how to trust the root.
            """);
        return Task.FromResult(0);
    }

    private static string[] Listed(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Name(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns ? text : throw new UsageException($"--name: '{text}' is no DNS name");

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address) ? address : throw new UsageException($"--ip: '{text}' is no IP address");
}
