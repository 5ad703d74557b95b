using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Trackers;

/// <summary>Which devices report for which squad (终端登记): entered by who commands the squad, believed until they are taken out.</summary>
public sealed class TrackerRegister(Database database, RegisterBook book, TrackerToken tokens)
{
    private const int MostOfASquad = 20;
    private static readonly TimeSpan _seenEvery = TimeSpan.FromMinutes(1);

    /// <summary>All of the county, or of the squad whose phone asks.</summary>
    public Task<IReadOnlyList<TrackerCard>> List(Actor me, CancellationToken ct) => database.Rows(Scope.Of(me), Database.Sql("""
        select t.id, t.squad, s.code, t.county, t.name, t.created_at, t.revoked_at, t.seen_at, t.battery, t.version
        from   tracker t join squad_view s on s.id = t.squad
        where  $1::uuid is null or t.squad = $1
        order  by s.code, t.created_at
        limit  1000
        """, Database.Nullable(me.Squad?.Value)), r => new TrackerCard(
            r.GetGuid(0), new SquadId(r.GetGuid(1)), r.GetString(2), new CountyCode(r.GetString(3)), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5),
            r[6] as DateTime?, r[7] as DateTime?, r[8] as double?, r.GetInt32(9)), ct);

    public Task<IResult> Enter(NewTracker request, Actor by) => book.Write(request.CommandId, request.CommandId.Value, request, by, async now =>
    {
        if (Texts.Required("name", request.Name, 50) is { } no) throw RegisterBook.Refuse(no);
        var county = await CountyOf(request.Squad, by);
        if (await Of(request.Squad) >= MostOfASquad) throw RegisterBook.Refuse(new Refusal(Refusals.OutOfRange, "squad", Facts.Of("max", MostOfASquad)));
        var id = request.CommandId.Value;
        return new Entry(county, 1, "tracker-entered", new { request.Squad, request.Name }, JsonSerializer.Serialize(new { id, version = 1 }, Wire.Options),
            Database.Sql("insert into tracker (id, county, squad, name, created_at) values ($1, $2, $3, $4, $5)", id, county.Value, request.Squad.Value, request.Name.Trim(), now));
    }, creates: true);

    public Task<IResult> TakeOut(Guid id, TakenOut request, Actor by) => book.Write(request.CommandId, id, request, by, async now =>
    {
        var found = await database.Rows(Scope.Of(by), Database.Sql("select county, squad, version, revoked_at is null from tracker where id = $1", id),
            r => (County: new CountyCode(r.GetString(0)), Squad: new SquadId(r.GetGuid(1)), Version: r.GetInt32(2), InUse: r.GetBoolean(3)));
        if (found is not [var tracker] || (by.Squad is { } own && own != tracker.Squad)) throw RegisterBook.NotFound();
        if (!tracker.InUse) throw RegisterBook.Refuse(new Refusal(Refusals.NotNow));
        var next = tracker.Version + 1;
        return new Entry(tracker.County, next, "tracker-taken-out", new { tracker.Squad }, Entry.AnswerOf(id, next),
            Database.Sql("update tracker set revoked_at = $2, version = $3 where id = $1", id, now, next));
    });

    /// <summary>The token as the device is to show it; of an own tracker that is in use.</summary>
    public async Task<string?> Token(Guid id, Actor me, CancellationToken ct) =>
        await database.Rows(Scope.Of(me), Database.Sql("select squad from tracker where id = $1 and revoked_at is null", id), r => new SquadId(r.GetGuid(0)), ct) is [var squad]
        && (me.Squad is null || me.Squad == squad)
            ? tokens.Of(id)
            : null;

    /// <summary>The squad a device reports for; null when it is not, or no longer, believed.</summary>
    public async Task<(Guid Id, SquadId Squad)?> Believe(string? token, double? battery, CancellationToken ct)
    {
        if (tokens.Open(token) is not { } id) return null;
        // written at most once a minute: who reports every five seconds need not cost a write each
        var found = await database.Rows(Scope.Everything, Database.Sql("""
            with seen as (update tracker set seen_at = clock_timestamp(), battery = coalesce($2, battery)
                          where id = $1 and revoked_at is null and (seen_at is null or seen_at < clock_timestamp() - $3::interval))
            select squad from tracker where id = $1 and revoked_at is null
            """, id, Database.Nullable(battery), _seenEvery), r => new SquadId(r.GetGuid(0)), ct);
        return found is [var squad] ? (id, squad) : null;
    }

    private async Task<CountyCode> CountyOf(SquadId squad, Actor by) =>
        await database.Rows(Scope.Of(by), Database.Sql("select county from squad_view where id = $1", squad.Value), r => new CountyCode(r.GetString(0))) is [var county]
        && (by.Squad is null || by.Squad == squad) && by.MaySee(county)
            ? county
            : throw RegisterBook.Refuse(new Refusal(Refusals.NoSuchSquad, "squad"));

    private async Task<long> Of(SquadId squad) =>
        (await database.Rows(Scope.Everything, Database.Sql("select count(*) from tracker where squad = $1 and revoked_at is null", squad.Value), r => r.GetInt64(0)))[0];
}

/// <summary>A device as lists show it (终端卡片).</summary>
public sealed record TrackerCard(
    Guid Id, SquadId Squad, string SquadCode, CountyCode County, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? SeenAt, double? Battery, int Version);

/// <summary>A device that is to report for a squad.</summary>
public sealed record NewTracker(CommandId CommandId, SquadId Squad, string Name);

/// <summary>A device that is lost, or no longer used.</summary>
public sealed record TakenOut(CommandId CommandId);
