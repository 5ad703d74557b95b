using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>Whether many cases came from one place within the hour (聚集识别).</summary>
public sealed class BurstSearch(Database database)
{
    // a case that is part of an incident already needs no suggestion
    private const string Sql = """
        select c.id, c.no, c.received_at, st_x(c.point::geometry), st_y(c.point::geometry), st_distance(c.point, me.point)
        from   case_view me
        join   case_view c on c.received_at between me.received_at - make_interval(mins => $2) and me.received_at + make_interval(mins => $2)
               and c.kind <> 'consultation' and c.drill = me.drill and st_dwithin(c.point, me.point, $3)
        where  me.id = $1 and (not me.card ? 'incident' or me.card ? 'incidentOver') and ($4::text is null or c.county <> $4)
        """;

    // the nearest of the named ones decides; each is counted once
    private const string ElsewhereSql = """
        select c.received_at
        from   case_view c
        where  c.county <> $4 and c.kind <> 'consultation' and not c.drill
        and    exists (select from case_view me where me.id = any($1) and st_dwithin(c.point, me.point, $3)
                       and c.received_at between me.received_at - make_interval(mins => $2) and me.received_at + make_interval(mins => $2))
        """;

    /// <summary>When cases of other counties came in around these: a county may count them and know no more.</summary>
    internal Task<IReadOnlyList<DateTimeOffset>> Elsewhere(IEnumerable<CaseId> around, CountyCode county, BurstRules rules) => database.Rows(Scope.Everything,
        Database.Sql(ElsewhereSql, around.Select(c => c.Value).ToArray(), rules.Minutes, (double)rules.Metres, county.Value), r => r.GetFieldValue<DateTimeOffset>(0));

    public async Task<Burst?> Around(CaseId id, Actor reader, BurstRules rules, CancellationToken ct)
    {
        var cases = await database.Rows(Scope.Of(reader), Database.Sql(Sql, id.Value, rules.Minutes, (double)rules.Metres, Database.Nullable<string>(null)),
            r => new CaseAt(new CaseId(r.GetGuid(0)), r.GetString(1), r.GetFieldValue<DateTimeOffset>(2), new GeoPoint(r.GetDouble(3), r.GetDouble(4)), r.GetDouble(5)), ct);
        if (cases.FirstOrDefault(c => c.Id == id) is not { } self) return null;
        var elsewhere = reader.SeesAll ? [] : await database.Rows(Scope.Everything, Database.Sql(Sql, id.Value, rules.Minutes, (double)rules.Metres, Database.Nullable(reader.County.Value)),
            r => r.GetFieldValue<DateTimeOffset>(2), ct);
        return Burst.Of(self, cases, elsewhere, rules);
    }
}
