namespace OpsMap.Server.Wall;

/// <summary>
/// The statements behind the wall. Parameters: $1 now, $2 start of the local day, $3 start of the local year.
/// Drills count nowhere. On-time rates are cohorts by due instant (domain: a clock stopped early counts on the day it would have fallen due).
/// </summary>
internal static class SituationSql
{
    public const string Volumes = """
        select count(*) filter (where received_at >= $2),
               count(*) filter (where received_at >= $2 - interval '1 day' and received_at < $1 - interval '1 day'),
               count(*) filter (where received_at >= $2 and kind = 'complaint'),
               count(*) filter (where received_at >= $2 and kind = 'report'),
               count(*) filter (where received_at >= $2 and kind = 'consultation'),
               count(*) filter (where received_at >= $2 and fast <> 'none'),
               count(*) filter (where open and fast not in ('none', 'cancelled') and closed_at is null),
               count(*) filter (where closed_at >= $2 and fast not in ('none', 'cancelled')),
               coalesce(sum(recovered) filter (where closed_at >= $2 and kind = 'complaint'), 0),
               coalesce(sum(recovered) filter (where closed_at >= $3 and kind = 'complaint'), 0)
        from   case_view
        where  not drill
        """;

    /// <summary>A clock due today belongs to a case received or closed since yesterday, or to one still on somebody's desk.</summary>
    private const string Clocks = """
        with clock as (
          select v.county, v.kind as case_kind, c ->> 'kind' as kind, (c ->> 'start')::timestamptz as start, (c ->> 'due')::timestamptz as due,
                 (c ->> 'stopped')::timestamptz as stopped, coalesce((c ->> 'met')::boolean, false) as met
          from   case_view v, jsonb_array_elements(v.card -> 'clocks') c
          where  not v.drill
          and    (v.open or v.received_at >= $2 - interval '2 days' or v.closed_at >= $2 - interval '2 days')
          and    not coalesce((c ->> 'cancelled')::boolean, false)
        )

        """;

    /// <summary>K3 to K8: met and due, by county and clock. A consultation has no first reply to be late with.</summary>
    public const string Rates = Clocks + """
        select county, kind, (count(*) filter (where met))::int, count(*)::int
        from   clock
        where  kind <> 'ack' and due >= $2 and due < $2 + interval '1 day'
        and    (stopped is not null or due < $1)
        and    not (kind = 'C4' and case_kind = 'consultation')
        group  by county, kind
        """;

    public const string Arrivals = Clocks + """
        select count(*)::int, percentile_cont(0.5) within group (order by minutes), percentile_cont(0.9) within group (order by minutes)
        from   (select extract(epoch from stopped - start)::double precision / 60 as minutes from clock where kind = 'C3' and stopped >= $2 and stopped <= $1) arrived
        """;

    public const string ByIndustry = """
        select industry, count(*)::int from case_view where not drill and received_at >= $2 group by industry
        """;

    public const string ByHour = """
        select floor(extract(epoch from received_at - $2) / 3600)::int, count(*)::int
        from   case_view where not drill and received_at >= $2 group by 1
        """;

    public const string ByCounty = """
        select county, count(*)::int from case_view where not drill and received_at >= $2 group by county
        """;

    public const string Squads = """
        select county, (count(*) filter (where state in ('available', 'returning')))::int, (count(*) filter (where state not in ('offDuty', 'break')))::int
        from   squad_view where not retired group by county
        """;

    /// <summary>Where the fast cases stand, in the words of the five clocks that drive them.</summary>
    public const string Stages = """
        select stage, count(*)::int
        from   (select case when workflow in ('closed', 'fedBack') then 'feedback'
                            when fast in ('directiveIssued', 'directiveReceived') then 'response'
                            when fast in ('responded', 'enRoute') then 'travel'
                            when fast in ('onScene', 'remoteHandling', 'sceneDone') then 'scene'
                            when workflow in ('received', 'triaging') or fast = 'candidate' then 'triage' end as stage
                from case_view where open and not drill) placed
        where  stage is not null
        group  by stage
        """;

    public const string Response = """
        select (stopped at time zone 'Asia/Shanghai')::date, count(*)::int, avg(extract(epoch from stopped - start))::double precision / 60
        from   (select (c ->> 'start')::timestamptz as start, (c ->> 'stopped')::timestamptz as stopped
                from   case_view v, jsonb_array_elements(v.card -> 'clocks') c
                where  not v.drill and v.received_at >= $2 - interval '20 days' and c ->> 'kind' = 'C2' and c ->> 'stopped' is not null) responded
        where  stopped >= $2 - interval '13 days' and stopped <= $1
        group  by 1
        """;

    public const string Visits = """
        select (count(*) filter (where (e.body ->> 'resultScore')::int >= 3))::int, count(*)::int
        from   event e join case_view v on v.id = e.stream
        where  e.type = 'return-visited' and e.at >= $2 - interval '29 days' and e.at <= $1
        and    not v.drill and (e.body ->> 'resultScore') is not null
        """;
}
