using Npgsql;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>A case as rows of the read model, the deadline table and the directive register.</summary>
internal static class CaseRows
{
    public static CaseRow Of(Case c, int version, string card) => new(
        c.Id.Value, c.County, c.No, version, JsonNames.Of(c.Kind), JsonNames.Of(c.Workflow), JsonNames.Of(c.Fast), JsonNames.Of(c.Legal),
        c.ActiveSquad?.Value, c.Helper?.Value, OnTheDesk(c), c.Registration.Drill, (int)c.Industry, [.. c.Capabilities.Select(JsonNames.Of)], c.Point,
        c.Clocks.RunningOf(ClockKind.C3)?.Due, c.ReceivedAt, c.ClosedAt, c.Outcome is { } o ? JsonNames.Of(o) : null, c.RecoveredAmount,
        c.Registration.External12315No ?? c.Registration.External12345No,
        string.Join(' ', c.No, c.Registration.Title, c.Registration.Place, c.Registration.Respondent?.Name, c.Registration.External12315No, c.Registration.External12345No), card);

    /// <summary>Closed is not finished: feedback, return visit and archive are still somebody's work.</summary>
    public static bool OnTheDesk(Case c) => c switch
    {
        { Exists: false } => false,
        { Workflow: Workflow.Merged } => !c.Replied,
        // sent elsewhere, and the parties still to be told that the mediation ended
        { Workflow: Workflow.TransferredOut } => c.Clocks.Exists(clock => clock.Running),
        { Kind: CaseKind.Consultation } => c.Open,
        _ => c.Workflow < Workflow.Archived,
    };

    /// <summary>What else is kept by county goes where the case goes (管辖移送): what is still due, and who complained.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Moved(Case before, Case after) => !before.Exists || before.County == after.County ? [] :
    [
        Database.Sql("update complainant set county = $2 where case_id = $1", after.Id.Value, after.County.Value),
        Database.Sql("update deadline set county = $2 where stream = $1 and fired_at is null", after.Id.Value, after.County.Value),
    ];

    public static IEnumerable<DeadlineChange> Deadlines(Case before, Case after)
    {
        var changes = Domain.Clocks.Deadlines.Of(before, after);
        return changes.Add.Select(d => Change(d, d.DueAt)).Concat(changes.Cancel.Select(d => Change(d, null)));

        DeadlineChange Change(DeadlineRow row, DateTimeOffset? due) => new(after.Id.Value, after.County, row.Clock.Code, row.Round, row.Step, due);
    }

    /// <summary>At most two rounds change: one ends, one begins.</summary>
    public static IEnumerable<DirectiveRow> Directives(Case before, Case after)
    {
        if (before is { SquadOut: true, Directive: { } old } && (!after.SquadOut || after.Directive!.Round != old.Round)) yield return Row(after, old, active: false);
        if (after is { SquadOut: true, Directive: { } current } && (!before.SquadOut || before.Directive! != current)) yield return Row(after, current, active: true);

        static DirectiveRow Row(Case c, Directive d, bool active) => new(c.Id.Value, d.Round, d.Squad.Value, c.County, d.No, d.IssuedAt, d.Mode is not HandlingMode.Remote, active, d.Queued);
    }
}
