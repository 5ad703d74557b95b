using System.Globalization;
using Npgsql;

namespace OpsMap.Bench;

/// <summary>Commands while the poller watches 200,000 open deadlines, some of which fall due all the time: what they cost the desk, and how late the worst of them fires.</summary>
public static class ClockBench
{
    private const int Open = 200_000;
    private const int Cases = 300;
    private const int Clients = 16;
    private static readonly TimeSpan _alone = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(20);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        var desks = Enumerable.Range(0, Clients).Select(i => system.Client(system.Desks[i])).ToArray();
        try
        {
            var busy = await Task.WhenAll(desks.Select(_ => UrgentCase.Register(system, ct)));
            await Parallel.ForAsync(0, Cases - Clients, new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = ct }, async (_, _) => await UrgentCase.Register(system, ct));
            await Say(_alone / 4);
            var before = await Say(_alone);

            await Watched(system, ct);
            var falling = await FallDue(system, busy, ct);
            var meanwhile = await Say(_measured);
            await AllFired(system, falling, ct);
            await Print(system, before, meanwhile, falling, ct);

            Task<Figures> Say(TimeSpan time) => Duel.Load(Clients, time, i =>
                UrgentCase.Command(desks[i], busy[i], new { type = "add-opinion", unit = "intakeCentre", text = "符合快速响应情形" }, ct));
        }
        finally
        {
            foreach (var desk in desks) desk.Dispose();
        }
    }

    /// <summary>Rows as they stand in a busy year: promises and limits of law of many cases, due within two months.</summary>
    private static async Task Watched(BenchSystem system, CancellationToken ct)
    {
        await using var seed = system.Everywhere.CreateCommand($"""
            insert into deadline (stream, county, clock, round, step, due_at)
            select md5('bench deadline ' || n / 5)::uuid, '140403', (array['C4', 'C6', 'L1', 'L2', 'L4'])[n % 5 + 1], 1, (array['warn1', 'breach', 'reminder', 'urging', 'breach'])[n % 5 + 1],
                   now() + interval '1 hour' + make_interval(secs => (n * 7919) % 5184000)
            from   generate_series(0, {Open - 1}) n;
            analyze deadline
            """);
        await seed.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Every step the quiet cases wait for falls due at its own instant of the measured time, in the order it would have come.</summary>
    private static async Task<int> FallDue(BenchSystem system, Guid[] busy, CancellationToken ct)
    {
        await using var move = system.Everywhere.CreateCommand("""
            with steps as (
              select d.stream, d.clock, d.round, d.step, row_number() over (order by d.due_at, d.stream, d.step = 'breach', d.step) as n, count(*) over () as all_steps
              from   deadline d
              join   case_view c on c.id = d.stream
              where  d.clock in ('C1', 'C4') and d.fired_at is null and d.cancelled_at is null and c.id <> all($1))
            update deadline d set due_at = now() + interval '1 second' + $2 * (s.n::float8 / s.all_steps)
            from   steps s
            where  (d.stream, d.clock, d.round, d.step) = (s.stream, s.clock, s.round, s.step)
            """);
        move.Parameters.Add(new NpgsqlParameter { Value = busy });
        move.Parameters.Add(new NpgsqlParameter { Value = _measured - TimeSpan.FromSeconds(3) });
        return await move.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The last of them may be due at the very end of the measured time.</summary>
    private static async Task AllFired(BenchSystem system, int falling, CancellationToken ct)
    {
        for (var tries = 0; tries < 40; tries++)
        {
            await using var count = system.Everywhere.CreateCommand("select count(*) from deadline where fired_at is not null");
            if ((long)(await count.ExecuteScalarAsync(ct))! >= falling) return;
            await Task.Delay(250, ct);
        }
    }

    private static async Task Print(BenchSystem system, Figures before, Figures meanwhile, int falling, CancellationToken ct)
    {
        await using var late = system.Everywhere.CreateCommand("""
            select count(*), coalesce(max(extract(epoch from fired_at - due_at)), 'NaN')::float8, coalesce(percentile_disc(0.99) within group (order by extract(epoch from fired_at - due_at)), 'NaN')::float8,
                   (select count(*) from deadline where fired_at is null and cancelled_at is null)
            from   deadline where fired_at is not null
            """);
        await using var row = await late.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            commands beside {row.GetInt64(3):0} open deadlines, {Clients} client(s): {meanwhile.PerSecond:0}/s against {before.PerSecond:0}/s without = {meanwhile.PerSecond / before.PerSecond:0.00}x; p50 {meanwhile.P50:0.0} ms, p99 {meanwhile.P99:0.0} ms   (goal >= 300/s, >= 0.8x)
              {falling} steps fell due meanwhile, {row.GetInt64(0)} fired; worst {row.GetDouble(1):0.00} s late, p99 {row.GetDouble(2):0.00} s   (goal all, <= 2 s)
            """));
    }
}
