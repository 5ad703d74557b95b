using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace OpsMap.Server.Access;

/// <summary>
/// Which TLS proxies in front of a node are believed (可信代理). Without it the node sees http where the browser sees https,
/// and refuses its own pages as another site's.
/// </summary>
public sealed class Proxies : IValidateOptions<AccessOptions>
{
    /// <exception cref="FormatException">One of them is neither an address nor a network.</exception>
    public static void Believe(ForwardedHeadersOptions headers, string? known)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in Each(known))
        {
            if (IPAddress.TryParse(proxy, out var address)) headers.KnownProxies.Add(address);
            else headers.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
        }
    }

    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        Each(options.KnownProxies).FirstOrDefault(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)) is { } wrong
            ? ValidateOptionsResult.Fail($"Access:KnownProxies: '{wrong}' is neither an address nor a network such as 172.18.0.0/16")
            : ValidateOptionsResult.Success;

    private static string[] Each(string? known) => (known ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
