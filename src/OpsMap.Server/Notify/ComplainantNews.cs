using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>What complainants are to hear of (告知消费者): the events of those commits the feed tells of, of cases that have a number on file. Drills have nobody to tell.</summary>
public sealed class ComplainantNews(ITravelTime travel, TimeProvider clock)
{
    private static readonly TimeSpan _step = TimeSpan.FromMinutes(5);

    // the events of one commit have one instant; where the squad is matters only while it is on its way
    private const string EventsSql = """
        select e.stream, e.version, e.body::text, v.no, v.county, v.kind, coalesce(v.card ->> 'directiveNo', ''),
               st_x(v.point::geometry), st_y(v.point::geometry), p.lon, p.lat, p.fix_at
        from   unnest($1::uuid[], $2::int[]) as told (stream, version)
        join   event last on last.stream = told.stream and last.version = told.version
        join   event e on e.stream = last.stream and e.version <= last.version and e.at = last.at
        join   case_view v on v.id = e.stream and not v.drill
        left   join squad_position p on p.squad = v.squad and v.fast = 'enRoute'
        where  e.type = any($3) and (e.type <> 'clock-passed' or (e.body ->> 'clock' = 'C3' and e.body ->> 'step' = 'breach'))
          and  exists (select from complainant c where c.case_id = e.stream and c.phone_enc is not null)
        order  by e.stream, e.version
        """;

    internal async Task<IReadOnlyList<Notice>> Of(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedRow> rows, CancellationToken ct)
    {
        // a county that only helps out hears of the case too; the case's own tells
        var told = rows.Where(r => r.Kind == FeedKind.Case).Select(r => (r.County, Card: JsonElement.Parse(r.Body)))
            .Where(r => NoticeWords.Text(r.Card, "county") == r.County.Value).Select(r => (Id: r.Card.GetProperty("id").GetGuid(), Version: r.Card.GetProperty("version").GetInt32())).Distinct().ToArray();
        if (told.Length == 0) return [];
        var query = Database.Sql(EventsSql, told.Select(t => t.Id).ToArray(), told.Select(t => t.Version).ToArray(), ComplainantWords.Events);
        return [.. (await BackgroundDatabase.Rows(connection, transaction, query, Read, ct)).OfType<Notice>()];
    }

    private Notice? Read(NpgsqlDataReader r)
    {
        var (id, e, no, county) = (r.GetGuid(0), JsonSerializer.Deserialize<CaseEvent>(r.GetString(2), Wire.Options)!, r.GetString(3), new CountyCode(r.GetString(4)));
        if (ComplainantWords.Of(e, no, Enum.Parse<CaseKind>(r.GetString(5), ignoreCase: true), Arrival(r, county)) is not { } text) return null;
        return new Notice(NoticeKind.Complainant, FormattableString.Invariant($"complainant {id} {r.GetInt32(1)}"), county, NoticeWords.Sign + text, no)
        {
            Complainant = id,
            OnlyWhile = e is CaseEvent.ClockPassed ? new Premise(Standing.NotArrived, id, r.GetString(6)) : null,
        };
    }

    /// <summary>In whole five minutes, and only from a position that can be trusted.</summary>
    private DateTimeOffset? Arrival(NpgsqlDataReader r, CountyCode county)
    {
        var now = clock.GetUtcNow();
        if (r.IsDBNull(7) || r.IsDBNull(9) || FixAge.Of(now - r.GetFieldValue<DateTimeOffset>(11)) is Freshness.Stale or Freshness.Lost) return null;
        var at = now + travel.Between(new GeoPoint(r.GetDouble(9), r.GetDouble(10)), new GeoPoint(r.GetDouble(7), r.GetDouble(8)), county).Time;
        return new DateTimeOffset((at.UtcTicks + _step.Ticks - 1) / _step.Ticks * _step.Ticks, TimeSpan.Zero);
    }
}
