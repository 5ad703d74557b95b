using Npgsql;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>What a channel could not tell after all tries (渠道失效转发): the next channel that works tells it, and once an hour that this one does not. A copy that fails too goes no further round.</summary>
internal static class NextChannel
{
    // robots before gateways, the county's own before the city's; one whose last message was not taken is no help
    private const string WorkingSql = $"""
        select {ChannelSecrets.Columns} from notify_channel c
        where  c.enabled and c.id <> $1 and c.county in ($2, '1404') and (c.paused_until is null or c.paused_until <= $3)
          and  coalesce((select d.ok from notify_delivery d where d.channel = c.id and d.ok is not null order by d.at desc, d.id desc limit 1), true)
        order  by c.kind in ('weCom', 'dingTalk') desc, c.county = $2 desc, c.name, c.id
        """;

    // what was for a complainant is for nobody else
    private const string OwnSql = "select id from notice where id = any($1) and complainant is null";

    private const string CopySql = """
        insert into notice (channel, county, key, kind, urgency, text, brief, phone, standing, case_id, directive, created_at, due_at)
        select $2, $3, n.key, n.kind, n.urgency, n.text, n.brief, coalesce(n.phone, $4), n.standing, n.case_id, n.directive, $5, $5 from notice n where n.id = any($1)
        on conflict (channel, key) do nothing
        """;

    private const string AlarmSql = """
        insert into notice (channel, county, key, kind, urgency, text, brief, phone, created_at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        on conflict (channel, key) do nothing
        """;

    public static async Task Tell(NpgsqlConnection connection, NpgsqlTransaction transaction, ChannelSecrets secrets, Guid failed, IReadOnlyList<long> notices, string why, DateTimeOffset now, CancellationToken ct)
    {
        if (await Rows(Database.Sql("select county, name from notify_channel where id = $1", failed), r => (County: r.GetString(0), Name: r.GetString(1))) is not [var broken]) return;
        var working = await Rows(Database.Sql(WorkingSql, failed, broken.County, now), secrets.Open);
        if (working.FirstOrDefault(c => c.IsRobot || c.Settings.Phones.Count > 0) is not { } next) return;
        var phones = next.IsRobot ? null : string.Join(',', next.Settings.Phones);
        var own = (await Rows(Database.Sql(OwnSql, notices.ToArray()), r => r.GetInt64(0))).ToArray();
        var (text, brief) = NoticeWords.ChannelDown(broken.Name, own.Length, notices.Count - own.Length, why);
        await Rows(Database.Sql(CopySql, own, next.Id, next.County.Value, Database.Nullable(phones), now), _ => 0);
        await Rows(Database.Sql(AlarmSql, next.Id, next.County.Value, FormattableString.Invariant($"channel {failed} {now.UtcDateTime:yyyyMMddHH}"), JsonNames.Of(NoticeKind.ChannelDown), 1, text, brief, Database.Nullable(phones), now), _ => 0);

        Task<IReadOnlyList<T>> Rows<T>(NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> map) => BackgroundDatabase.Rows(connection, transaction, query, map, ct);
    }
}
