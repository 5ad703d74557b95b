using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Clocks;
using OpsMap.Server.Devices;
using OpsMap.Server.LiveMap;

namespace OpsMap.Server.Tests.LiveMap;

/// <summary>One node that serves the live map over real sockets; who connects says so in a header.</summary>
public sealed class LiveHost(WebApplication app) : IAsyncDisposable
{
    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public T The<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public HeaderSessions Sessions => (HeaderSessions)The<ILiveSessions>();

    public static async Task<LiveHost> Start(LiveWorld world, string redis, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([
            new("Postgres", world.Owner), new("Redis", redis), new("Cluster", Guid.NewGuid().ToString("N")),
            .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))]);
        builder.Services.AddSingleton(world.Database);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ClockPulse>();
        builder.Services.AddSingleton<ILiveSessions, HeaderSessions>();
        builder.Services.AddSingleton<SquadJobs>();
        builder.Services.AddSingleton<ReadSquadNow>(s => (who, _) => Task.FromResult(s.GetRequiredService<SquadJobs>().Now(who.Squad!.Value.Value)));
        builder.Services.AddDevices().AddLiveMap();
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLiveMap();
        await app.StartAsync();
        return new LiveHost(app);
    }

    public HubConnection Connection(Role role, CountyCode? county = null, string hub = "/live", Guid? squad = null, string session = "s1", string? person = null) =>
        new HubConnectionBuilder().WithUrl(Address + hub, o =>
        {
            o.Headers["X-Role"] = role.ToString();
            o.Headers["X-County"] = county?.Value ?? "1404";
            o.Headers["X-Session"] = session;
            o.Headers["X-Person"] = person ?? Guid.NewGuid().ToString();
            if (squad is { } id) o.Headers["X-Squad"] = id.ToString();
        }).Build();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>Which case each squad has, as far as its phone is told.</summary>
public sealed class SquadJobs
{
    private readonly ConcurrentDictionary<Guid, Guid> _jobs = new();

    public void Give(Guid squad, Guid @case) => _jobs[squad] = @case;

    public string Now(Guid squad) => $$"""{"squad":{"id":"{{squad}}"},"job":{{(_jobs.TryGetValue(squad, out var job) ? $$$"""{"card":{"id":"{{{job}}}"}}""" : "null")}}}""";
}

/// <summary>Believes what the test says about who it is.</summary>
internal sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.ContainsKey("X-Role")) return Task.FromResult(AuthenticateResult.NoResult());
        var claims = Request.Headers.Where(h => h.Key.StartsWith("X-", StringComparison.Ordinal)).Select(h => new Claim(h.Key, h.Value.ToString()));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, "header")), "header")));
    }
}

public sealed class HeaderSessions : ILiveSessions
{
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);

    public void Revoke(string session)
    {
        lock (_revoked) _revoked.Add(session);
    }

    public Actor? ActorOf(ClaimsPrincipal user) => user.FindFirst("X-Role") is not { } role ? null : new(
        new PersonId(Guid.Parse(user.FindFirst("X-Person")!.Value)), "测试", Enum.Parse<Role>(role.Value), new CountyCode(user.FindFirst("X-County")!.Value),
        user.FindFirst("X-Squad") is { } squad ? new SquadId(Guid.Parse(squad.Value)) : null);

    public string SessionOf(ClaimsPrincipal user) => user.FindFirst("X-Session")!.Value;

    public Task<IReadOnlyCollection<string>> Ended(IReadOnlyCollection<string> sessions, CancellationToken ct)
    {
        lock (_revoked) return Task.FromResult<IReadOnlyCollection<string>>([.. sessions.Where(_revoked.Contains)]);
    }
}
