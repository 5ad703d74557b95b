using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>The channels (通知渠道登记): what was entered can be replaced, tried and turned off, and never read again.</summary>
public sealed class ChannelRegister(Database database, RegisterBook book, ChannelSecrets secrets, TimeProvider clock)
{
    private const string ListSql = """
        select id, kind, name, county, host, sealed, per_minute, enabled, case when paused_until > $1 then paused_until end, version, complainants,
               (select count(*) from notice n where n.channel = c.id and n.state = 'waiting')
        from   notify_channel c order by county, kind, name
        """;

    public Task<IReadOnlyList<ChannelCard>> List(Actor reader, CancellationToken ct) => database.Rows(Scope.Of(reader), Database.Sql(ListSql, clock.GetUtcNow()), r =>
    {
        var settings = secrets.Open((byte[])r[5]);
        return new ChannelCard(r.GetGuid(0), Enum.Parse<ChannelKind>(r.GetString(1), ignoreCase: true), r.GetString(2), new CountyCode(r.GetString(3)), r.GetString(4), settings.Secret is not null,
            [.. settings.Phones.Select(Masking.Phone)], r.GetInt32(6), r.GetBoolean(7), r.GetBoolean(10), r[8] as DateTime?, r.GetInt64(11), r.GetInt32(9));
    }, ct);

    /// <summary>The channels that have given something up today and taken nothing since.</summary>
    public Task<IReadOnlyList<ChannelDown>> Down(Actor reader, CancellationToken ct) => database.Rows(Scope.Of(reader), Database.Sql("""
        select c.id, c.name, c.kind, count(*), min(n.due_at) from notify_channel c join notice n on n.channel = c.id
        where  c.enabled and n.state = 'failed' and n.due_at > $1
          and  n.due_at > coalesce((select max(d.at) from notify_delivery d where d.channel = c.id and d.ok), '-infinity')
        group  by c.id order by c.name
        """, clock.GetUtcNow().AddDays(-1)), r => new ChannelDown(r.GetGuid(0), r.GetString(1), Enum.Parse<ChannelKind>(r.GetString(2), ignoreCase: true), r.GetInt64(3), r.GetFieldValue<DateTimeOffset>(4)), ct);

    public Task<IResult> Put(Guid id, ChannelRequest request, Actor by) => book.Write(request.CommandId, id, request, by, async _ =>
    {
        var said = request.Channel;
        if (said.Check() is { } no) throw RegisterBook.Refuse(no);
        if (said.Url is { } asked && ChannelSaid.AddressOf(asked) is null) throw new ProblemException(Problem.BadInput(Codes.AddressNotAllowed, "channel.url"));
        if (!by.MaySee(said.County)) throw RegisterBook.Refuse(new Refusal(Refusals.OtherCounty, "channel.county"));
        var found = await database.Rows(Scope.Of(by), Database.Sql("select sealed, version, kind from notify_channel where id = $1", id), r => (Settings: secrets.Open((byte[])r[0]), Version: r.GetInt32(1), Kind: r.GetString(2)));
        var before = found is [var row] ? row : default;
        RegisterBook.Fence(request.Version, before.Version);
        if (before.Kind is { } kind && kind != JsonNames.Of(said.Kind)) throw RegisterBook.Refuse(new Refusal(Refusals.OutOfRange, "channel.kind"));
        var url = said.Url is { } typed ? ChannelSaid.AddressOf(typed) : before.Settings?.Url;
        if (url is null) throw RegisterBook.Refuse(new Refusal(Refusals.Required, "channel.url"));
        // a secret goes with its address: a new address does not get the old one's
        var secret = said.Secret is { } told ? (told.Length == 0 ? null : told) : said.Url is null ? before.Settings?.Secret : null;
        var settings = new ChannelSettings(url, said.Phones ?? before.Settings?.Phones ?? [], secret);
        var version = before.Version + 1;
        return new Entry(said.County, version, "channel-changed", new { said.Kind, said.Name, said.PerMinute, said.Enabled, said.Complainants, url.Host }, Entry.AnswerOf(id, version), Database.Sql("""
            insert into notify_channel (id, county, kind, name, sealed, host, per_minute, enabled, version, complainants) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (id) do update set
                county = excluded.county, name = excluded.name, sealed = excluded.sealed, host = excluded.host, per_minute = excluded.per_minute, enabled = excluded.enabled,
                paused_until = null, version = excluded.version, complainants = excluded.complainants
            """, id, said.County.Value, JsonNames.Of(said.Kind), said.Name.Trim(), secrets.Seal(settings), url.Host, said.PerMinute, said.Enabled, version, said.Complainants));
    });

    /// <summary>The newest first, with the text as it went out: it names nobody.</summary>
    public Task<IReadOnlyList<DeliveryCard>> Deliveries(Actor reader, Guid? channel, long? before, int limit, CancellationToken ct) => database.Rows(Scope.Of(reader), Database.Sql("""
        select d.id, d.channel, c.name, c.kind, d.at, d.what, d.notices, d.text, d.ok, d.result, d.ms
        from   notify_delivery d join notify_channel c on c.id = d.channel
        where  ($1::uuid is null or d.channel = $1) and d.id < coalesce($2, 9223372036854775807)
        order  by d.id desc limit $3
        """, Database.Nullable(channel), new Npgsql.NpgsqlParameter { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint }, limit), r => new DeliveryCard(
            r.GetInt64(0), r.GetGuid(1), r.GetString(2), Enum.Parse<ChannelKind>(r.GetString(3), ignoreCase: true), r.GetFieldValue<DateTimeOffset>(4), r.GetString(5), r.GetInt32(6), r.GetString(7),
            r[8] as bool?, r[9] as string, r[10] as int?), ct);
}

/// <summary>A channel as it is to be, and the version the person was looking at.</summary>
public sealed record ChannelRequest(CommandId CommandId, ChannelSaid Channel, int? Version = null);

/// <summary>A channel that does not work (渠道失效): how many notices it has given up, and since when.</summary>
public sealed record ChannelDown(Guid Id, string Name, ChannelKind Kind, long Failed, DateTimeOffset Since);

/// <summary>A message that left, or tried to (发送记录); without a result while it is on its way.</summary>
public sealed record DeliveryCard(
    long Id, Guid Channel, string Name, ChannelKind Kind, DateTimeOffset At, string What, int Notices, string Text, bool? Ok, string? Result, int? Ms);
