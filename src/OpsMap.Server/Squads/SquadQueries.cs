using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Clocks;
using OpsMap.Server.Duty;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Messages;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>Reads of squads (分队查询).</summary>
public sealed class SquadQueries(Database database, CaseQueries cases, MessageBook messages, RosterQueries roster, ClockPulse pulse, TimeProvider clock)
{
    private const string OneSql = "select card::text, case_id from squad_view where id = $1";

    /// <summary>Those in service, or with them those retired.</summary>
    public async Task<string> List(Actor reader, bool retired, CancellationToken ct)
    {
        var cards = await database.Rows(Scope.Of(reader), Database.Sql("select card::text from squad_view where $1 or not retired order by slot", retired), r => r.GetString(0), ct);
        return $"[{string.Join(',', cards)}]";
    }

    /// <summary>Whether this reader may know that the squad exists.</summary>
    public async Task<bool> Knows(SquadId squad, Actor reader, CancellationToken ct) => await Found(squad, reader, ct) is not null;

    /// <summary>The squad's county, if the reader commands it or belongs to it.</summary>
    public async Task<CountyCode?> CountyOf(SquadId squad, Actor reader, CancellationToken ct) =>
        reader.Squad is { } own && own != squad ? null : await Found(squad, reader, ct);

    private async Task<CountyCode?> Found(SquadId squad, Actor reader, CancellationToken ct) =>
        await database.Rows(Scope.Of(reader), Database.Sql("select county from squad_view where id = $1", squad.Value), r => new CountyCode(r.GetString(0)), ct) is [var county] ? county : null;

    /// <summary>Whether no other squad of its county could be sent out.</summary>
    public async Task<bool> IsLast(SquadId squad, CancellationToken ct) => (await database.Rows(Scope.Everything, Database.Sql("""
        select 1 from squad_view v join squad_view o on o.county = v.county and o.id <> v.id and o.state in ('available', 'returning') where v.id = $1 limit 1
        """, squad.Value), r => r.GetInt32(0), ct)).Count == 0;

    /// <summary>What the squad's phone shows now: its own card and its job, if it has one.</summary>
    public async Task<string> Now(SquadId squad, Actor reader, CancellationToken ct)
    {
        var rows = await database.Rows(Scope.Everything, Database.Sql(OneSql, squad.Value),
            r => (Card: r.GetString(0), Job: r.IsDBNull(1) ? (CaseId?)null : new CaseId(r.GetGuid(1))), ct);
        if (rows is not [var row]) throw new ProblemException(new Problem(StatusCodes.Status404NotFound, Refusals.NoSuchSquad));
        var waiting = await Waiting(squad, ct);
        var owed = await Owed(squad, ct);
        var shown = row.Job ?? (owed is [var last, ..] ? last.Id : null);
        var job = shown is { } id ? await cases.Detail(id, reader, ct) : null;
        var detail = job is null ? "null" : JsonSerializer.Serialize(job, Wire.Options);
        var shift = await roster.Now(squad, ct) is { } duty ? $"\"shift\":{JsonSerializer.Serialize(duty, Wire.Options)}," : "";
        var queue = string.Join(',', [.. waiting, .. owed.Where(c => c.Id != shown).Select(c => c.Card)]);
        var unread = (await messages.Unread(Side.Squad, Scope.Everything, squad, ct)).GetValueOrDefault(squad);
        var desk = await Desk(squad, ct) is { } found ? $"\"desk\":{JsonSerializer.Serialize(found, Wire.Options)}," : "";
        var health = JsonSerializer.Serialize(new PhonePulse(clock.GetUtcNow(), pulse.Alive(clock.GetUtcNow())), Wire.Options);
        return $$"""{"squad":{{row.Card}},"job":{{detail}},"queue":[{{queue}}],"unread":{{unread}},{{shift}}{{desk}}{{health[1..]}}""";
    }

    /// <summary>Whom the squad calls: its county's command centre, or the bureau itself. Nothing when neither has a telephone on record.</summary>
    private async Task<DutyDesk?> Desk(SquadId squad, CancellationToken ct) => await database.Rows(Scope.Everything, Database.Sql("""
        select u.name, u.phone from unit u join squad_view s on s.county = u.county
        where  s.id = $1 and not u.closed and u.phone <> '' and u.kind in ('centre', 'countyBureau', 'zoneBureau', 'cityBureau')
        order  by u.kind <> 'centre', u.sort, u.code limit 1
        """, squad.Value), r => new DutyDesk(r.GetString(0), r.GetString(1)), ct) is [var desk] ? desk : null;

    /// <summary>Directives that wait behind the job in hand (排队), in the order they were issued.</summary>
    private Task<IReadOnlyList<string>> Waiting(SquadId squad, CancellationToken ct) =>
        database.Rows(Scope.Everything, Database.Sql("""
            select c.card::text from directive d join case_view c on c.id = d.case_id where d.squad = $1 and d.active and d.queued order by d.issued_at
            """, squad.Value), r => r.GetString(0), ct);

    /// <summary>Jobs that have left the scene and still want their feedback from the squad that closed them, the last one first.</summary>
    private Task<IReadOnlyList<(CaseId? Id, string Card)>> Owed(SquadId squad, CancellationToken ct) =>
        database.Rows(Scope.Everything, Database.Sql("""
            select c.id, c.card::text from case_view c
            where  c.workflow = 'closed' and c.open and exists (select from directive d where d.case_id = c.id and d.squad = $1)
            order  by c.closed_at desc
            """, squad.Value), r => ((CaseId?)new CaseId(r.GetGuid(0)), r.GetString(1)), ct);
}

/// <summary>The desk that directs a squad, and its telephone (调度值班电话).</summary>
public sealed record DutyDesk(string Name, string Phone);
