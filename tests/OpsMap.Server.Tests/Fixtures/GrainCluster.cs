using Microsoft.Extensions.DependencyInjection;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Cases;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tracks;
using Orleans.TestingHost;

namespace OpsMap.Server.Tests.Fixtures;

/// <summary>Case and squad grains on in-process silos over a real database, without HTTP.</summary>
public sealed class GrainCluster : IAsyncDisposable
{
    public static readonly Actor City = new(new PersonId(Guid.Parse("11111111-0000-0000-0000-000000000001")), "王调度", Role.CityDispatcher, CountyCode.City);
    public static readonly CountyCode Luzhou = new("140403");

    private readonly InProcessTestCluster _cluster;

    private GrainCluster(InProcessTestCluster cluster, Database database, PositionBoard board) => (_cluster, Database, Board) = (cluster, database, board);

    public Database Database { get; }

    /// <summary>What all silos show.</summary>
    public PositionBoard Board { get; }

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<GrainCluster> Start(TestDatabase database, short silos = 1, TimeProvider? clock = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        var board = new PositionBoard();
        builder.ConfigureHost(host => host.Services
            .AddSingleton(new Database(database.Owner))
            .AddSingleton<Ledger>()
            .AddSingleton<Calendars>()
            .AddSingleton(board)
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<TrackWriter>()
            .AddSingleton<TrackReader>()
            .AddTransient<FixGate>()
            .AddOptions<ArrivalOptions>());
        builder.ConfigureSilo((_, silo) => silo.Services.AddDomainOnTheWire());
        builder.ConfigureClient(client => client.Services.AddDomainOnTheWire());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GrainCluster(cluster, new Database(database.Owner), board);
    }

    /// <summary>Every grain forgets what it knows; the next call finds another activation.</summary>
    public Task PutToSleep() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>A squad in 潞州 that is on duty with a crew of two.</summary>
    public async Task<SquadId> SquadOnDuty(int slot, string? code = null)
    {
        var id = new SquadId(Guid.NewGuid());
        var entry = new SquadEntry(code ?? $"潞州{slot:D2}", $"潞州{slot:D2} 分队", Luzhou, SquadKind.Squad, [Capability.General, Capability.Food], new GeoPoint(113.11, 36.19), slot);
        await Must(new SquadCommand.Register(id, entry), Actor.Machine);
        await Must(new SquadCommand.ClockOn(2, "2026-01"), Leader(id));
        return id;

        async Task Must(SquadCommand command, Actor by)
        {
            var answer = await Grains.Squad(id).Handle(new SquadEnvelope { Id = new CommandId(Guid.NewGuid()), Command = command, By = by, ContentHash = Answers.HashOf(command, id.Value, by) });
            if (answer.Refusal is { } no) throw new InvalidOperationException($"{command.GetType().Name}: {no.Code} {no.Field}");
        }
    }

    public static Actor Leader(SquadId squad) => new(new PersonId(squad.Value), "张队", Role.SquadLeader, Luzhou, squad);

    /// <summary>A food complaint at a shop in 潞州, found urgent and waiting for its directive.</summary>
    public async Task<CaseId> UrgentCase()
    {
        var id = new CaseId(Guid.NewGuid());
        await Must(id, new CaseCommand.Register(new Registration(CaseKind.Complaint, Channel.Hotline12345, "外卖餐品有异物", "餐品中有金属丝，商家拒绝退款。", "迎宾大道58号",
            new Respondent("快餐店"), new GeoPoint(113.12, 36.2), County: Luzhou, Industry: Industry.Food, Situations: [Situation.OnSceneDispute])), City, id.Value);
        await Must(id, new CaseCommand.StartTriage(), City);
        await Must(id, new CaseCommand.AddOpinion(OpinionUnit.IntakeCentre, "符合快速响应情形"), City);
        await Must(id, new CaseCommand.DecideFast([Situation.OnSceneDispute]), City);
        return id;
    }

    public async Task<CommandAnswer> Must(CaseId id, CaseCommand command, Actor by, Guid? commandId = null)
    {
        var answer = await Say(id, command, by, commandId);
        return answer.Refusal is { } no ? throw new InvalidOperationException($"{command.GetType().Name}: {no.Code} {no.Field}") : answer;
    }

    /// <summary>One number out of the database.</summary>
    public async Task<long> Count(string sql) =>
        (await Database.Rows(Scope.Everything, Server.Platform.Database.Sql(sql), r => Convert.ToInt64(r[0], System.Globalization.CultureInfo.InvariantCulture)))[0];

    public Task<CommandAnswer> Say(CaseId id, CaseCommand command, Actor by, Guid? commandId = null) => Grains.Case(id).Handle(new CaseEnvelope
    {
        Id = new CommandId(commandId ?? Guid.NewGuid()),
        Command = command,
        By = by,
        ContentHash = Answers.HashOf(command, id.Value, by),
    });

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Database.DisposeAsync();
    }
}
