using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>
/// Reads the feed from where it was left and writes what each channel is to be told (通知来源). Place and notices move in one transaction,
/// by one node at a time: nothing is read past, and nothing is written twice.
/// </summary>
public sealed class NoticeReader(BackgroundDatabase database, ChannelSecrets secrets, ComplainantNews complainants, TimeProvider clock)
{
    private const int AtOnce = 500;

    // whoever holds the row reads; the others have nothing to do
    private const string LockSql = "select pg_try_advisory_xact_lock(hashtextextended('notices', 0))";

    // a county never read before starts at its head: what happened before there were notices rings no bells
    private const string BeginSql = "insert into notify_cursor (county, seq) select county, seq from feed_head on conflict (county) do nothing";

    // read first and once: everything up to a head is committed when the head can be seen
    private const string SpanSql = """
        select c.county, c.seq, case when $1 then least(h.seq, c.seq + $2) else h.seq end, h.seq > c.seq + $2
        from   notify_cursor c join feed_head h using (county)
        where  h.seq <> c.seq
        """;

    private const string NewSql = """
        select f.county, f.seq, f.kind, f.body::text
        from   unnest($1::text[], $2::bigint[], $3::bigint[]) as span (county, after, upto)
        join   feed f on f.county = span.county and f.seq > span.after and f.seq <= span.upto
        where  f.kind = any($4)
        order  by f.county, f.seq
        """;

    private const string MoveSql = "update notify_cursor c set seq = span.upto from unnest($1::text[], $2::bigint[]) as span (county, upto) where c.county = span.county";

    private const string CardsSql = """
        select id, card::text from case_view where id = any($1)
        union all
        select id, card::text from squad_view where id = any($1)
        """;

    private const string InsertSql = """
        insert into notice (channel, county, key, kind, urgency, text, brief, phone, standing, case_id, directive, complainant, created_at, due_at)
        select r.channel, r.county, r.key, r.kind, r.urgency, r.text, r.brief, r.phone, r.standing, r."caseId", r.directive, r.complainant, $2, $2 + make_interval(secs => r.after)
        from   jsonb_to_recordset($1) as r (channel uuid, county text, key text, kind text, urgency int, text text, brief text, phone text, standing text, "caseId" uuid, directive text, complainant uuid, after double precision)
        on conflict do nothing
        """;

    private static readonly string[] _kinds = [FeedKind.Case, FeedKind.Squad, FeedKind.Clock, FeedKind.Incident];

    /// <summary>One portion; true when there may be more.</summary>
    public async Task<bool> Read(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var mine = await BackgroundDatabase.Rows(connection, transaction, Database.Sql(LockSql), r => r.GetBoolean(0), ct);
        if (mine is not [true]) return false;
        await BackgroundDatabase.Rows(connection, transaction, Database.Sql(BeginSql), _ => 0, ct);
        var channels = (await BackgroundDatabase.Rows(connection, transaction, Database.Sql($"select {ChannelSecrets.Columns} from notify_channel where enabled order by id"), secrets.Open, ct)).ToArray();
        // with nobody to tell the place just keeps up
        var spans = await BackgroundDatabase.Rows(connection, transaction, Database.Sql(SpanSql, channels.Length > 0, (long)AtOnce), r => (County: r.GetString(0), After: r.GetInt64(1), UpTo: r.GetInt64(2), More: r.GetBoolean(3)), ct);
        if (spans.Count == 0)
        {
            // where a county begins is worth keeping, also when nothing has happened since
            await transaction.CommitAsync(ct);
            return false;
        }
        var (counties, upTo) = (spans.Select(s => s.County).ToArray(), spans.Select(s => s.UpTo).ToArray());
        var rows = channels.Length == 0 ? [] : await BackgroundDatabase.Rows(connection, transaction, Database.Sql(NewSql, counties, spans.Select(s => s.After).ToArray(), upTo, _kinds),
            r => new FeedRow(new CountyCode(r.GetString(0)), r.GetInt64(1), r.GetString(2), r.GetString(3)), ct);
        var notices = await Notices(connection, transaction, rows, ct);
        object[] told = [.. from channel in channels from n in notices where Concerns(channel, n) select Line(channel, n.Notice),
            .. channels.Any(c => c.Complainants) ? from text in await complainants.Of(connection, transaction, rows, ct) let channel = TextsOf(channels, text.County) where channel is not null select Line(channel, text) : []];
        if (told.Length > 0) await BackgroundDatabase.Rows(connection, transaction, Database.Sql(InsertSql, Database.Json(JsonSerializer.Serialize(told, Wire.Options)), clock.GetUtcNow()), _ => 0, ct);
        await BackgroundDatabase.Rows(connection, transaction, Database.Sql(MoveSql, counties, upTo), _ => 0, ct);
        await transaction.CommitAsync(ct);
        return channels.Length > 0 && spans.Any(s => s.More);
    }

