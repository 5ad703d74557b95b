using Npgsql;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>
/// What waits to be sent (待发通知). A node takes messages out for two minutes; the delivery rows it writes with that are the channel's spent tokens,
/// counted under the channel's lock, so that all nodes together stay within its limit. What a node could not finish is sent by the next.
/// </summary>
public sealed class Outbox(BackgroundDatabase database, ChannelSecrets secrets, TimeProvider clock)
{
    private const int Most = 1000;
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan[] _again = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10)];

    private const string DueSql = """
        select distinct n.channel from notice n join notify_channel c on c.id = n.channel
        where  n.state = 'waiting' and n.due_at <= $1 and (n.claimed_until is null or n.claimed_until <= $1)
        """;

    private const string ChannelSql = $"""
        select {ChannelSecrets.Columns}, enabled and (paused_until is null or paused_until <= $2),
               (select count(*) from notify_delivery d where d.channel = notify_channel.id and d.at > $2 - $3), enabled
        from   notify_channel where id = $1 for update skip locked
        """;

    // acknowledged, answered, recalled or given to another squad since: nobody is to be rung for it
    private const string VoidSql = """
        update notice n set state = 'void'
        where  n.channel = $1 and n.state = 'waiting' and n.due_at <= $2 and n.case_id is not null
          and  not exists (
            select from case_view v
            where  v.id = n.case_id and v.card ->> 'directiveNo' = n.directive
              and  case n.standing
                     when 'unacknowledged' then v.fast = 'directiveIssued'
                     when 'unanswered' then jsonb_path_exists(v.card, '$.clocks[*] ? (@.kind == "C2" && !exists(@.stopped) && !exists(@.cancelled))')
                     when 'notArrived' then jsonb_path_exists(v.card, '$.clocks[*] ? (@.kind == "C3" && !exists(@.stopped) && !exists(@.cancelled))')
                   end)
        """;

    private const string OffSql = "update notice set state = 'void' where channel = $1 and state = 'waiting'";

    private const string TextsOffSql = "update notice set state = 'void' where channel = $1 and state = 'waiting' and complainant is not null";

    private const string WaitingSql = """
        select id, urgency, text, brief, phone, tries, complainant from notice
        where  channel = $1 and state = 'waiting' and due_at <= $2 and (claimed_until is null or claimed_until <= $2)
        order  by urgency, id limit $3
        """;

    private const string SpendSql = "insert into notify_delivery (channel, county, at, what, notices, text) values ($1, $2, $3, $4, $5, $6) returning id";

    private const string ClaimSql = "update notice set claimed_until = $2, delivery = $3 where id = any($1)";

    /// <summary>The channels that have something to say.</summary>
    public async Task<IReadOnlyList<Guid>> Due(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await BackgroundDatabase.Rows(connection, transaction: null, Database.Sql(DueSql, clock.GetUtcNow()), r => r.GetGuid(0), ct);
    }

    /// <summary>Takes out what this channel may say now; nothing when another node is at it, or its minute is spent.</summary>
    public async Task<(Channel? Channel, IReadOnlyList<Taken> Messages)> Take(Guid id, INotifier[] notifiers, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Task<IReadOnlyList<T>> Rows<T>(NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> map) => BackgroundDatabase.Rows(connection, transaction, query, map, ct);

        var found = await Rows(Database.Sql(ChannelSql, id, now, _minute), r => (Channel: secrets.Open(r), Open: r.GetBoolean(6), Spent: (int)r.GetInt64(7), On: r.GetBoolean(8)));
        if (found is not [var (channel, open, spent, on)]) return (null, []);
        await Rows(on ? Database.Sql(VoidSql, id, now) : Database.Sql(OffSql, id), _ => 0);
        if (!channel.Complainants) await Rows(Database.Sql(TextsOffSql, id), _ => 0);
        var taken = new List<Taken>();
        if (open && channel.PerMinute > spent)
        {
            var waiting = await Rows(Database.Sql(WaitingSql, id, now, Most), r => new Waiting(r.GetInt64(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r[4] as string, r.GetInt32(5), r[6] as Guid?));
            foreach (var planned in Digest.Plan(waiting, channel.PerMinute - spent, notifiers.Single(n => n.Kind == channel.Kind).MostBytes))
            {
                var delivery = (await Rows(Database.Sql(SpendSql, id, channel.County.Value, now, What(planned), planned.Notices.Count, planned.Text), r => r.GetInt64(0)))[0];
                await Rows(Database.Sql(ClaimSql, planned.Notices.Select(n => n.Id).ToArray(), now + _lease, delivery), _ => 0);
                taken.Add(new Taken(new Message(delivery, planned.Text, planned.Digest, Mentions(channel, planned)), [.. planned.Notices.Select(n => n.Id)], planned.Notices.Max(n => n.Tries), planned.Complainant));
            }
        }
        await transaction.CommitAsync(ct);
        return (channel, taken);
    }

    /// <summary>One token for a message that is no notice; null when the minute is spent.</summary>
    public async Task<(Channel Channel, long Delivery)?> Spend(Guid id, string text, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var found = await BackgroundDatabase.Rows(connection, transaction, Database.Sql(ChannelSql, id, now, _minute), r => (Channel: secrets.Open(r), Spent: (int)r.GetInt64(7)), ct);
        if (found is not [var (channel, spent)] || spent >= channel.PerMinute) return null;
        var delivery = (await BackgroundDatabase.Rows(connection, transaction, Database.Sql(SpendSql, id, channel.County.Value, now, "test", 0, text), r => r.GetInt64(0), ct))[0];
        await transaction.CommitAsync(ct);
        return (channel, delivery);
    }

    /// <summary>Writes down what came of a message; what was not taken is tried again later and later, and at last given up and left to the next channel.</summary>
    public async Task Settle(Guid channel, Taken taken, Outcome outcome, int ms, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // a complainant is rather not told than told twice
        var over = taken.Tries >= _again.Length || (taken.Complainant is not null && !outcome.SurelyNot);
        var (state, due) = outcome.Ok ? ("sent", now) : over ? ("failed", now) : ("waiting", now + _again[taken.Tries]);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.Setting(Scope.Everything) } };
        batch.BatchCommands.Add(Database.Sql("update notify_delivery set ok = $2, result = $3, ms = $4 where id = $1", taken.Message.Id, outcome.Ok, outcome.Result, ms));
        batch.BatchCommands.Add(Database.Sql("update notice set state = $2, due_at = $3, claimed_until = null, tries = tries + 1 where id = any($1) and delivery = $4", taken.Notices.ToArray(), state, due, taken.Message.Id));
        if (outcome.TooMuch) batch.BatchCommands.Add(Database.Sql("update notify_channel set paused_until = $2 where id = $1", channel, now + _pause));
        await batch.ExecuteNonQueryAsync(ct);
        if (state == "failed") await NextChannel.Tell(connection, transaction, secrets, channel, taken.Notices, outcome.Result, now, ct);
        await transaction.CommitAsync(ct);
    }

    private static string What(Planned planned) => planned.Complainant is not null ? "complainant" : planned.Digest ? "digest" : "notice";

    // a robot calls the people of the office by their mobiles; a gateway rings the numbers of the notice
    private static IReadOnlyList<string> Mentions(Channel channel, Planned planned) => !channel.IsRobot ? planned.Phones
        : [.. planned.Phones.Where(p => p.Length == 11 && p[0] == '1').Distinct(StringComparer.Ordinal)];
}

/// <summary>A message that this node has taken out, with the notices it tells; for a complainant it is still without a number.</summary>
public sealed record Taken(Message Message, IReadOnlyList<long> Notices, int Tries, Guid? Complainant = null);
