using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>The deadline that guards the deadlines (哨兵时限): fired each minute by whichever node looks first, and armed again.</summary>
public sealed class Canary(BackgroundDatabase database, TimeProvider clock)
{
    private const string Sql = """
        update canary set fired_at = $1, due_at = $1 + interval '1 minute' where id = 1 and due_at <= $1
        """;

    /// <summary>When it was last fired, by whichever node.</summary>
    public async Task<DateTimeOffset?> Look(CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Sql(Sql, clock.GetUtcNow()));
        batch.BatchCommands.Add(Database.Sql("select fired_at from canary where id = 1"));
        return await batch.ExecuteScalarAsync(ct) is DateTime fired ? new DateTimeOffset(fired, TimeSpan.Zero) : null;
    }
}