    private static bool Concerns(Channel channel, (CountyCode Feed, Notice Notice) n) =>
        (channel.County.IsCity || channel.County == n.Feed) && n.Notice.Goes(channel.Kind) && (channel.IsRobot || n.Notice.Phones(channel).Count > 0);

    /// <summary>A complainant is told once: by the county's own gateway, or else by the city's.</summary>
    private static Channel? TextsOf(Channel[] channels, CountyCode county) =>
        Array.Find(channels, c => c.Complainants && c.County == county) ?? Array.Find(channels, c => c.Complainants && c.County.IsCity);

    private static object Line(Channel channel, Notice n) => new
    {
        Channel = channel.Id,
        County = channel.County.Value,
        n.Key,
        Kind = JsonNames.Of(n.Kind),
        n.Urgency,
        n.Text,
        n.Brief,
        Phone = string.Join(',', n.Phones(channel)) is { Length: > 0 } phones ? phones : null,
        Standing = n.OnlyWhile is { } premise ? JsonNames.Of(premise.Standing) : null,
        CaseId = n.OnlyWhile?.Case,
        n.OnlyWhile?.Directive,
        n.Complainant,
        After = n.After.TotalSeconds,
    };

    /// <summary>What the rows tell. Drills ring no bell (演练不外呼).</summary>
    private static async Task<List<(CountyCode Feed, Notice Notice)>> Notices(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedRow> rows, CancellationToken ct)
    {
        var bodies = rows.Select(r => (r.County, r.Kind, Body: JsonElement.Parse(r.Body))).ToArray();
        var cards = await Cards(connection, transaction, bodies.SelectMany(b => Named(b.Kind, b.Body)), ct);
        // a clock's case was not known before: its squad is looked up after it
        foreach (var (id, card) in await Cards(connection, transaction, cards.Values.SelectMany(c => IdIn(c, "squad")), ct)) cards[id] = card;
        var notices = new List<(CountyCode Feed, Notice Notice)>();
        foreach (var (county, kind, body) in bodies) notices.AddRange(Of(kind, body, cards).Select(n => (county, n)));
        return notices;
    }

    private static IEnumerable<Notice> Of(string kind, JsonElement body, Dictionary<Guid, JsonElement> cards)
    {
        switch (kind)
        {
            case FeedKind.Case when !IsDrill(body) && NoticeWords.Text(body, "fast") == "directiveIssued" && NoticeWords.Text(body, "directiveNo").Length > 0 && SquadOf(body, cards) is { } squad:
                return [NoticeWords.Directive(body, squad)];
            case FeedKind.Clock when Card(body, "caseId", cards) is { } card && !IsDrill(card):
                return ClockWords.Of(body, card, SquadOf(card, cards));
            case FeedKind.Squad when body.TryGetProperty("sos", out var sos) && sos.ValueKind is JsonValueKind.Object:
                return [NoticeWords.Sos(body, NoticeWords.Text(sos, "at"))];
            case FeedKind.Incident when !IsDrill(body) && body.TryGetProperty("open", out var open) && open.ValueKind is JsonValueKind.True:
                return [NoticeWords.Incident(body)];
            default:
                return [];
        }
    }

    private static IEnumerable<Guid> Named(string kind, JsonElement body) => kind switch
    {
        FeedKind.Case => IdIn(body, "squad"),
        FeedKind.Clock => IdIn(body, "caseId"),
        _ => [],
    };

    private static SquadKnown? SquadOf(JsonElement card, Dictionary<Guid, JsonElement> cards) =>
        Card(card, "squad", cards) is { } squad ? new SquadKnown(NoticeWords.Text(squad, "code"), NoticeWords.Text(squad, "dutyPhone") is { Length: > 0 } phone ? phone : null) : null;

    private static JsonElement? Card(JsonElement of, string member, Dictionary<Guid, JsonElement> cards) =>
        IdIn(of, member).FirstOrDefault() is var id && cards.TryGetValue(id, out var card) ? card : null;

    private static IEnumerable<Guid> IdIn(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String && value.TryGetGuid(out var id) ? [id] : [];

    private static bool IsDrill(JsonElement card) => card.TryGetProperty("drill", out var drill) && drill.ValueKind is JsonValueKind.True;

    private static async Task<Dictionary<Guid, JsonElement>> Cards(NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToArray();
        if (wanted.Length == 0) return [];
        return (await BackgroundDatabase.Rows(connection, transaction, Database.Sql(CardsSql, (object)wanted), r => (Id: r.GetGuid(0), Card: JsonElement.Parse(r.GetString(1))), ct)).ToDictionary(c => c.Id, c => c.Card);
    }
}
