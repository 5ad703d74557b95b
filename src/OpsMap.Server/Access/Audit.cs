using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>The audit trail (审计日志): who did or tried what, in rows nobody can change. It holds no personal data of complainants.</summary>
public sealed class Audit(Database database)
{
    public Task Record(AuditEntry entry, CancellationToken ct) => database.Execute(Scope.Everything, Statement(entry), ct);

    /// <summary>The same as a statement, to stand or fall with what it tells of.</summary>
    public static NpgsqlBatchCommand Statement(AuditEntry entry) => StatementWhere(entry, "true");

    /// <summary>A line that is written only if a condition on the trail holds; <c>$1</c> to <c>$6</c> are its own columns.</summary>
    internal static NpgsqlBatchCommand StatementWhere(AuditEntry entry, string condition, params ReadOnlySpan<object?> values) => Database.Sql(
        $"insert into audit (person, role, county, action, subject, facts) select $1, $2, $3, $4, $5, $6 where {condition}",
        [
            Database.Nullable(entry.By?.Id.Value), Database.Nullable(entry.By?.Role.ToString()), (entry.By?.County ?? CountyCode.City).Value,
            entry.Action, Database.Nullable(entry.Subject), new NpgsqlParameter { Value = JsonSerializer.Serialize(entry.Facts, Wire.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
            .. values,
        ]);
}

/// <summary>One line of the audit trail.</summary>
public sealed record AuditEntry(string Action, Actor? By = null, string? Subject = null)
{
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public AuditEntry With(string fact, string? value) => value is null
        ? this
        : this with { Facts = new Dictionary<string, string>(Facts, StringComparer.Ordinal) { [fact] = value } };
}

/// <summary>What the audit trail knows to have happened (审计事项).</summary>
public static class AuditActions
{
    public const string AccountChanged = "account-changed";
    public const string AccountCreated = "account-created";
    public const string AccountDisabled = "account-disabled";
    public const string AccountEnabled = "account-enabled";
    public const string AccountLocked = "account-locked";
    public const string AuditRead = "audit-read";
    public const string CalendarLoaded = "calendar-loaded";
    public const string ChannelTested = "channel-tested";
    public const string CodeIssued = "code-issued";
    public const string ComplainantCorrected = "complainant-corrected";
    public const string ComplainantTexted = "complainant-texted";
    public const string ContactRevealed = "contact-revealed";
    public const string DeviceInUse = "device-in-use";
    public const string DocumentIssued = "document-issued";
    public const string DocumentWithdrawn = "document-withdrawn";
    public const string EvidenceSeen = "evidence-seen";
    public const string IncidentClosed = "incident-closed";
    public const string IncidentOpened = "incident-opened";
    public const string PasswordSet = "password-set";
    public const string RefusedAttempt = "refused-attempt";
    public const string ReplayRead = "replay-read";
    public const string RevealBudgetSpent = "reveal-budget-spent";
    public const string SignedIn = "signed-in";
    public const string SignedOut = "signed-out";
    public const string SignInFailed = "sign-in-failed";
    public const string TrackRead = "track-read";
    public const string TriageRulesChanged = "triage-rules-changed";
}
