using System.Globalization;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Reads the audit trail (审计查询): the city all of it, a county what its own people did, an administrator without what was said of cases. Reading is a line of the trail itself.</summary>
public sealed class AuditTrail(Database database, Audit audit)
{
    private const string Sql = """
        select t.seq, t.at, t.person, p.name, p.login, t.role, t.county, t.action, t.subject, t.facts::text, o.name
        from   audit t
        left   join account p on p.id = t.person
        left   join account o on o.id::text = t.subject
        where  ($1::text is null or t.person in (select id from account where name ilike '%' || $1 || '%' or login ilike '%' || $1 || '%'))
        and    ($2::text is null or t.action = $2) and ($3::timestamptz is null or t.at >= $3) and ($4::timestamptz is null or t.at < $4) and ($5::bigint is null or t.seq < $5)
        order  by t.seq desc
        limit  $6
        """;

    /// <summary>Words a person wrote about a case; whoever runs the system reads none.</summary>
    private static readonly string[] _saidOfCases = ["reason", "note"];

    public async Task<AuditPage> Read(AuditQuestion asked, Actor by, CancellationToken ct)
    {
        // what comes after the first page belongs to the same reading
        if (asked.Before is null) await audit.Record(asked.Told(by), ct);
        var limit = Math.Clamp(asked.Limit ?? 100, 1, 200);
        var lines = await database.Rows(Scope.Of(by), Database.Sql(Sql,
            Database.Nullable(Likes.Escaped(asked.Person)), Database.Nullable(asked.Action), Database.Nullable(asked.From), Database.Nullable(asked.To),
            new Npgsql.NpgsqlParameter { Value = (object?)asked.Before ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint }, limit), r => new AuditLine(
                r.GetInt64(0), r.GetFieldValue<DateTimeOffset>(1), r.IsDBNull(2) ? null : new PersonId(r.GetGuid(2)), r[3] as string, r[4] as string, r[5] as string is { } role ? Enum.Parse<Role>(role) : null,
                new CountyCode(r.GetString(6)), r.GetString(7), r[8] as string, Facts(r.GetString(9), by), r[10] as string), ct);
        return new AuditPage(lines, lines.Count == limit ? lines[^1].Seq : null);
    }

    private static Dictionary<string, string> Facts(string json, Actor by)
    {
        var facts = JsonSerializer.Deserialize<Dictionary<string, string>>(json, Wire.Options) ?? [];
        if (by.Role is Role.Admin) foreach (var said in _saidOfCases) facts.Remove(said);
        return facts;
    }
}

/// <summary>The audit over HTTP.</summary>
public static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/audit", Read).WithTags("Audit").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.Admin);

    private static async Task<IResult> Read(
        CurrentActor me, AuditTrail trail, string? person, string? action, DateTimeOffset? from, DateTimeOffset? to, long? before, int? limit, CancellationToken ct)
    {
        if ((Texts.Optional("person", person, 50) ?? Texts.Optional("action", action, 50)) is { } no) return Problems.Answer(no);
        return Results.Json(await trail.Read(new AuditQuestion(person, action, from?.ToUniversalTime(), to?.ToUniversalTime(), before, limit), me.Actor, ct), Wire.Options);
    }
}

/// <summary>Whose lines, of what, from when until when; <c>Before</c> is the line the page before ended with.</summary>
public sealed record AuditQuestion(string? Person, string? Action, DateTimeOffset? From, DateTimeOffset? To, long? Before, int? Limit)
{
    /// <summary>The line that says who looked, and at what.</summary>
    internal AuditEntry Told(Actor by) => new AuditEntry(AuditActions.AuditRead, by)
        .With("person", Person).With("of", Action).With("from", From?.ToString("O", CultureInfo.InvariantCulture)).With("to", To?.ToString("O", CultureInfo.InvariantCulture));
}

/// <summary>Lines, newest first, and where the next page begins.</summary>
public sealed record AuditPage(IReadOnlyList<AuditLine> Items, long? Next);

/// <summary>One line of the trail: who, as what, of which county, did what to what.</summary>
public sealed record AuditLine(
    long Seq, DateTimeOffset At, PersonId? Person, string? Name, string? Login, Role? Role, CountyCode County, string Action, string? Subject, IReadOnlyDictionary<string, string> Facts, string? SubjectName);
