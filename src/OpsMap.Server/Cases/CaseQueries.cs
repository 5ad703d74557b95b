using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Cases;

/// <summary>Reads of cases (工单查询), each under the reader's own county.</summary>
public sealed class CaseQueries(Database database, Ledger ledger, TrackReader tracks, TimeProvider clock)
{
    private const string ListSql = """
        select card::text
        from   case_view
        where  ($1::boolean is null or open = $1)
        and    ($2::text is null or search ilike '%' || $2 || '%')
        and    ($3::timestamptz is null or received_at < $3)
        order  by received_at desc
        limit  $4
        """;

    /// <summary>Newest first; <paramref name="before"/> continues where the last page ended.</summary>
    public async Task<string> List(Actor reader, bool? open, string? q, DateTimeOffset? before, int limit, CancellationToken ct)
    {
        var cards = await database.Rows(Scope.Of(reader).LookingOn, Database.Sql(ListSql,
            Database.Nullable(open), Database.Nullable(Likes.Escaped(q)), Database.Nullable(before?.ToUniversalTime()), limit), r => r.GetString(0), ct);
        return $$"""{"items":[{{string.Join(',', cards)}}]}""";
    }

    /// <summary>The case as its history tells it, or nothing when this reader may not know of it.</summary>
    public async Task<CaseDetail?> Detail(CaseId id, Actor reader, CancellationToken ct)
    {
        // a case that was moved to another county took its history with it
        if (!await Knows(id, reader, Scope.Of(reader).LookingOn, ct)) return null;
        var history = await ledger.Read(id.Value, ct: ct);
        var state = history.Aggregate(Case.Nothing, (c, e) => c.Evolve(e.As<CaseEvent>()));
        if (!state.Exists || (reader.Squad is { } squad && reader.Role is not Role.System && state.Directive?.Squad != squad)) return null;
        var moment = new Moment(clock.GetUtcNow());
        var ledgerOfClocks = ClockLedger.Of(history.Select(e => e.As<CaseEvent>()), moment.Now);
        return new CaseDetail(
            CaseCard.Of(state, history[^1].Version), state.Registration.Facts, state.Registration, state.Directive, state.HandlingUnit,
            await Timeline(history, ct), CaseDecider.Allowed(state, reader, moment))
        {
            Cards = state.Cards,
            Ledger = ledgerOfClocks,
            Proposal = state.Proposal,
            MaterialsAsked = state.MaterialsAsked,
            PreSettlement = state.PreSettlement,
            Dispute = state.Dispute,
            Unreached = state.Unreached,
            Endings = state.Endings,
            Evidence = [.. history.Where(e => e.Type == EvidenceItem.Event).Select(e => EvidenceItem.Of(e.As<CaseEvent.EvidenceAdded>(), e.Actor.Name))],
        };
    }

    /// <summary>Where a squad did what it did is asked of its track, so that it is known as long as the track is kept and no longer.</summary>
    private async Task<IReadOnlyList<CaseStep>> Timeline(IReadOnlyList<StoredEvent> history, CancellationToken ct)
    {
        var field = history.Where(e => e.Actor.Squad is not null).ToList();
        var places = await tracks.PlacesAt([.. field.Select(e => (e.Actor.Squad!.Value, e.OccurredAt ?? e.At))], ct);
        var found = field.Zip(places).ToDictionary(p => p.First.Version, p => p.Second);
        return [.. history.Select(e => CaseStep.Of(e, found.GetValueOrDefault(e.Version)))];
    }

    /// <summary>Whether this reader may know that the case exists: it is the county's, or was given to the squad.</summary>
    public Task<bool> Knows(CaseId id, Actor reader, CancellationToken ct) => Knows(id, reader, Scope.Of(reader), ct);

    private async Task<bool> Knows(CaseId id, Actor reader, Scope scope, CancellationToken ct) =>
        reader.SeesCases && (await database.Rows(reader.Squad is null ? scope : Scope.Everything, Database.Sql("""
            select 1 from case_view c
            where  c.id = $1 and ($2::uuid is null or exists (select from directive d where d.case_id = c.id and d.squad = $2))
            """, id.Value, Database.Nullable(reader.Squad?.Value)), r => r.GetInt32(0), ct)).Count > 0;
}

/// <summary>Everything the drawer of a case shows (工单详情), masked, with what the reader may do next.</summary>
public sealed record CaseDetail(
    CaseCard Card, string Facts, Registration Registration, Directive? Directive, string? HandlingUnit, IReadOnlyList<CaseStep> Timeline, IReadOnlyList<Allowance> Actions)
{
    /// <summary>Reminder and urging cards (提醒卡、催办卡).</summary>
    public required IReadOnlyList<Card> Cards { get; init; }

    /// <summary>Who had the case while each clock ran (计时归属).</summary>
    public required IReadOnlyList<ClockSpan> Ledger { get; init; }

    public Proposal? Proposal { get; init; }
    public MaterialsAsked? MaterialsAsked { get; init; }
    public PreSettling? PreSettlement { get; init; }
    public JurisdictionDispute? Dispute { get; init; }
    public Unreached? Unreached { get; init; }

    /// <summary>How each cycle ended, the first one first.</summary>
    public required IReadOnlyList<Ending> Endings { get; init; }

    /// <summary>Photos and signatures (证据), in the order they came.</summary>
    public required IReadOnlyList<EvidenceItem> Evidence { get; init; }
}

/// <summary>A picture as the drawer lists it, and who sent it.</summary>
public sealed record EvidenceItem(EvidenceId Id, EvidenceKind Kind, string Sha256, DateTimeOffset TakenAt, DateTimeOffset At, string By, bool? Alone, bool? LateSync, DateTimeOffset? Disbelieved)
{
    internal const string Event = "evidence-added";

    public static EvidenceItem Of(CaseEvent.EvidenceAdded e, string by) => new(e.Evidence, e.Kind, e.Sha256, e.TakenAt, e.At, by, e.Alone, e.LateSync, e.Disbelieved);
}

/// <summary>One line of the case's timeline (流转记录): what, when, who in which role, where.</summary>
public sealed record CaseStep(int Version, string Type, DateTimeOffset At, DateTimeOffset? OccurredAt, CaseStep.Who Actor, GeoPoint? Place, JsonElement Facts)
{
    private static readonly TimeSpan LateSync = TimeSpan.FromSeconds(60);

    /// <summary>Reached the server well after it happened (补传).</summary>
    public bool? Late { get; init; }

    /// <summary>What the device said of the time, when it was not believed.</summary>
    public DateTimeOffset? Disbelieved { get; init; }

    /// <summary>Signed by the device it was done on.</summary>
    [JsonPropertyName("signed")]
    public bool? WasSigned { get; init; }

    public static CaseStep Of(StoredEvent e, GeoPoint? place = null)
    {
        var body = JsonElement.Parse(e.Body);
        return new(e.Version, e.Type, e.At, e.OccurredAt, new Who(e.Actor.Name, e.Actor.Role, e.Actor.County), place, body)
        {
            Late = e.At - e.OccurredAt > LateSync ? true : null,
            Disbelieved = body.TryGetProperty("disbelieved", out var said) ? said.GetDateTimeOffset() : null,
            WasSigned = e.Device is null ? null : true,
        };
    }

    /// <summary>The actor as a timeline names them.</summary>
    public sealed record Who(string Name, Role Role, CountyCode County);
}
