using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>Which cases may be the same dispute (重复件查找): the reader's own in full, of other counties only how many.</summary>
public sealed class DuplicateSearch(Database database)
{
    private const int Most = 10;

    private const string Sql = """
        with me as (
          select c.id, c.received_at, c.point, c.drill, t.grams, t.merchant, t.numbers, p.phone_hash
          from   case_view c
          join   triage_text t on t.case_id = c.id
          left   join complainant p on p.case_id = c.id
          where  c.id = $1)
        select c.id, c.no, c.card ->> 'title', c.workflow, c.received_at, c.county, c.received_at < me.received_at,
               t.numbers && me.numbers, p.phone_hash = me.phone_hash, same_merchant(t.merchant, me.merchant), l.alike, st_distance(c.point, me.point), c.outcome is not null
        from   me
        join   case_view c on c.id <> me.id and c.drill = me.drill
               and c.received_at between me.received_at - make_interval(hours => $2) and me.received_at + make_interval(hours => $2)
        join   triage_text t on t.case_id = c.id
        left   join complainant p on p.case_id = c.id
        cross  join lateral (select likeness(t.grams, me.grams)::float8 as alike) l
        where  (t.numbers && me.numbers or p.phone_hash = me.phone_hash or l.alike >= $3)
        and    ($4::text is null or c.county <> $4)
        """;

    public async Task<DuplicatesFound> For(CaseId id, Actor reader, TriageRules rules, CancellationToken ct)
    {
        var own = from found in await Pairs(Scope.Of(reader), id, null, rules.Duplicates, ct)
                  let score = DuplicateScore.Of(found.Pair, rules.Duplicates)
                  where score is not null
                  orderby score.Score descending, found.ReceivedAt
                  select new Duplicate(found.Id, found.No, found.Title, found.Workflow, found.ReceivedAt, found.Earlier, score);
        var elsewhere = reader.SeesAll ? [] : from found in await Pairs(Scope.Everything, id, reader.County, rules.Duplicates, ct)
                                              where DuplicateScore.Of(found.Pair, rules.Duplicates) is not null
                                              group found by found.County into county
                                              select new DuplicatesElsewhere(county.Key, county.Count());
        return new DuplicatesFound([.. own.Take(Most)], [.. elsewhere]);
    }

    private Task<IReadOnlyList<Found>> Pairs(Scope scope, CaseId id, CountyCode? notIn, DuplicateRules rules, CancellationToken ct) => database.Rows(scope,
        Database.Sql(Sql, id.Value, rules.Hours, rules.Alike, Database.Nullable(notIn?.Value)),
        r => new Found(new CaseId(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), new CountyCode(r.GetString(5)), r.GetBoolean(6),
            new Resemblance(r.GetBoolean(7), r.GetDouble(10), r.GetBoolean(12), r[8] as bool?, r[9] as bool?, r[11] as double?)), ct);

    private sealed record Found(CaseId Id, string No, string Title, string Workflow, DateTimeOffset ReceivedAt, CountyCode County, bool Earlier, Resemblance Pair);
}

/// <summary>Another case that may be the same dispute.</summary>
public sealed record Duplicate(CaseId Id, string No, string Title, string Workflow, DateTimeOffset ReceivedAt, bool Earlier, DuplicateScore Score);

/// <summary>So many of another county, without a name.</summary>
public sealed record DuplicatesElsewhere(CountyCode County, int Count);

/// <summary>All that may be the same dispute.</summary>
public sealed record DuplicatesFound(IReadOnlyList<Duplicate> Own, IReadOnlyList<DuplicatesElsewhere> Elsewhere);
