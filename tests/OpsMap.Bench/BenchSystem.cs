using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.AppHost.Running;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Squads;

namespace OpsMap.Bench;

/// <summary>One node over throwaway services with 2,000 squads on duty, and as many sessions as the load needs.</summary>
public sealed class BenchSystem : IAsyncDisposable
{
    public const int Squads = 2_000;
    private const int FirstSlot = 1_000;
    private static readonly CountyCode _luzhou = new("140403");

    private readonly RunningSystem _system;
    private readonly string _logs;

    private BenchSystem(RunningSystem system, NpgsqlDataSource owner, string logs) =>
        (_system, Owner, Everywhere, _logs) = (system, owner, NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(system.Services.Postgres) { Options = "-c ops.county=*" }), logs);

    public string LogTail => LogFile.Tail(Path.Combine(_logs, "node-1.log"));

    public NpgsqlDataSource Owner { get; }

    /// <summary>The owner with the whole city in sight: row-level security binds it too.</summary>
    public NpgsqlDataSource Everywhere { get; }

    public string Postgres => _system.Services.Postgres;

    public Uri Url => _system.Urls[0];

    public int ServerPid => _system.Nodes[0].Child.Pid ?? throw new InvalidOperationException("the node is not running");

    public IReadOnlyList<(Guid Id, int Slot, string Token)> Phones { get; private set; } = [];

    /// <summary>Session tokens of city dispatchers, one person each.</summary>
    public IReadOnlyList<string> Desks { get; private set; } = [];

    public static async Task<BenchSystem> Start(string folder, Progress progress, CancellationToken ct)
    {
        var plan = SystemPlan.Throwaway(Workspace.Find(), folder) with
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // all load comes from one address and, for commands, from eight people
                ["OPSMAP_Access__AddressBurst"] = "1000000",
                ["OPSMAP_Access__AddressPerSecond"] = "1000000",
                ["OPSMAP_Access__SessionBurst"] = "100000",
                ["OPSMAP_Access__SessionPerSecond"] = "100000",
                ["OPSMAP_LiveMap__ConnectionsPerAddress"] = "1000",
            },
        };
        var running = await RunningSystem.Start(plan, progress, ct);
        var system = new BenchSystem(running, NpgsqlDataSource.Create(running.Services.Postgres), plan.Logs);
        await progress.Step($"seeding {Squads} squads", () => system.Seed(ct));
        return system;
    }

    public HttpClient Client(string token) => new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromHours(1) })
    {
        BaseAddress = Url,
        DefaultRequestHeaders = { { "Cookie", $"opsmap={token}" }, { "Origin", Url.GetLeftPart(UriPartial.Authority) } },
    };

    /// <summary>Seconds of processor time the node has used so far, and its resident memory.</summary>
    public (double Seconds, double Megabytes) Usage()
    {
        using var process = System.Diagnostics.Process.GetProcessById(ServerPid);
        return (process.TotalProcessorTime.TotalSeconds, process.WorkingSet64 / 1048576.0);
    }

    /// <summary>What the node's live map has counted so far.</summary>
    public async Task<LiveCounts> Counts()
    {
        using var http = new HttpClient { BaseAddress = Url, DefaultRequestHeaders = { { OperatorAuthentication.Header, _system.OperatorKey } } };
        return await http.GetFromJsonAsync<LiveCounts>("/api/operator/live", Wire.Options) ?? throw new InvalidOperationException("the node has counted nothing");
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Everywhere.DisposeAsync();
        await _system.DisposeAsync();
    }

    private async Task Seed(CancellationToken ct)
    {
        var random = new Random(20261123);
        var now = DateTimeOffset.UtcNow;
        var squads = Enumerable.Range(0, Squads).Select(i => OnDuty(i, random, now)).ToArray();
        await using var connection = await Owner.OpenConnectionAsync(ct);
        await using var everything = new NpgsqlCommand("select set_config('ops.county', '*', false)", connection);
        await everything.ExecuteNonQueryAsync(ct);
        await Insert(connection, "insert into event (stream, version, county, type, body, actor, at) select s, v, '140403', t, b, '{\"id\":\"00000000-0000-0000-0000-000000000000\",\"name\":\"bench\",\"role\":\"system\",\"county\":\"1404\"}', now() from unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[]) as r(s, v, t, b)", ct,
            (squads.SelectMany(s => s.Events.Select(_ => s.Squad.Id.Value)).ToArray(), NpgsqlDbType.Uuid),
            (squads.SelectMany(s => s.Events.Select((_, v) => v + 1)).ToArray(), NpgsqlDbType.Integer),
            (squads.SelectMany(s => s.Events.Select(e => Wire.NameOf(e))).ToArray(), NpgsqlDbType.Text),
            (squads.SelectMany(s => s.Events.Select(e => JsonSerializer.Serialize(e, Wire.Options))).ToArray(), NpgsqlDbType.Jsonb));
        // thirty in a hundred are free, one in eight has the skill
        await Insert(connection, "insert into squad_view (id, slot, county, code, version, state, capabilities, crew, card) select i, s, '140403', c, 2, st, string_to_array(k, ','), 2, j from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::jsonb[]) as r(i, s, c, st, k, j)", ct,
            (squads.Select(s => s.Squad.Id.Value).ToArray(), NpgsqlDbType.Uuid), (squads.Select(s => (short)s.Squad.Slot).ToArray(), NpgsqlDbType.Smallint),
            (squads.Select(s => s.Squad.Code).ToArray(), NpgsqlDbType.Text), (squads.Select((_, i) => i % 10 < 3 ? "available" : "onScene").ToArray(), NpgsqlDbType.Text),
            (squads.Select(s => string.Join(',', s.Squad.Capabilities.Select(c => JsonNamingPolicy.CamelCase.ConvertName(c.ToString())))).ToArray(), NpgsqlDbType.Text),
            (squads.Select(s => SquadCard.Json(s.Squad, 2, now)).ToArray(), NpgsqlDbType.Jsonb));
        await Insert(connection, "insert into squad_position (squad, slot, county, lon, lat, accuracy_m, fix_at, received_at, plane, cell, assignable) select i, s, '140403', x, y, 10, now() + interval '1 day', now(), st_transform(st_point(x, y, 4326), 4546), st_snaptogrid(st_transform(st_point(x, y, 4326), 4546), 500), a from unnest($1::uuid[], $2::smallint[], $3::float8[], $4::float8[], $5::boolean[]) as r(i, s, x, y, a)", ct,
            (squads.Select(s => s.Squad.Id.Value).ToArray(), NpgsqlDbType.Uuid), (squads.Select(s => (short)s.Squad.Slot).ToArray(), NpgsqlDbType.Smallint),
            (squads.Select(s => s.At.Lon).ToArray(), NpgsqlDbType.Double), (squads.Select(s => s.At.Lat).ToArray(), NpgsqlDbType.Double), (squads.Select((_, i) => i % 10 < 3).ToArray(), NpgsqlDbType.Boolean));
        Phones = [.. (await Sessions(connection, squads.Select(s => (nameof(Role.SquadLeader), "140403", (Guid?)s.Squad.Id.Value)).ToArray(), ct)).Zip(squads, (token, s) => (s.Squad.Id.Value, s.Squad.Slot, token))];
        Desks = await Sessions(connection, [.. Enumerable.Repeat((nameof(Role.CityDispatcher), "1404", (Guid?)null), 64)], ct);
        // what we are measured against runs as the owner, under no policy; the server's own role stays under them
        await using var bare = new NpgsqlCommand("""
            alter table squad_view no force row level security;
            alter table squad_position no force row level security;
            analyze squad_view, squad_position
            """, connection);
        await bare.ExecuteNonQueryAsync(ct);
    }

    private static (Squad Squad, GeoPoint At, SquadEvent[] Events) OnDuty(int i, Random random, DateTimeOffset now)
    {
        var at = new GeoPoint(112.1 + (random.NextDouble() * 1.5), 35.9 + (random.NextDouble() * 1.1));
        var id = new SquadId(Guid.CreateVersion7(now));
        Capability[] skills = i % 8 == 0 ? [Capability.General, Capability.Food] : [Capability.General, (Capability)(2 + (i % 7))];
        SquadEvent[] events =
        [
            new SquadEvent.SquadRegistered(now, id, new SquadEntry($"B{i:D4}", $"bench {i}", _luzhou, SquadKind.Squad, [.. skills.Distinct()], at, FirstSlot + i)),
            new SquadEvent.ClockedOn(now, 2, "2026-01"),
        ];
        return (Squad.Nothing.Evolve(events), at, events);
    }

    private static async Task<string[]> Sessions(NpgsqlConnection connection, (string Role, string County, Guid? Squad)[] people, CancellationToken ct)
    {
        var tokens = people.Select(_ => SessionToken.New()).ToArray();
        var ids = people.Select(_ => Guid.NewGuid()).ToArray();
        await Insert(connection, "insert into account (id, login, name, role, county, squad) select i, i::text, 'bench', r, c, s from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) as p(i, r, c, s)", ct,
            (ids, NpgsqlDbType.Uuid), (people.Select(p => p.Role).ToArray(), NpgsqlDbType.Text), (people.Select(p => p.County).ToArray(), NpgsqlDbType.Text), (people.Select(p => p.Squad).ToArray(), NpgsqlDbType.Uuid));
        await Insert(connection, "insert into session (id, account, expires_at) select t, a, now() + interval '6 hours' from unnest($1::bytea[], $2::uuid[]) as s(t, a)", ct,
            (tokens.Select(t => t.Row()!).ToArray(), NpgsqlDbType.Bytea), (ids, NpgsqlDbType.Uuid));
        return [.. tokens.Select(t => t.Text)];
    }

    private static async Task Insert(NpgsqlConnection connection, string sql, CancellationToken ct, params (Array Values, NpgsqlDbType Type)[] columns)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (values, type) in columns) command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        await command.ExecuteNonQueryAsync(ct);
    }
}
