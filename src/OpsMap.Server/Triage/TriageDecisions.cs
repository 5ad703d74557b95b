using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>Which suggestion was decided on.</summary>
public enum TriageTopic { Industry, Situations, Grade, County, Duplicate, Claimant, Incident }

/// <summary>Whether a suggestion was taken, or what was chosen instead and why (采纳或改判).</summary>
public sealed record TriageChoice(
    CommandId CommandId,
    TriageTopic Topic,
    bool Accepted,
    Industry? Industry = null,
    IReadOnlyList<Situation>? Situations = null,
    int? Grade = null,
    CountyCode? County = null,
    CaseId? Duplicate = null,
    string? Reason = null)
{
    /// <summary>What stands instead of the suggestion must be said, and so must the reason.</summary>
    public Refusal? Check() =>
        Texts.Optional("reason", Reason, 500)
        ?? (Topic is TriageTopic.Duplicate && Duplicate is null ? new Refusal(Refusals.Required, "duplicate") : null)
        ?? (Grade is < 1 or > 4 ? new Refusal(Refusals.OutOfRange, "grade") : null)
        ?? (County is { } county && Counties.Find(county) is null ? new Refusal(Codes.UnknownCode, "county") : null)
        ?? (Accepted ? null : Texts.Required("reason", Reason, 500) ?? Topic switch
        {
            TriageTopic.Industry when Industry is null => new Refusal(Refusals.Required, "industry"),
            TriageTopic.Situations when Situations is null => new Refusal(Refusals.Required, "situations"),
            TriageTopic.Grade when Grade is null => new Refusal(Refusals.Required, "grade"),
            TriageTopic.County when County is null => new Refusal(Refusals.Required, "county"),
            _ => null,
        });
}

/// <summary>A decision on a suggestion as it is on record.</summary>
public sealed record TriageDecision(TriageTopic Topic, bool Accepted, JsonElement Suggestion, JsonElement Value, string? Reason, int Rules, string By, Role Role, DateTimeOffset At);

/// <summary>Keeps what people made of the suggestions (研判采纳记录): the server's own suggestion of that instant, never the browser's copy of it.</summary>
public sealed class TriageDecisions(Database database, Ledger ledger)
{
    private const string InsertSql = """
        insert into triage_decision (id, case_id, topic, suggestion, accepted, value, reason, rules_version, person, name, role, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    public Task<IReadOnlyList<TriageDecision>> Of(CaseId id, Actor reader, CancellationToken ct) => database.Rows(Scope.Of(reader), Database.Sql(
        "select topic, accepted, suggestion::text, value::text, reason, rules_version, name, role, at from triage_decision where case_id = $1 order by at", id.Value),
        r => new TriageDecision(Enum.Parse<TriageTopic>(r.GetString(0)), r.GetBoolean(1), JsonElement.Parse(r.GetString(2)), JsonElement.Parse(r.GetString(3)),
            r[4] as string, r.GetInt32(5), r.GetString(6), Enum.Parse<Role>(r.GetString(7)), r.GetFieldValue<DateTimeOffset>(8)), ct);

    /// <summary>Once for each command id, whoever sends it again.</summary>
    public async Task<Refusal?> Record(Suggestions shown, TriageChoice choice, Actor by, CancellationToken ct)
    {
        var stream = shown.Case.Id.Value;
        var hash = Answers.HashOf(choice, stream, by);
        if (await Repeat(choice.CommandId, hash, ct) is { } past) return past.Refusal;
        var suggested = SuggestionIn(shown, choice);
        if (choice.Accepted && suggested is null) return new Refusal(Refusals.NothingSuggested, "topic");
        await using var batch = database.Batch(Scope.Of(by),
            Database.Sql("insert into command (id, stream, person, content_hash, answer, at) values ($1, $2, $3, $4, '{}', $5)", choice.CommandId.Value, stream, by.Id.Value, hash, shown.At),
            Database.Sql(InsertSql, choice.CommandId.Value, stream, choice.Topic.ToString(), Json(suggested), choice.Accepted, Json(choice.Accepted ? suggested : Value(choice)),
                Database.Nullable(choice.Reason), shown.Rules.Version, by.Id.Value, by.Name, by.Role.ToString(), shown.At));
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            return null;
        }
        catch (PostgresException e) when (e.ConstraintName == "command_pkey")
        {
            return (await Repeat(choice.CommandId, hash, ct))?.Refusal;
        }
    }

    private async Task<Repeated?> Repeat(CommandId id, byte[] hash, CancellationToken ct) => await ledger.AnswerTo(id, ct) switch
    {
        null => null,
        var past when past.ContentHash.AsSpan().SequenceEqual(hash) => new Repeated(null),
        _ => new Repeated(new Refusal(Codes.CommandIdReused, "commandId")),
    };

    private static object? SuggestionIn(Suggestions s, TriageChoice choice) => choice.Topic switch
    {
        TriageTopic.Industry => s.Industries[0],
        TriageTopic.Situations => s.Situations,
        TriageTopic.Grade => s.Grade,
        TriageTopic.County => s.County.County is null ? null : s.County,
        TriageTopic.Duplicate => s.Duplicates.Own.FirstOrDefault(d => d.Id == choice.Duplicate),
        TriageTopic.Claimant => s.Claimant.Count == 0 ? null : s.Claimant,
        TriageTopic.Incident => s.Incident,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    private static ChosenInstead Value(TriageChoice choice) => new(choice.Industry, choice.Situations, choice.Grade, choice.County, choice.Duplicate);

    private static NpgsqlParameter Json(object? value) => new() { Value = JsonSerializer.Serialize(value, Wire.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private sealed record Repeated(Refusal? Refusal);

    private sealed record ChosenInstead(Industry? Industry, IReadOnlyList<Situation>? Situations, int? Grade, CountyCode? County, CaseId? Duplicate);
}
