using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>The test button (测试发送): one message to the channel's own phones, also while it is off, and what came of it.</summary>
public sealed class ChannelTest(Database database, Outbox outbox, Courier courier, Audit audit, IEnumerable<INotifier> notifiers)
{
    public async Task<TestResult> Run(Guid id, Actor by, CancellationToken ct)
    {
        if ((await database.Rows(Scope.Of(by), Database.Sql("select 1 from notify_channel where id = $1", id), r => r.GetInt32(0), ct)).Count == 0) throw RegisterBook.NotFound();
        if (await outbox.Spend(id, NoticeWords.Test, ct) is not var (channel, delivery))
            throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, Codes.ChannelBusy, RetryAfter: TimeSpan.FromMinutes(1)));
        await audit.Record(new AuditEntry(AuditActions.ChannelTested, by, id.ToString()), ct);
        var taken = new Taken(new Message(delivery, NoticeWords.Test, Digest: false, channel.IsRobot ? [] : channel.Settings.Phones), [], 0);
        var nobody = !channel.IsRobot && channel.Settings.Phones.Count == 0;
        var (outcome, ms) = nobody ? (new Outcome(false, "no-phone"), 0) : await courier.Send(channel, notifiers.Single(n => n.Kind == channel.Kind), taken.Message, ct);
        await outbox.Settle(id, taken, outcome, ms, ct);
        return new TestResult(outcome.Ok, outcome.Result, ms);
    }
}

/// <summary>What came of a test message.</summary>
public sealed record TestResult(bool Ok, string Result, int Ms);
