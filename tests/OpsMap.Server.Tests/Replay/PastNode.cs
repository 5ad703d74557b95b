using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Server.Cases;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Simulator;

namespace OpsMap.Server.Tests.Replay;

/// <summary>A whole node whose clock a test puts back and lets come forward; the grains are spoken to without HTTP.</summary>
public sealed class PastNode : WebApplicationFactory<Program>
{
    private const string DemoKey = "demo-key-of-the-past";

    private readonly OpenFolder _keys = new();
    private readonly Backing _backing;
    private readonly TestDatabase _database;

    private PastNode(Backing backing, TestDatabase database) => (_backing, _database) = (backing, database);

    public ShiftedClock Clock { get; } = new();

    public Uri Address => ClientOptions.BaseAddress;

    public string Postgres => _database.Owner;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Where the node itself has every squad.</summary>
    public LiveFix[] Board
    {
        get
        {
            LiveFix[] all = [];
            var count = Services.GetRequiredService<PositionBoard>().ReadAll(ref all);
            return all[..count];
        }
    }

    public TrackReports Reports => Services.GetRequiredService<TrackReports>();

    public static async Task<PastNode> Start(Backing backing, TimeSpan ago)
    {
        var node = new PastNode(backing, await backing.Database());
        node.Clock.Back = ago;
        node.UseKestrel(0);
        node.StartServer();
        return node;
    }

    public async Task<Browser> SignedIn(string role, string? squad = null)
    {
        var browser = new Browser(ClientOptions.BaseAddress, null);
        await (await browser.Post("/api/demo/session", new { key = DemoKey, role, squad })).Json();
        return browser;
    }

    public HubConnection Map(Browser browser) => new HubConnectionBuilder()
        .WithUrl(new Uri(ClientOptions.BaseAddress, "/live"), o =>
        {
            o.Cookies = browser.Cookies;
            o.Headers["Origin"] = ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
        })
        .WithKeepAliveInterval(TimeSpan.FromSeconds(5))
        .Build();

    public static SquadId IdOf(string code) => DemoRoster.All.Single(s => s.Entry.Code == code).Id;

    public static Actor Leader(SquadId squad, CountyCode county) => new(new PersonId(squad.Value), "张队", Role.SquadLeader, county, squad);

    public Task<CommandAnswer> Say(SquadId squad, SquadCommand command, Actor by) => Grains.Squad(squad).Handle(new SquadEnvelope
    {
        Id = new CommandId(Guid.NewGuid()),
        Command = command,
        By = by,
        ContentHash = OpsMap.Server.Platform.Answers.HashOf(command, squad.Value, by),
    });

    public Task<CommandAnswer> Say(CaseId id, CaseCommand command, Actor by) => Grains.Case(id).Handle(new CaseEnvelope
    {
        Id = new CommandId(command is CaseCommand.Register ? id.Value : Guid.NewGuid()),
        Command = command,
        By = by,
        ContentHash = OpsMap.Server.Platform.Answers.HashOf(command, id.Value, by),
    });

    public async Task Must(CaseId id, CaseCommand command, Actor by)
    {
        if ((await Say(id, command, by)).Refusal is { } no) throw new InvalidOperationException($"{command.GetType().Name}: {no.Code} {no.Field}");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        _keys.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Postgres", _database.Owner);
        builder.UseSetting("Redis", _backing.Redis);
        builder.UseSetting("Cluster", Guid.NewGuid().ToString("N"));
        builder.UseSetting("Keys", Path.Combine(_keys.Path, "keys"));
        builder.UseSetting("Demo_Key", DemoKey);
        builder.UseSetting("Geodata", Geodata.GeodataFolder.Path);
        // a recorded drive comes from one address in a second
        builder.UseSetting("Access:StrangerBurst", "100000");
        builder.UseSetting("Access:SessionBurst", "100000");
        builder.UseSetting("Access:SessionPerSecond", "100000");
        builder.ConfigureLogging(log => log.ClearProviders());
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }
}
