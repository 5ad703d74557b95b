using OpsMap.Domain;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>
/// The moment a text leaves for a complainant (告知消费者). First it is marked as leaving, so that it never leaves again, whatever becomes of this node;
/// only then the number is read from the vault, for this one call.
/// </summary>
public sealed class ComplainantPost(BackgroundDatabase database, ComplainantVault vault)
{
    private const string NoMobile = "no-mobile";

    // nobody else has it, and nobody will
    private const string LeaveSql = "update notice set state = 'sending' where id = any($1) and delivery = $2 and state = 'waiting' returning id";

    private const string StaySql = "update notice set state = 'void' where id = any($1) and delivery = $2";

    private const string UnsentSql = "update notify_delivery set result = $2 where id = $1";

    /// <summary>The message with whom it goes to; nothing when it is not to be sent any more, or to no number that takes texts.</summary>
    public async Task<Message?> Address(Guid channel, Taken taken, CancellationToken ct)
    {
        if (taken.Complainant is not { } @case) return taken.Message;
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var leaving = await connection.BeginTransactionAsync(ct);
        var left = await BackgroundDatabase.Rows(connection, leaving, Database.Sql(LeaveSql, taken.Notices.ToArray(), taken.Message.Id), r => r.GetInt64(0), ct);
        await leaving.CommitAsync(ct);
        if (left.Count == 0) return null;
        if (await vault.ForText(new CaseId(@case), channel, ct) is { } mobile) return taken.Message with { Phones = [mobile] };
        await using var staying = await connection.BeginTransactionAsync(ct);
        await BackgroundDatabase.Rows(connection, staying, Database.Sql(StaySql, taken.Notices.ToArray(), taken.Message.Id), r => 0, ct);
        await BackgroundDatabase.Rows(connection, staying, Database.Sql(UnsentSql, taken.Message.Id, NoMobile), r => 0, ct);
        await staying.CommitAsync(ct);
        return null;
    }
}
