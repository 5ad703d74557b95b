using System.Globalization;
using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Duty;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>A shift in the roster (班次): what it says, and how its end was dealt with.</summary>
public sealed record Shift(Guid Id, CountyCode County, ShiftSaid Said, int Version, bool Removed = false, DateTimeOffset? EndedAt = null)
{
    internal const string Columns = "id, county, squad, starts_at, ends_at, members, leader, vehicle, on_call, version, removed_at is not null, ended_at";

    private const string UpsertSql = """
        insert into shift (id, county, squad, starts_at, ends_at, members, leader, vehicle, on_call, ended_at, removed_at, version)
        select r.id, r.county, r.squad, r."startsAt", r."endsAt", r.members, r.leader, r.vehicle, r."onCall",
               case when r."endsAt" + $2 <= $3 then $3 end, case when r.removed then $3 end, r.version
        from   jsonb_to_recordset($1) as r (id uuid, county text, squad uuid, "startsAt" timestamptz, "endsAt" timestamptz, members text[], leader text, vehicle text, "onCall" boolean, removed boolean, version int)
        on conflict (id) do update set
            county = excluded.county, squad = excluded.squad, starts_at = excluded.starts_at, ends_at = excluded.ends_at, members = excluded.members, leader = excluded.leader,
            vehicle = excluded.vehicle, on_call = excluded.on_call, removed_at = excluded.removed_at, version = excluded.version,
            ended_at = case when shift.ends_at = excluded.ends_at then shift.ended_at else excluded.ended_at end
        """;

    internal static Shift Of(NpgsqlDataReader r) => new(
        r.GetGuid(0), new CountyCode(r.GetString(1)),
        new ShiftSaid(new SquadId(r.GetGuid(2)), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), (string[])r[5], r[6] as string, r[7] as string, r.GetBoolean(8)),
        r.GetInt32(9), r.GetBoolean(10), r[11] as DateTime?);

    /// <summary>All of them in one statement: two shifts may change places, and none stands without the others. One that is over already clocks nobody off.</summary>
    internal static NpgsqlBatchCommand Upsert(IEnumerable<Shift> shifts, DateTimeOffset now) => Database.Sql(UpsertSql,
        Database.Json(JsonSerializer.Serialize(shifts.Select(s => new
        {
            s.Id,
            County = s.County.Value,
            Squad = s.Said.Squad.Value,
            s.Said.StartsAt,
            s.Said.EndsAt,
            Members = s.Said.Crew,
            Leader = Blank(s.Said.Leader),
            Vehicle = Blank(s.Said.Vehicle),
            s.Said.OnCall,
            s.Removed,
            s.Version,
        }), Wire.Options)), ShiftSaid.Grace, now);

    /// <summary>The event that tells how it now stands.</summary>
    internal EventRow Event(string type) => new(Id, Version, County, type, JsonSerializer.Serialize(Said, Wire.Options), OccurredAt: null);

    /// <summary>Says the same, whatever blanks were typed.</summary>
    internal bool SaysTheSame(ShiftSaid other) => Said.Squad == other.Squad && Said.StartsAt == other.StartsAt && Said.EndsAt == other.EndsAt && Said.OnCall == other.OnCall
        && Said.Crew.Order(StringComparer.Ordinal).SequenceEqual(other.Crew.Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && string.Equals(Blank(Said.Leader), Blank(other.Leader), StringComparison.Ordinal) && string.Equals(Blank(Said.Vehicle), Blank(other.Vehicle), StringComparison.Ordinal);

    /// <summary>Why another one of the squad cannot stand beside it.</summary>
    internal Refusal Overlap(string? field) => new(Refusals.ShiftOverlaps, field, Facts.Of(("from", Local(Said.StartsAt)), ("to", Local(Said.EndsAt))));

    private static string Local(DateTimeOffset at) => at.ToOffset(CityTime.Offset).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A shift as the roster shows it (班次卡片).</summary>
public sealed record ShiftCard(
    Guid Id, SquadId Squad, CountyCode County, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<string> Members, string? Leader, string? Vehicle, bool OnCall, int Version, DateTimeOffset? EndedAt)
{
    /// <summary>It is over, and the squad is still on duty: it has a job in hand, or clocks off within the grace.</summary>
    public bool? Overdue { get; init; }

    internal static ShiftCard Of(Shift s) => new(s.Id, s.Said.Squad, s.County, s.Said.StartsAt, s.Said.EndsAt, s.Said.Members ?? [], s.Said.Leader, s.Said.Vehicle, s.Said.OnCall, s.Version, s.EndedAt);
}
