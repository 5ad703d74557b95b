using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Tracks;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Certificates;

/// <summary>
/// Draws up what is due (到场证明制作): from the case as it stood at the event, and the positions inside its fence. It waits until the track reaches the event;
/// what comes after that all the same is certified by a supplement.
/// </summary>
public sealed class CertificateClerk(Database database, Ledger ledger, TrackReader tracks, IOptions<ArrivalOptions> arrival, TimeProvider clock)
{
    private const int MostFixes = 60;

    /// <summary>The first fix inside is as old as the dwell when the arrival is noticed, or was under way meanwhile.</summary>
    private static readonly TimeSpan _before = TimeSpan.FromMinutes(2);

    /// <summary>Draws up the next one that is ripe, of one case or of any; false when there is none.</summary>
    public async Task<bool> Next(CaseId? only, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await CertificateDues.Claim(connection, transaction, only, clock.GetUtcNow(), ct) is not { } due) return false;
        var history = await ledger.Read(due.Case.Value, ct: ct);
        var stays = Stay.In(history);
        if (stays.FirstOrDefault(s => s.Version == due.Version) is { } stay) await CertificateChain.Append(connection, transaction, await Draft(due.Case, stay, history, ct));
        else foreach (var left in stays.Where(s => s.LeftAt is not null)) await Supplement(connection, transaction, await Draft(due.Case, left, history, ct));
        await CertificateDues.Done(connection, transaction, due, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Certifies what has come since; nothing when the stay has not been certified yet, then its own certificate will tell it.</summary>
    private static async Task Supplement(NpgsqlConnection connection, NpgsqlTransaction transaction, ArrivalCertificate draft)
    {
        if (await CertificateChain.Newest(connection, transaction, draft.Case, draft.Round) is not { Step: not CertificateStep.Arrival } issued) return;
        if (draft.FixCount <= issued.FixCount && draft.PhotoHashes.All(issued.PhotoHashes.Contains)) return;
        // the positions may be past their keeping by now: what was certified of them stays
        var whole = draft.FixCount < issued.FixCount ? issued with { PhotoHashes = draft.PhotoHashes, IssuedAt = draft.IssuedAt } : draft;
        await CertificateChain.Append(connection, transaction, whole with { Step = CertificateStep.Supplement, Supplements = issued.No });
    }

    private async Task<ArrivalCertificate> Draft(CaseId id, Stay stay, IReadOnlyList<StoredEvent> history, CancellationToken ct)
    {
        var (before, came) = (stay.Before, stay.Came);
        var radius = arrival.Value.RadiusFor(before.County);
        var seen = await Inside(stay.Directive.Squad, before.Point, radius, came.OccurredAt - _before, stay.Until, ct);
        var fence = before.Point is { } scene ? new Fence(scene, radius, arrival.Value.Dwell) : null;
        return new ArrivalCertificate
        {
            County = before.County,
            No = 0,
            Case = id,
            CaseNo = before.No,
            Round = stay.Directive.Round,
            Squad = stay.Directive.Squad,
            Step = stay.LeftAt is null ? CertificateStep.Arrival : CertificateStep.Leaving,
            How = came.How,
            Since = came.OccurredAt,
            LeftAt = stay.LeftAt is null ? null : fence?.Leaving(seen.All) ?? stay.LeftAt,
            Scene = before.Point,
            RadiusM = radius,
            DwellS = seen.Inside is [var first, .., var last] ? (int)(last.At - first.At).TotalSeconds : 0,
            FixCount = seen.Inside.Count,
            BestAccuracyM = seen.Inside.Count == 0 ? null : Math.Round(seen.Inside.Min(f => f.AccuracyM), 1),
            Fixes = [.. Thinned(seen.Inside).Select(f => new CertifiedFix(f.At, f.Point.Lon, f.Point.Lat, Math.Round(f.AccuracyM, 1)))],
            // a photo may reach the server after the step it was taken before
            PhotoHashes = [.. history.Select(e => e.As<CaseEvent>()).OfType<CaseEvent.EvidenceAdded>().Where(e => e.Kind is EvidenceKind.Photo && e.TakenAt <= stay.Until).Select(e => e.Sha256)],
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
