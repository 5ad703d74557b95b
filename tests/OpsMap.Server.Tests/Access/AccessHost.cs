using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>A node with nothing but its door: real HTTP, real database, a clock the test turns.</summary>
public sealed class AccessHost : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-of-this-test";
    public const string DemoKey = "demo-key-of-this-test";
    public const string Password = "Correct-horse-8";

    private readonly WebApplication _app;
    private readonly OpenFolder _keys;
    private readonly bool _ownsKeys;

    private AccessHost(WebApplication app, TestDatabase database, FakeTimeProvider clock, OpenFolder keys, bool ownsKeys) =>
        (_app, Database, Clock, _keys, _ownsKeys) = (app, database, clock, keys, ownsKeys);

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AccessHost> Start(Backing backing, params (string Name, string Value)[] settings) =>
        await Start(await backing.Database(), new OpenFolder(), new FakeTimeProvider(DateTimeOffset.Parse("2026-11-23T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture)), ownsKeys: true, settings);

    /// <summary>Another node of the same system.</summary>
    public Task<AccessHost> Beside() => Start(Database, _keys, Clock, ownsKeys: false, []);

    private static async Task<AccessHost> Start(TestDatabase database, OpenFolder keys, FakeTimeProvider clock, bool ownsKeys, (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Postgres"] = database.Owner,
            ["Keys"] = Path.Combine(keys.Path, "keys"),
            ["Operator_Key"] = OperatorKey,
            ["Demo_Key"] = DemoKey,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddPlatform();
        builder.AddAccess();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        var app = builder.Build();
        app.UseProtection();
        app.UseAccess();
        app.MapAccess();
        Probes(app);
        await app.Prepare();
        await app.StartAsync(Cancel);
        return new AccessHost(app, database, clock, keys, ownsKeys);
    }

    private static void Probes(WebApplication app)
    {
        app.MapGet("/api/probe", (CurrentActor me) => me.Actor);
        app.MapGet("/api/probe/dispatchers", () => "in").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);
        app.MapPost("/api/probe/{id}", (CaseId id, Probe body) => Results.Ok(new { id, body.Case.Title })).AllowAnonymous();
        app.MapGet("/api/probe/outage", IResult () => throw new NpgsqlException("gone", new System.Net.Sockets.SocketException())).AllowAnonymous();
        app.MapGet("/api/probe/defect", IResult () => throw new InvalidOperationException("secret detail")).AllowAnonymous();
    }

    public sealed record Probe(CommandId CommandId, Registration Case, CaseCommand? Command = null, Complainant? Complainant = null);

    public Browser Browser(string? from = null) => new(Address, from);

    public async Task<Browser> SignedIn(string role, string? squad = null)
    {
        var browser = Browser();
        var answer = await browser.Post("/api/demo/session", new { key = DemoKey, role, squad });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return browser;
    }

    public async Task CreateAccount(string login, string role = "countyDispatcher", string county = "140403", string password = Password) =>
        Assert.Equal(HttpStatusCode.Created, (await AskForAccount(new { login, name = "王强", role, county, password })).StatusCode);

    public async Task<HttpResponseMessage> AskForAccount(object account, string language = "zh")
    {
        using var browser = Browser();
        browser.Headers["X-Operator-Key"] = OperatorKey;
        browser.Headers["Accept-Language"] = language;
        return await browser.Post("/api/operator/accounts", account);
    }

    public Task<T> Scalar<T>(string sql, params object[] values) => Database.Scalar<T>(sql, values);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_ownsKeys) return;
        await Database.DisposeAsync();
        _keys.Dispose();
    }
}

/// <summary>A browser: keeps its cookies, sends what the test puts into its headers.</summary>
public sealed class Browser(Uri address, string? from) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _client;

    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public CookieContainer Cookies => _cookies;

    private HttpClient Client => _client ??= new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false, ConnectCallback = from is null ? null : Connect }) { BaseAddress = address };

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<HttpResponseMessage> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public Task<HttpResponseMessage> Post(string path, object? body) => Send(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> Put(string path, object? body) => Send(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> PostText(string path, string json) => Send(HttpMethod.Post, path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from!), 0));
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }

    public void Dispose() => _client?.Dispose();
}

/// <summary>What a refused request says.</summary>
public static class Answers
{
    public static async Task<JsonElement> Problem(this HttpResponseMessage answer, int status, string code, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        Assert.False(problem.GetProperty("title").ValueEquals(code), "the code has no words");
        return problem;
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }
}
