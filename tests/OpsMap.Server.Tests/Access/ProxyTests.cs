using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, "127.0.0.1", true)]
    [InlineData(null, "172.18.0.7", false)]
    [InlineData("172.18.0.0/16", "172.18.0.7", true)]
    [InlineData("172.18.0.0/16", "172.19.0.7", false)]
    [InlineData("10.1.2.3, 172.18.0.0/16", "10.1.2.3", true)]
    [InlineData("fd00::/8", "fd00::12", true)]
    public async Task A_page_behind_a_proxy_may_act_when_the_proxy_is_believed_and_only_then(string? known, string proxy, bool believed)
    {
        var headers = new ForwardedHeadersOptions();
        Proxies.Believe(headers, known);
        await using var services = new ServiceCollection().AddOptions<OriginOptions>().Services.BuildServiceProvider();
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(proxy) }, RequestServices = services };
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = ("POST", "http", new HostString("opsmap.changzhi.example"));
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
        context.Request.Headers.Origin = "https://opsmap.changzhi.example";
        var acted = false;
        var origin = new OriginCheck(_ =>
        {
            acted = true;
            return Task.CompletedTask;
        });
        await new ForwardedHeadersMiddleware(origin.InvokeAsync, NullLoggerFactory.Instance, Options.Create(headers)).Invoke(context);
        Assert.Equal((believed, believed ? 200 : 403), (acted, context.Response.StatusCode));
        // limits and the audit then count the person's address and not the proxy's
        Assert.Equal(believed ? "203.0.113.9" : proxy, context.Connection.RemoteIpAddress!.ToString());
    }

    [Theory]
    [InlineData("172.18.0.0/16,10.1.2.3", true)]
    [InlineData("", true)]
    [InlineData("172.18.0.0/99", false)]
    [InlineData("caddy", false)]
    public void A_node_does_not_start_with_a_proxy_it_cannot_read(string known, bool starts) =>
        Assert.Equal(starts, new Proxies().Validate(null, new AccessOptions { KnownProxies = known }).Succeeded);
}
