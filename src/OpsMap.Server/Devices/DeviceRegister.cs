using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Devices;

/// <summary>The phones of the squads' people (执勤手机): one in use for each account, when each was last heard, and when it was silent.</summary>
public sealed class DeviceRegister(Database database, TimeProvider clock)
{
    private static readonly TimeSpan NotedEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    // the row lock puts two first calls after a silence in order, so that it is recorded once and before either is judged
    private const string NoteSql = """
        with was as (select id, county, seen_at, displaced_at from device where id = $1 and account = $2 for update),
             silent as (insert into device_silence (device, county, since, until)
                        select id, county, seen_at, $3 from was where $3 - seen_at > $4 on conflict do nothing),
             seen as (update device d set seen_at = greatest(d.seen_at, $3) from was where d.id = was.id)
        select displaced_at from was
        """;

    private readonly ConcurrentDictionary<Guid, (PersonId Account, long At, DeviceStanding Standing)> _noted = new();

    /// <summary>From now on this is the account's device in use, and another one is told so.</summary>
    /// <exception cref="ProblemException">This id belongs to somebody else, or to another key.</exception>
    public async Task Enter(NewDevice said, byte[] key, Actor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var entry = new AuditEntry(AuditActions.DeviceInUse, by, said.Device.ToString()).With("model", said.Model);
        var entered = Database.Sql("""
            insert into device (id, county, account, squad, key, model, registered_at, seen_at) values ($1, $2, $3, $4, $5, $6, $7, $7)
            on conflict (id) do update set squad = excluded.squad, model = excluded.model, registered_at = excluded.registered_at, displaced_at = null
            where device.account = excluded.account and device.key = excluded.key
            """, said.Device, by.County.Value, by.Id.Value, by.Squad!.Value.Value, key, Database.Nullable(said.Model), now);
        await using var batch = database.Batch(Scope.Everything,
            Database.Sql("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"device {by.Id}"),
            Audit.StatementWhere(entry, "not exists (select from device where id = $7 and (account <> $1 or key <> $8 or displaced_at is null))", said.Device, key),
            Database.Sql($"""
                with gone as (update device set displaced_at = $3
                              where account = $2 and id <> $1 and displaced_at is null and not exists (select from device where id = $1 and (account <> $2 or key <> $4)) returning id)
                select pg_notify('{DisplacedDevice.Channel}', json_build_object('device', id, 'since', $3)::text) from gone
                """, said.Device, by.Id.Value, now, key),
            entered);
        await batch.ExecuteNonQueryAsync(ct);
        if (entered.RecordsAffected == 0) throw new ProblemException(new Problem(StatusCodes.Status409Conflict, Codes.DeviceTaken, "device"));
        foreach (var (id, noted) in _noted)
            if (noted.Account == by.Id) _noted.TryRemove(id, out _);
    }

    /// <summary>The device was heard; null when it is none of this person's. The database learns of it every few seconds at most.</summary>
    public async Task<DeviceStanding?> Heard(Guid device, Actor by, CancellationToken ct)
    {
        if (_noted.TryGetValue(device, out var known) && known.Account == by.Id && clock.GetElapsedTime(known.At) < NotedEvery) return known.Standing;
        var asked = clock.GetTimestamp();
        if (await database.Rows(Scope.Everything, Note(device, by), r => new DeviceStanding(device, At(r, 0)), ct) is not [var standing]) return null;
        _noted[device] = (by.Id, asked, standing);
        return standing;
    }

    /// <summary>Verifies a signature, after noting that the device was heard: a silence that ends with this very call counts.</summary>
    /// <exception cref="ProblemException">Not signed by a device of this person, or not by the one in use.</exception>
    public async Task<DeviceProof> Prove(StepSignature signature, string said, DateTimeOffset? occurredAt, Actor by, CancellationToken ct)
    {
        await using var batch = database.Batch(Scope.Everything, Note(signature.Id, by), Database.Sql("""
            select key, displaced_at, exists (select from device_silence where device = $1 and $3::timestamptz between since - $4 and until + $4)
            from   device where id = $1 and account = $2
            """, signature.Id, by.Id.Value, Database.Nullable(occurredAt?.ToUniversalTime()), Silence));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.NextResultAsync(ct);
        if (!await reader.ReadAsync(ct) || !DeviceKey.Verifies((byte[])reader[0], said, signature.Signature)) throw new ProblemException(new Problem(StatusCodes.Status403Forbidden, Codes.BadSignature));
        if (At(reader, 1) is { } since) throw new ProblemException(AnotherDevice(since));
        return new DeviceProof(signature.Id, signature.Seq, said, DeviceKey.Decoded(signature.Signature)!, reader.GetBoolean(2));
    }

    /// <summary>Whether this device of the person's was silent at that instant; what it does not sign proves no more than that.</summary>
    public async Task<bool> WasSilent(Guid device, DateTimeOffset at, Actor by, CancellationToken ct)
    {
        await using var batch = database.Batch(Scope.Everything, Note(device, by), Database.Sql("""
            select exists (select from device_silence s join device d on d.id = s.device where s.device = $1 and d.account = $2 and $3 between s.since - $4 and s.until + $4)
            """, device, by.Id.Value, at.ToUniversalTime(), Silence));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) && reader.GetBoolean(0);
    }

    public static Problem AnotherDevice(DateTimeOffset since) => new(StatusCodes.Status409Conflict, Codes.AnotherDevice, Facts: Facts.Of("since", since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));

    private NpgsqlBatchCommand Note(Guid device, Actor by) => Database.Sql(NoteSql, device, by.Id.Value, clock.GetUtcNow(), Silence);

    private static DateTimeOffset? At(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
