using Npgsql;
using NpgsqlTypes;

namespace OpsMap.Server.Platform;

/// <summary>How rows come into the feed (实时消息): numbered without gaps per county, in the transaction of what they tell, and announced with its commit.</summary>
internal static class FeedSql
{
    // every writer locks the heads in one order, or two transactions over the same two counties could wait for each other
    private const string HeadsSql = "select from feed_head where county = any($1) order by county for update";

    // the head row is locked until commit: a reader of "seq > x" never sees a later number before an earlier one
    private const string RowsSql = """
        with item as (select * from unnest($1::text[], $2::text[], $3::jsonb[]) with ordinality as i (county, kind, body, ord)),
             added as (select county, count(*) as n from item group by county),
             head as (update feed_head h set seq = h.seq + a.n from added a where h.county = a.county returning h.county, h.seq - a.n as base)
        insert into feed (county, seq, kind, body)
        select i.county, h.base + row_number() over (partition by i.county order by i.ord), i.kind, i.body from item i join head h using (county)
        """;

    public static IEnumerable<NpgsqlBatchCommand> Statements(IReadOnlyCollection<FeedItem> items)
    {
        if (items.Count == 0) yield break;
        var counties = items.Select(i => i.County.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (counties.Length > 1) yield return Database.Sql(HeadsSql, (object)counties);
        yield return Database.Sql(RowsSql, Column(items, i => i.County.Value, NpgsqlDbType.Text), Column(items, i => i.Kind, NpgsqlDbType.Text), Column(items, i => i.Body, NpgsqlDbType.Jsonb));
        foreach (var county in counties) yield return Database.Sql("select pg_notify('feed', $1)", county);
    }

    private static NpgsqlParameter Column(IReadOnlyCollection<FeedItem> items, Func<FeedItem, string> value, NpgsqlDbType type) =>
        new() { Value = items.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
