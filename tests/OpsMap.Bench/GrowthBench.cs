using System.Globalization;
using Npgsql;

namespace OpsMap.Bench;

/// <summary>Ten minutes of 2,000 squads at 1 Hz: how the database grows, whether dead rows pile up, whether the node's memory stays. Ten, or <c>OPSMAP_BENCH_MINUTES</c>.</summary>
public static class GrowthBench
{
    private const string Sql = """
        select (select sum(pg_total_relation_size(inhrelid))::bigint from pg_inherits where inhparent = 'position_fix'::regclass),
               (select count(*) from position_fix),
               pg_total_relation_size('squad_position'),
               coalesce((select n_dead_tup from pg_stat_user_tables where relname = 'squad_position'), 0),
               coalesce((select sum(n_dead_tup) from pg_stat_user_tables where relname like 'position_fix%'), 0)::bigint
        """;

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        var minutes = int.TryParse(Environment.GetEnvironmentVariable("OPSMAP_BENCH_MINUTES"), CultureInfo.InvariantCulture, out var said) && said is > 0 and <= 60 ? said : 10;
        using var squads = new MovingSquads(system);
        await squads.Report(TimeSpan.FromSeconds(20), perSecond: 1, ct);
        var (first, memory) = (await Look(system, ct), system.Usage().Megabytes);
        for (var minute = 1; minute <= minutes; minute++)
        {
            squads.Reset();
            await squads.Report(TimeSpan.FromMinutes(1), perSecond: 1, ct);
            var now = await Look(system, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"minute {minute}: {squads.Accepted / 60.0:0} fixes/s, {squads.Refused} refused; history {(now.History - first.History) / 1048576.0:0} MB for {now.Fixes - first.Fixes} fixes = {(now.History - first.History) / (double)Math.Max(1, now.Fixes - first.Fixes):0} bytes each, {now.DeadHistory} dead; current positions {now.Current / 1024} kB, {now.Dead} dead; server {system.Usage().Megabytes:0} MB ({system.Usage().Megabytes - memory:+0;-0} since the start)"));
        }
    }

    private static async Task<(long History, long Fixes, long Current, long Dead, long DeadHistory)> Look(BenchSystem system, CancellationToken ct)
    {
        await using var connection = await system.Owner.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"set ops.county = '*'; {Sql}", connection) { CommandTimeout = 60 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
    }
}
