using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpsMap.Domain;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Clocks;
using OpsMap.Server.Devices;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Geodata;
using OpsMap.Server.Intake;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Messages;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tracks;
using Xunit;

namespace OpsMap.Server.Tests.Intake;

/// <summary>A whole node over real PostgreSQL and Redis: silo, door, cases, geodata, dispatch, intake.</summary>
internal sealed class ImportNode : IAsyncDisposable
{
    private const string OperatorKey = "operator-key-of-this-test";
    private const string DemoKey = "demo-key-of-this-test";

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly OpenFolder _keys;

    private ImportNode(WebApplication app, TestDatabase database, OpenFolder keys) => (_app, _database, _keys) = (app, database, keys);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Database Database => _app.Services.GetRequiredService<Database>();

    public static async Task<ImportNode> Start(Backing backing)
    {
        var (database, keys) = (await backing.Database(), new OpenFolder());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Postgres"] = database.Owner,
            ["Redis"] = backing.Redis,
            ["Keys"] = Path.Combine(keys.Path, "keys"),
            ["Geodata"] = Geodata.GeodataFolder.Path,
            ["Operator_Key"] = OperatorKey,
            ["Demo_Key"] = DemoKey,
            ["Cluster"] = database.Name,
            ["Intake:FileBytes"] = "4000000",
        });
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddPlatform();
        builder.UseOpsMapSilo(database.Owner);
        builder.AddAccess();
        builder.Services.AddCases().AddSquads().AddDevices().AddMessages().AddDispatch().AddGeodata().AddIntake().AddClocks().AddLiveMap().AddTracks();
        var app = builder.Build();
        app.UseProtection();
        app.UseRouting();
        app.UseAccess();
        app.MapAccess();
        app.MapCases();
        app.MapDispatch();
        app.MapGeodata();
        app.MapIntake();
        await app.Prepare();
        await app.StartAsync(Cancel);
        return new ImportNode(app, database, keys);
    }

    public async Task<HttpClient> Dispatcher()
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        var entered = await http.PostAsJsonAsync("/api/demo/session", new { key = DemoKey, role = "dispatcher" }, Wire.Options, Cancel);
        entered.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Add("Cookie", entered.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        return http;
    }

    /// <summary>The lines of the answer, or the one problem it is.</summary>
    public async Task<(int Status, JsonElement[] Lines)> Import(byte[] file, string? mapping = null, string? key = OperatorKey)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "export.csv" } };
        if (mapping is not null) form.Add(new StringContent(mapping), "mapping", "mapping.json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/operator/import") { Content = form };
        if (key is not null) request.Headers.Add("X-Operator-Key", key);
        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return ((int)answer.StatusCode, [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _keys.Dispose();
    }
}
