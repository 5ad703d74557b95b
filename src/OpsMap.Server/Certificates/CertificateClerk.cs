using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Tracks;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Certificates;

/// <summary>Draws up what is due (到场证明制作): from the case as it stood at the event, and the positions inside its fence.</summary>
public sealed class CertificateClerk(Database database, Ledger ledger, TrackReader tracks, IOptions<ArrivalOptions> arrival, TimeProvider clock)
{
    private const int MostFixes = 60;
    private const int Tries = 10;

    /// <summary>The first fix inside is as old as the dwell when the arrival is noticed, or was under way meanwhile.</summary>
    private static readonly TimeSpan _before = TimeSpan.FromMinutes(2);

    private const string ClaimSql = """
        select case_id, version from arrival_due where tried < $1 and ($2::uuid is null or case_id = $2) order by tried, at limit 1 for update skip locked
        """;

    /// <summary>Draws up the next one, of one case or of any; false when there is none.</summary>
    public async Task<bool> Next(CaseId? only, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Claim(connection, transaction, only, ct) is not { } due) return false;
        if (await Draft(due.Case, due.Version, ct) is { } draft) await CertificateChain.Append(connection, transaction, draft);
        await using var done = new NpgsqlCommand("delete from arrival_due where case_id = $1 and version = $2", connection, transaction) { Parameters = { new() { Value = due.Case.Value }, new() { Value = due.Version } } };
        await done.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>It will be tried again after the others, and not for ever.</summary>
    public Task PutBack(CancellationToken ct) => database.Execute(Scope.Everything, Database.Sql(
        "update arrival_due set tried = tried + 1 where (case_id, version) = (select case_id, version from arrival_due where tried < $1 order by tried, at limit 1)", Tries), ct);

    private static async Task<(CaseId Case, int Version)?> Claim(NpgsqlConnection connection, NpgsqlTransaction transaction, CaseId? only, CancellationToken ct)
    {
        await using var claim = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.Setting(Scope.Everything), Database.Sql(ClaimSql, Tries, Database.Nullable(only?.Value)) } };
        await using var reader = await claim.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? (new CaseId(reader.GetGuid(0)), reader.GetInt32(1)) : null;
    }

    /// <summary>Nothing for an end that was no end of a stay: a matter handled by telephone, a case closed from the desk.</summary>
    private async Task<ArrivalCertificate?> Draft(CaseId id, int version, CancellationToken ct)
    {
        var stored = await ledger.Read(id.Value, ct: ct);
        var history = stored.Where(e => e.Version <= version).Select(e => e.As<CaseEvent>()).ToList();
        var before = Case.Nothing.Evolve(history.SkipLast(1));
        var came = history.OfType<CaseEvent.ArrivedOnScene>().LastOrDefault();
        if (came is null || before.Directive is not { } directive) return null;
        DateTimeOffset? left = history[^1] switch
        {
            CaseEvent.ArrivedOnScene => null,
            CaseEvent.SceneFinished f when before.Fast is FastStage.OnScene => f.OccurredAt,
            CaseEvent.CaseClosed c when before.Fast is FastStage.OnScene => c.At,
            _ => DateTimeOffset.MinValue,
        };
        if (left == DateTimeOffset.MinValue) return null;

        var radius = arrival.Value.RadiusFor(before.County);
        var stay = await Inside(directive.Squad, before.Point, radius, came.OccurredAt - _before, left ?? history[^1].At, ct);
        var fence = before.Point is { } scene ? new Fence(scene, radius, arrival.Value.Dwell) : null;
        return new ArrivalCertificate
        {
            County = before.County,
            No = 0,
            Case = id,
            CaseNo = before.No,
            Round = directive.Round,
            Squad = directive.Squad,
            Step = left is null ? CertificateStep.Arrival : CertificateStep.Leaving,
            How = came.How,
            Since = came.OccurredAt,
            LeftAt = left is null ? null : fence?.Leaving(stay.All) ?? left,
            Scene = before.Point,
            RadiusM = radius,
            DwellS = stay.Inside is [var first, .., var last] ? (int)(last.At - first.At).TotalSeconds : 0,
            FixCount = stay.Inside.Count,
            BestAccuracyM = stay.Inside.Count == 0 ? null : Math.Round(stay.Inside.Min(f => f.AccuracyM), 1),
            Fixes = [.. Thinned(stay.Inside).Select(f => new CertifiedFix(f.At, f.Point.Lon, f.Point.Lat, Math.Round(f.AccuracyM, 1)))],
            // a photo may reach the server after the step it was taken before
            PhotoHashes = [.. stored.Select(e => e.As<CaseEvent>()).OfType<CaseEvent.EvidenceAdded>().Where(e => e.Kind is EvidenceKind.Photo && e.TakenAt <= (left ?? history[^1].At)).Select(e => e.Sha256)],
            VenueCode = came.VenueCode,
            IssuedAt = new Moment(clock.GetUtcNow()).Now,
            PrevHash = ArrivalCertificate.Origin,
        };
    }

    private async Task<(IReadOnlyList<TrackPoint> All, IReadOnlyList<TrackPoint> Inside)> Inside(SquadId squad, GeoPoint? scene, double radius, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        if (scene is not { } there) return ([], []);
        var home = await tracks.BaseOf(squad, Scope.Everything, ct);
        var all = (await tracks.Judged(squad, home, from, to.AddSeconds(1), ct)).Where(f => f.Doubt is FixDoubt.None).Select(f => f.Stored.Fix).ToList();
        var fence = new Fence(there, radius, TimeSpan.Zero);
        return (all, all.FindAll(f => fence.Holds(f)));
    }

    /// <summary>The first, the last and as many between, evenly.</summary>
    private static IEnumerable<TrackPoint> Thinned(IReadOnlyList<TrackPoint> fixes) => fixes.Count <= MostFixes
        ? fixes
        : Enumerable.Range(0, MostFixes).Select(i => fixes[i * (fixes.Count - 1) / (MostFixes - 1)]);
}
