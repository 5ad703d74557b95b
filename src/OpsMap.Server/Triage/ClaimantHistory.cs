using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>What else came from this telephone or address, and from others about this merchant in the same words (往期投诉计数). The whole city is counted; only the reader's own cases are named.</summary>
public sealed class ClaimantHistory(Database database)
{
    // no text of any case is read here, and the number only where the reader may see the case
    private const string Sql = """
        with me as (
          select c.id, c.received_at, c.industry, c.drill, t.grams, t.merchant, p.phone_hash, p.address_hash
          from   case_view c
          join   triage_text t on t.case_id = c.id
          left   join complainant p on p.case_id = c.id
          where  c.id = $1)
        select 'mine', case when $3 in ('*', c.county) then c.no end, coalesce(t.merchant = me.merchant and c.industry = me.industry, false),
               left(c.card -> 'complainant' ->> 'nameMasked', 1), p.phone_hash
        from   me
        join   complainant p on p.phone_hash = me.phone_hash
        join   case_view c on c.id = p.case_id and c.drill = me.drill and c.kind <> 'consultation'
               and c.received_at between me.received_at - make_interval(days => $2) and me.received_at
        join   triage_text t on t.case_id = c.id
        union  all
        select 'alike', case when $3 in ('*', c.county) then c.no end, true, null, p.phone_hash
        from   me
        join   triage_text t on t.merchant = me.merchant
        join   case_view c on c.id = t.case_id and c.drill = me.drill and c.kind <> 'consultation'
               and c.received_at between me.received_at - make_interval(days => $2) and me.received_at
        join   complainant p on p.case_id = c.id and p.phone_hash <> me.phone_hash
        where  likeness(t.grams, me.grams) >= $4
        union  all
        select 'address', case when $3 in ('*', c.county) then c.no end, false, null, p.phone_hash
        from   me
        join   complainant p on p.address_hash = me.address_hash and p.phone_hash is not null
        join   case_view c on c.id = p.case_id and c.drill = me.drill and c.kind <> 'consultation'
               and c.received_at between me.received_at - make_interval(days => $2) and me.received_at
        """;

    public async Task<ClaimantRecord> Of(CaseId id, Actor reader, TriageRules rules, CancellationToken ct)
    {
        var rows = await database.Rows(Scope.Everything, Database.Sql(Sql, id.Value, rules.Claimants.Days, reader.Scope, rules.Duplicates.Alike),
            r => (Why: r.GetString(0), No: r[1] as string, SameMerchant: r.GetBoolean(2), Surname: r[3] as string, Phone: Convert.ToHexString((byte[])r[4])), ct);
        var mine = rows.Where(r => r.Why is "mine").ToList();
        var others = rows.Where(r => r.Why is "alike").ToList();
        var neighbours = rows.Where(r => r.Why is "address").ToList();
        var phones = others.Select(o => o.Phone).Distinct(StringComparer.Ordinal).Count();
        var counts = new ClaimantCounts(mine.Count, mine.Count(m => m.SameMerchant), phones == 0 ? 0 : phones + 1, mine.Select(m => m.Surname).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
            neighbours.Select(n => n.Phone).Distinct(StringComparer.Ordinal).Count());
        return new ClaimantRecord(counts, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [TriageReasons.ClaimantOften] = Named(mine.Select(m => m.No)),
            [TriageReasons.ClaimantSharedPhone] = Named(mine.Select(m => m.No)),
            [TriageReasons.ClaimantSharedAddress] = Named(neighbours.Select(n => n.No)),
            [TriageReasons.ClaimantSameMerchant] = Named(mine.Where(m => m.SameMerchant).Select(m => m.No)),
            [TriageReasons.ClaimantsTogether] = Named(others.Select(o => o.No)),
        });
    }

    private static IReadOnlyList<string> Named(IEnumerable<string?> numbers) => [.. numbers.OfType<string>().Order(StringComparer.Ordinal)];
}

/// <summary>The counts, and the cases they rest on as far as the reader may know them.</summary>
public sealed record ClaimantRecord(ClaimantCounts Counts, IReadOnlyDictionary<string, IReadOnlyList<string>> Evidence);
