using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>The rules triage suggests by (研判规则库): versioned rows, the first of them shipped with the server.</summary>
public sealed class RuleBook(Database database)
{
    private const string Newest = "select version, body::text, person, note, changed_at from triage_rule order by version desc limit 1";

    // a newer server brings its own rules only where nobody has changed them
    private const string ShipSql = """
        insert into triage_rule (version, body, note)
        select coalesce(max(version), 0) + 1, $1, 'shipped' from triage_rule
        having count(*) filter (where changed_by is not null) = 0 and (array_agg(body order by version desc))[1] is distinct from $1
        on conflict (version) do nothing
        """;

    private const string ChangeSql = """
        insert into triage_rule (version, body, changed_by, person, note)
        select $1 + 1, $2, $3, $4, $5 where (select max(version) from triage_rule) = $1
        on conflict (version) do nothing
        """;

    private volatile VersionedRules? _known;
    private bool _shipped;

    public static TriageRules Shipped { get; } = Read();

    /// <summary>The newest rules, whichever node they were changed on.</summary>
    public async Task<VersionedRules> Current(CancellationToken ct)
    {
        if (!_shipped)
        {
            await database.Execute(Scope.Everything, Database.Sql(ShipSql, Json(Shipped)), ct);
            _shipped = true;
        }
        var known = _known;
        var version = (await database.Rows(Scope.Everything, Database.Sql("select max(version) from triage_rule"), r => r.GetInt32(0), ct))[0];
        if (known?.Version == version) return known;
        return _known = (await database.Rows(Scope.Everything, Database.Sql(Newest), r => new VersionedRules(
            r.GetInt32(0), JsonSerializer.Deserialize<TriageRules>(r.GetString(1), Wire.Options)!,
            r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetFieldValue<DateTimeOffset>(4)), ct))[0];
    }

    /// <summary>A new version on top of the one the administrator was looking at, with its line in the audit; or the version that came in between.</summary>
    public async Task<Refusal?> Change(RulesChange change, Actor by, CancellationToken ct)
    {
        if (change.Rules.Check() is { } no) return no with { Field = $"rules.{no.Field}" };
        if (Texts.Optional("note", change.Note, 200) is { } note) return note;
        await Current(ct);
        var insert = Database.Sql(ChangeSql, change.Version, Json(change.Rules), by.Id.Value, by.Name, Database.Nullable(change.Note));
        // in this transaction and no other
        var audit = Audit.StatementWhere(new AuditEntry(AuditActions.TriageRulesChanged, by, $"{change.Version + 1}").With("note", change.Note),
            "exists (select from triage_rule where version = $7 and changed_by = $8 and changed_at = transaction_timestamp())", change.Version + 1, by.Id.Value);
        await using (var batch = database.Batch(Scope.Everything, insert, audit)) await batch.ExecuteNonQueryAsync(ct);
        return insert.RecordsAffected == 1 ? null : Answers.Stale((await Current(ct)).Version);
    }

    private static NpgsqlParameter Json(TriageRules rules) => new() { Value = JsonSerializer.Serialize(rules, Wire.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static TriageRules Read()
    {
        using var file = typeof(RuleBook).Assembly.GetManifestResourceStream("OpsMap.Server.Triage.rules.json") ?? throw new InvalidOperationException("rules.json is not in the assembly");
        var rules = JsonSerializer.Deserialize<TriageRules>(file, Wire.Options) ?? throw new InvalidDataException("rules.json is empty");
        return rules.Check() is { } no ? throw new InvalidDataException($"rules.json: {no.Code} at {no.Field}") : rules;
    }
}

/// <summary>Rules with their version, and who made it.</summary>
public sealed record VersionedRules(int Version, TriageRules Rules, string? ChangedBy, string? Note, DateTimeOffset ChangedAt);

/// <summary>New rules in place of the version the administrator was looking at.</summary>
public sealed record RulesChange(int Version, TriageRules Rules, string? Note = null);
