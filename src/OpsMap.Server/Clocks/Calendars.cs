using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>The working-day calendar every node counts with (工作日历): kept in the database, read again when it changes.</summary>
public sealed class Calendars(Database database, TimeProvider clock)
{
    // the notice of a year comes out early in November of the year before
    private const int NoticeMonth = 11;

    private const string ShippedSql = """
        insert into calendar_year (year, body) values ($1, $2)
        on conflict (year) do update set body = excluded.body, changed_at = clock_timestamp()
        where calendar_year.loaded_by is null and calendar_year.body <> excluded.body
        """;

    private const string LoadedSql = """
        insert into calendar_year (year, body, loaded_by) values ($1, $2, $3)
        on conflict (year) do update set body = excluded.body, loaded_by = excluded.loaded_by, changed_at = clock_timestamp()
        """;

    private volatile WorkingCalendar _current = WorkingCalendar.Empty;
    private string _stamp = "";

    public WorkingCalendar Current => _current;

    public DateOnly Today => CityTime.DayOf(clock.GetUtcNow());

    /// <summary>The year whose calendar is overdue (日历缺失): this one, or from November the next.</summary>
    public int? Missing
    {
        get
        {
            var today = Today;
            if (!_current.IsLoaded(today.Year)) return today.Year;
            return today.Month >= NoticeMonth && !_current.IsLoaded(today.Year + 1) ? today.Year + 1 : null;
        }
    }

    /// <summary>Brings the shipped years into the database; what an administrator loaded stands.</summary>
    public async Task Ship(IEnumerable<CalendarYear> years, CancellationToken ct)
    {
        foreach (var year in years) await database.Execute(Scope.Everything, Database.Sql(ShippedSql, year.Year, Body(year)), ct);
        await Refresh(ct);
    }

    /// <summary>An administrator loads a year or corrects one; the line in the audit stands or falls with it.</summary>
    public async Task Add(CalendarYear year, Actor by, CancellationToken ct)
    {
        var entry = new AuditEntry(AuditActions.CalendarLoaded, by, $"{year.Year}").With("source", year.Source)
            .With("off", $"{year.Off.Count}").With("work", $"{year.Work.Count}").With("replaced", _current.IsLoaded(year.Year) ? "true" : "false");
        await using (var batch = database.Batch(Scope.Everything, Database.Sql(LoadedSql, year.Year, Body(year), by.Id.Value), Audit.Statement(entry)))
            await batch.ExecuteNonQueryAsync(ct);
        await Refresh(ct);
    }

    /// <summary>Reads the years again if any has changed.</summary>
    public async Task<bool> Refresh(CancellationToken ct)
    {
        var stamp = (await database.Rows(Scope.Everything, Database.Sql("select count(*) || ' ' || coalesce(max(changed_at)::text, '') from calendar_year"), r => r.GetString(0), ct))[0];
        if (string.Equals(stamp, _stamp, StringComparison.Ordinal)) return false;
        var years = await database.Rows(Scope.Everything, Database.Sql("select body::text from calendar_year"), r => JsonSerializer.Deserialize<CalendarYear>(r.GetString(0), Wire.Options)!, ct);
        _current = WorkingCalendar.Of(years);
        _stamp = stamp;
        return true;
    }

    private static NpgsqlParameter Body(CalendarYear year) => new() { Value = JsonSerializer.Serialize(year, Wire.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
