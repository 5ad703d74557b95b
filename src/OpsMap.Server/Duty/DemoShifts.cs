using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Duty;

/// <summary>An invented roster (演示班表), in demonstration mode only: this week and the next, day and night, for every invented squad; what people entered stays.</summary>
public sealed class DemoShifts(Database database, IConfiguration configuration, TimeProvider clock) : IHostedService
{
    private const string Sql = """
        insert into shift (id, county, squad, starts_at, ends_at, members, leader, vehicle, on_call, ended_at, version)
        select md5('opsmap demo shift ' || v.id || t.at)::uuid, v.county, v.id, t.at, t.at + interval '12 hours', m.members, m.members[1], v.card ->> 'vehicle', h.hour = 20,
               case when t.at + interval '12 hours' <= $3 then $3 end, 1
        from   squad_view v
        cross  join generate_series(0, 13) as d (day)
        cross  join (values (8), (20)) as h (hour)
        cross  join lateral (select $2::timestamptz + make_interval(days => d.day, hours => h.hour) as at) t
        cross  join lateral (select coalesce(array_agg(x), '{}') as members from jsonb_array_elements_text(v.card -> 'members') x) m
        where  v.id = any($1) and cardinality(m.members) >= 2
          and  not exists (select from shift s where s.squad = v.id and s.removed_at is null and s.starts_at < t.at + interval '12 hours' and s.ends_at > t.at)
        on conflict (id) do nothing
        """;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["DEMO_KEY"] is not { Length: > 0 }) return;
        var today = CityTime.DayOf(clock.GetUtcNow());
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        // two nodes that start together: the second waits and then finds everything there
        await using var batch = database.Batch(Scope.Everything,
            Database.Sql("select pg_advisory_xact_lock(hashtextextended('demo shifts', 0))"),
            Database.Sql(Sql, DemoRoster.All.Select(s => s.Id.Value).ToArray(), CityTime.StartOf(monday).ToUniversalTime(), clock.GetUtcNow()));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
