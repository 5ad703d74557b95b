using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Platform;

namespace OpsMap.Bench;

/// <summary>A recommendation end to end over HTTP, and the server's own query without HTTP, against the bare nearest-neighbour query as raw prepared SQL.</summary>
public static class RecommendBench
{
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        var id = await UrgentCase.Register(system, ct);
        await using var database = new Database(system.Postgres);
        var nearest = new NearestSquads(database);
        foreach (var clients in (int[])[1, 8])
        {
            var http = Enumerable.Range(0, clients).Select(i => system.Client(system.Desks[i])).ToArray();
            var raw = new List<BareQuery>();
            for (var i = 0; i < clients; i++) raw.Add(await BareQuery.Prepare(system, ct));

            var floor = await Duel.Run(clients, _round, i => http[i].GetByteArrayAsync(new Uri("/healthz", UriKind.Relative), ct), i => raw[i].Nothing(ct));
            Duel.Print("an empty answer over HTTP / SELECT 1", clients, floor, "the floor of both sides");

            var query = await Duel.Run(clients, _round, _ => Around(nearest, new CaseId(id), ct), i => raw[i].Nearest(ct));
            Duel.Print("the server's query / bare KNN", clients, query, "the part that is SQL: scene, policies, 12 squads with all their facts against 5 bare ids");

            var pair = await Duel.Run(clients, _round, i => http[i].GetByteArrayAsync(new Uri($"/api/cases/{id}/recommendation", UriKind.Relative), ct), i => raw[i].Nearest(ct));
            Duel.Print("recommendation over HTTP / bare KNN", clients, pair, clients == 1 ? "goal p50 <= 2.5x" : "goal p50 <= 2x");

            foreach (var client in http) client.Dispose();
            foreach (var bare in raw) await bare.DisposeAsync();
        }
    }

    private static Task<Surroundings?> Around(NearestSquads nearest, CaseId id, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow;
        return nearest.Around(id, Scope.Everything, anyCounty: false, now.AddMinutes(-3), CityTime.DayOf(now), 12, ct);
    }

    /// <summary>One connection with the bare statements prepared on it.</summary>
    private sealed class BareQuery(NpgsqlConnection connection, NpgsqlCommand nearest, NpgsqlCommand nothing) : IAsyncDisposable
    {
        public static async Task<BareQuery> Prepare(BenchSystem system, CancellationToken ct)
        {
            var connection = await system.Owner.OpenConnectionAsync(ct);
            var nearest = new NpgsqlCommand("""
                select p.squad, p.cell <-> st_transform(st_point(113.12, 36.2, 4326), 4546)
                from   squad_position p join squad_view s on s.id = p.squad
                where  p.assignable and s.capabilities @> array['food']
                order  by p.cell <-> st_transform(st_point(113.12, 36.2, 4326), 4546)
                limit  5
                """, connection);
            var nothing = new NpgsqlCommand("select 1", connection);
            await nearest.PrepareAsync(ct);
            await nothing.PrepareAsync(ct);
            return new BareQuery(connection, nearest, nothing);
        }

        public async Task Nearest(CancellationToken ct)
        {
            await using var reader = await nearest.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) reader.GetGuid(0);
        }

        public Task<object?> Nothing(CancellationToken ct) => nothing.ExecuteScalarAsync(ct);

        public async ValueTask DisposeAsync()
        {
            await nearest.DisposeAsync();
            await nothing.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
