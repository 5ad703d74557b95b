using Microsoft.AspNetCore.DataProtection;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Evidence;

/// <summary>Takes in photos and signatures (证据上传) and gives them out again: cleaned, encrypted, counted, and nobody looks without a line in the audit.</summary>
public sealed class EvidenceDesk(Database database, Ledger ledger, IGrainFactory grains, DeviceRegister devices, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    private const int MostOfADay = 200;

    /// <summary>Unpacking costs a core and up to 160 MB: two people at a time, the others wait.</summary>
    private readonly SemaphoreSlim _benches = new(2);

    private readonly IDataProtector _secret = protection.CreateProtector("evidence.image.v1");

    internal async Task<EvidenceReceipt> Take(CaseId id, EvidenceUpload upload, EvidenceSender from, Actor by, CancellationToken ct)
    {
        var command = new CommandId(upload.Id.Value);
        var content = Answers.HashOf(new { upload.Kind, upload.TakenAt, upload.Hash }, id.Value, by);
        if (await ledger.AnswerTo(command, ct) is { } past)
        {
            return past.ContentHash.AsSpan().SequenceEqual(content)
                ? await Receipt(upload.Id, ct)
                : throw new ProblemException(Problem.Of(new Refusal(Codes.CommandIdReused, Field: "id")));
        }
        var alone = await Budgeted(by, ct);
        var picture = await Cleaned(upload.Path, ct);
        var silent = from.Device is { } device && await devices.WasSilent(device, upload.TakenAt, by, ct);
        var answer = await grains.Case(id).Handle(new CaseEnvelope
        {
            Id = command,
            Command = new CaseCommand.AddEvidence(upload.Id, upload.Kind, picture.Sha256, upload.TakenAt, alone ? true : null, silent),
            By = by,
            Device = from.Proof,
            ContentHash = content,
            Picture = new SealedPicture(upload.Id, upload.Kind, picture.Sha256, picture.Width, picture.Height, picture.Jpeg.Length, _secret.Protect(picture.Jpeg)),
        });
        return answer.Refusal is { } no ? throw new ProblemException(Problem.Of(no)) : await Receipt(upload.Id, ct);
    }

    /// <summary>The picture, after the look has been written down; nothing when it is not this reader's to see. A squad sees what belongs to a job it has.</summary>
    public async Task<byte[]?> Show(CaseId id, EvidenceId evidence, Actor reader, CancellationToken ct)
    {
        var squad = reader.Role is Role.SquadMember or Role.SquadLeader ? reader.Squad : null;
        var found = await database.Rows(squad is null ? Scope.Of(reader) : Scope.Everything, Database.Sql("""
            select e.image from evidence e join case_view c on c.id = e.case_id
            where  e.id = $1 and e.case_id = $2 and ($3::text is null or c.card ->> 'squad' = $3)
            """, evidence.Value, id.Value, Database.Nullable(squad?.ToString())), r => (byte[])r[0], ct);
        if (found is not [var image]) return null;
        await database.Execute(Scope.Everything, Audit.Statement(new AuditEntry(AuditActions.EvidenceSeen, reader, id.ToString()).With("evidence", evidence.ToString())), ct);
        return _secret.Unprotect(image);
    }

    public void Dispose() => _benches.Dispose();

    private async Task<Picture> Cleaned(string path, CancellationToken ct)
    {
        await _benches.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Picture.Of(path), ct);
        }
        finally
        {
            _benches.Release();
        }
    }

    /// <summary>Whether the crew is a single officer; refuses who has sent more today than anybody's work can be.</summary>
    private async Task<bool> Budgeted(Actor by, CancellationToken ct)
    {
        var since = CityTime.StartOf(CityTime.DayOf(clock.GetUtcNow())).ToUniversalTime();
        var (sent, crew) = (await database.Rows(Scope.Everything, Database.Sql("""
            select (select count(*) from evidence where person = $1 and at >= $2), (select crew from squad_view where id = $3)
            """, by.Id.Value, since, Database.Nullable(by.Squad?.Value)), r => (r.GetInt64(0), r[1] as int?), ct))[0];
        return sent < MostOfADay
            ? crew == 1
            : throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, Codes.EvidenceBudgetSpent, Facts: Facts.Of("limit", MostOfADay)));
    }

    private async Task<EvidenceReceipt> Receipt(EvidenceId id, CancellationToken ct) => (await database.Rows(Scope.Everything,
        Database.Sql("select kind, sha256, width, height, bytes, taken_at from evidence where id = $1", id.Value),
        r => new EvidenceReceipt(id, r.GetString(0), Convert.ToHexStringLower((byte[])r[1]), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetFieldValue<DateTimeOffset>(5)), ct))[0];
}

/// <summary>From which phone a picture comes, and whether it has signed it.</summary>
internal sealed record EvidenceSender(Guid? Device, DeviceProof? Proof);

/// <summary>What was stored of an upload (上传回执).</summary>
public sealed record EvidenceReceipt(EvidenceId Id, string Kind, string Sha256, int Width, int Height, int Bytes, DateTimeOffset TakenAt);
