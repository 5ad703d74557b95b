using System.Globalization;
using Microsoft.Net.Http.Headers;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>The working calendar as pages show it, and how an administrator loads the next year.</summary>
public static class CalendarEndpoints
{
    public static IEndpointRouteBuilder MapClocks(this IEndpointRouteBuilder app)
    {
        var calendar = app.MapGroup("/api/calendar").WithTags("Calendar").RequireAuthorization();
        calendar.MapGet("/", (Calendars calendars, HttpContext http) => TypedResults.Json(Answer(calendars, http), Wire.Options));
        calendar.MapPost("/years", Load).RequireRoles(Role.Admin);
        return app;
    }

    private static async Task<IResult> Load(CalendarYearRequest body, CurrentActor me, Calendars calendars, HttpContext http, CancellationToken ct)
    {
        var year = new CalendarYear(body.Year, body.Source, calendars.Today, body.Off, body.Work);
        if (year.Check() is { } no) return Problems.Answer(no);
        await calendars.Add(year, me.Actor, ct);
        return TypedResults.Json(Answer(calendars, http), Wire.Options);
    }

    private static CalendarAnswer Answer(Calendars calendars, HttpContext http)
    {
        var calendar = calendars.Current;
        return new CalendarAnswer(calendars.Today, [.. calendar.Years.Select(y => new LoadedYear(
            y.Year, y.Source, y.LoadedAt, calendar.WorkingDaysBetween(new DateOnly(y.Year - 1, 12, 31), new DateOnly(y.Year, 12, 31)), y.Off, y.Work))],
            calendars.Missing is { } missing ? Alarm(missing, http) : null);
    }

    private static CalendarAlarm Alarm(int year, HttpContext http)
    {
        var facts = Facts.Of("year", year.ToString(CultureInfo.InvariantCulture));
        return new CalendarAlarm(Codes.CalendarMissing, year, Words.Of(Codes.CalendarMissing, Words.Language(http.Request.Headers[HeaderNames.AcceptLanguage].ToString()), facts));
    }
}

/// <summary>A year as an administrator sends it; a shipped file may be sent as it is.</summary>
public sealed record CalendarYearRequest(int Year, string Source, IReadOnlyList<Holiday> Off, IReadOnlyList<DateOnly> Work, DateOnly? LoadedAt = null);

/// <summary>The years loaded, and the year that ought to be.</summary>
public sealed record CalendarAnswer(DateOnly Today, IReadOnlyList<LoadedYear> Years, CalendarAlarm? Alarm);

/// <summary>One year's days, where they come from and how many working days they leave.</summary>
public sealed record LoadedYear(int Year, string Source, DateOnly LoadedAt, int WorkingDays, IReadOnlyList<Holiday> Off, IReadOnlyList<DateOnly> Work);

/// <summary>A calendar is overdue (日历缺失): dates in that year are provisional until it is loaded.</summary>
public sealed record CalendarAlarm(string Code, int Year, string Text);
