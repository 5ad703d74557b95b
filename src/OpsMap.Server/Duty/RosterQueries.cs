using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Duty;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>Reads of the roster (值班表查询).</summary>
public sealed class RosterQueries(Database database, TimeProvider clock)
{
    // a crew clocks on before its shift begins, and is still its own until the end has been dealt with
    private static readonly TimeSpan _ahead = TimeSpan.FromHours(12);

    private const string WeekSql = $"""
        select {Shift.Columns} from shift
        where  removed_at is null and starts_at < $2 and ends_at > $1 and ($3::text is null or county = $3)
        order  by starts_at, id
        limit  5000
        """;

    private const string SquadsSql = """
        select v.id, v.code, v.card ->> 'name', v.county, v.state, v.card ->> 'dutyPhone', v.card ->> 'vehicle', v.card -> 'members', r.at, r.by, r.reached, r.note,
               s.starts_at is not null and (r.at is null or r.at < s.starts_at)
        from   squad_view v
        left   join lateral (select * from reachability r where r.squad = v.id order by r.at desc limit 1) r on true
        left   join lateral (select * from shift s where s.squad = v.id and s.removed_at is null and s.starts_at <= $1 and s.ends_at > $1) s on true
        where  not v.retired and ($2::text is null or v.county = $2)
        order  by v.slot
        """;

    private const string NowSql = $"""
        select {Shift.Columns} from shift
        where  squad = $1 and removed_at is null and starts_at <= $2 + $3 and (ends_at > $2 or ended_at is null)
        order  by starts_at
        limit  1
        """;

    /// <summary>Everything that touches these days (local, the last not included).</summary>
    public Task<IReadOnlyList<Shift>> Shifts(Actor reader, CountyCode? county, DateOnly from, DateOnly to, CancellationToken ct = default) => database.Rows(
        Scope.Of(reader), Database.Sql(WeekSql, CityTime.StartOf(from).ToUniversalTime(), CityTime.StartOf(to).ToUniversalTime(), Database.Nullable(county?.Value)), Shift.Of, ct);

    public async Task<Shift?> Find(Guid id, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql($"select {Shift.Columns} from shift where id = $1", id), Shift.Of, ct) is [var shift] ? shift : null;

    /// <summary>A shift of the same squad that this one would meet.</summary>
    public async Task<Shift?> Meeting(ShiftSaid said, Guid[] except) => await database.Rows(Scope.Everything, Database.Sql($"""
        select {Shift.Columns} from shift where squad = $1 and removed_at is null and starts_at < $3 and ends_at > $2 and id <> all($4) order by starts_at limit 1
        """, said.Squad.Value, said.StartsAt.ToUniversalTime(), said.EndsAt.ToUniversalTime(), except), Shift.Of) is [var other] ? other : null;

    public async Task<CountyCode?> CountyOf(SquadId squad, Actor by) =>
        await database.Rows(Scope.Of(by), Database.Sql("select county from squad_view where id = $1", squad.Value), r => new CountyCode(r.GetString(0))) is [var county] && by.MaySee(county) ? county : null;

    /// <summary>The squads of the roster, when each was last called, and whether not yet in the shift that runs.</summary>
    public Task<IReadOnlyList<SquadOnRoster>> Squads(Actor reader, CountyCode? county, CancellationToken ct) => database.Rows(Scope.Of(reader),
        Database.Sql(SquadsSql, clock.GetUtcNow(), Database.Nullable(county?.Value)), r => new SquadOnRoster(
            new SquadId(r.GetGuid(0)), r.GetString(1), r.GetString(2), new CountyCode(r.GetString(3)), r.GetString(4), r[5] as string, r[6] as string,
            r.IsDBNull(7) ? [] : System.Text.Json.JsonSerializer.Deserialize<IReadOnlyList<string>>(r.GetString(7), Wire.Options)!,
            r.IsDBNull(8) ? null : new LastCheck(r.GetFieldValue<DateTimeOffset>(8), r.GetString(9), r.GetBoolean(10), r[11] as string), r.GetBoolean(12)), ct);

    /// <summary>The shift a squad's phone shows and clocks on with: the one that runs or waits for its end, else the next.</summary>
    public async Task<ShiftCard?> Now(SquadId squad, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await database.Rows(Scope.Everything, Database.Sql(NowSql, squad.Value, now, _ahead), Shift.Of, ct);
        return found is [var shift] ? ShiftCard.Of(shift) with { Overdue = now >= shift.Said.EndsAt ? true : null } : null;
    }
}

/// <summary>A squad on the roster (值班分队).</summary>
public sealed record SquadOnRoster(
    SquadId Id, string Code, string Name, CountyCode County, string State, string? DutyPhone, string? Vehicle, IReadOnlyList<string> Members, LastCheck? LastCheck, bool Unchecked);

/// <summary>When the duty phone was last called, and whether anybody answered (通联核查).</summary>
public sealed record LastCheck(DateTimeOffset At, string By, bool Reached, string? Note);
