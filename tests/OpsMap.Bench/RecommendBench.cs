using Npgsql;

namespace OpsMap.Bench;

/// <summary>A recommendation end to end over HTTP against the bare nearest-neighbour query as raw prepared SQL.</summary>
public static class RecommendBench
{
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(4);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        var id = await UrgentCase.Register(system, ct);
        foreach (var clients in (int[])[1, 8])
        {
            var http = Enumerable.Range(0, clients).Select(i => system.Client(system.Desks[i])).ToArray();
            var raw = new List<(NpgsqlConnection Connection, NpgsqlCommand Query)>();
            for (var i = 0; i < clients; i++) raw.Add(await Nearest(system, ct));
            var pair = await Duel.Run(clients, _round,
                async i => (await http[i].GetByteArrayAsync(new Uri($"/api/cases/{id}/recommendation", UriKind.Relative), ct)).AsSpan(),
                async i =>
                {
                    await using var reader = await raw[i].Query.ExecuteReaderAsync(ct);
                    while (await reader.ReadAsync(ct)) reader.GetGuid(0);
                });
            Duel.Print("recommendation over HTTP / bare KNN", clients, pair, clients == 1 ? "goal p50 <= 2.5x" : "goal p50 <= 2x");
            foreach (var client in http) client.Dispose();
            foreach (var (connection, query) in raw)
            {
                await query.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<(NpgsqlConnection Connection, NpgsqlCommand Query)> Nearest(BenchSystem system, CancellationToken ct)
    {
        var connection = await system.Owner.OpenConnectionAsync(ct);
        await using (var everything = new NpgsqlCommand("select set_config('ops.county', '*', false)", connection)) await everything.ExecuteNonQueryAsync(ct);
        var query = new NpgsqlCommand("""
            select p.squad, p.cell <-> st_transform(st_point(113.12, 36.2, 4326), 4546)
            from   squad_position p join squad_view s on s.id = p.squad
            where  p.assignable and s.capabilities @> array['food']
            order  by p.cell <-> st_transform(st_point(113.12, 36.2, 4326), 4546)
            limit  5
            """, connection);
        await query.PrepareAsync(ct);
        return (connection, query);
    }
}
