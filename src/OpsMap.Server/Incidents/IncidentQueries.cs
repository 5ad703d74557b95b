using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Incidents;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;
using OpsMap.Server.Units;

namespace OpsMap.Server.Incidents;

/// <summary>Reads of incidents (事件查询), each under the reader's own county.</summary>
public sealed class IncidentQueries(Database database, Ledger ledger, JointTasks tasks)
{
    private const int MostTasks = 200;

    private const string ListSql = """
        select card::text
        from   incident_view
        where  ($1::boolean is null or open = $1) and ($2::timestamptz is null or opened_at < $2)
        order  by opened_at desc
        limit  $3
        """;

    /// <summary>Newest first; <paramref name="before"/> continues where the last page ended.</summary>
    public async Task<string> List(Actor reader, bool? open, DateTimeOffset? before, int limit, CancellationToken ct)
    {
        var cards = await database.Rows(Scope.Of(reader), Database.Sql(ListSql, Database.Nullable(open), Database.Nullable(before?.ToUniversalTime()), limit), r => r.GetString(0), ct);
        return $$"""{"items":[{{string.Join(',', cards)}}]}""";
    }

    /// <summary>The incident as its history tells it, or nothing when this reader may not know of it.</summary>
    public async Task<IncidentDetail?> Detail(IncidentId id, Actor reader, CancellationToken ct)
    {
        if (await Card(id, reader, ct) is not { } card) return null;
        // a county that only has a case in it reads what its own county's rows would hide
        var history = await ledger.Read(id.Value, ct: ct);
        var state = Incident.Nothing.Evolve(history.Select(e => e.As<IncidentEvent>()));
        var cases = await database.Rows(Scope.Of(reader), Database.Sql("select card::text from case_view where id = any($1) order by received_at", state.Cases.Select(c => c.Id.Value).ToArray()),
            r => JsonElement.Parse(r.GetString(0)), ct);
        return new IncidentDetail(
            JsonElement.Parse(card), cases, [.. history.Select(e => CaseStep.Of(e))], await tasks.List(reader, null, new About(Incident: id), null, MostTasks, ct),
            IncidentDecider.MayNot(state, reader) is null);
    }

    public async Task<bool> Knows(IncidentId id, Actor reader, CancellationToken ct) => await Card(id, reader, ct) is not null;

    private async Task<string?> Card(IncidentId id, Actor reader, CancellationToken ct) =>
        await database.Rows(Scope.Of(reader), Database.Sql("select card::text from incident_view where id = $1", id.Value), r => r.GetString(0), ct) is [var card] ? card : null;
}

/// <summary>Everything the drawer of an incident shows (事件详情): its cases as far as the reader may see them, its log, the departments' tasks.</summary>
public sealed record IncidentDetail(JsonElement Card, IReadOnlyList<JsonElement> Cases, IReadOnlyList<CaseStep> Log, IReadOnlyList<JointTaskCard> Tasks, bool MayAct);
