using System.Text.Json;
using System.Text.Json.Nodes;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;

namespace OpsMap.Server.Clocks;

/// <summary>A claimed row of the deadline table, with the case it belongs to as it stands.</summary>
public sealed record DueDeadline(Guid Stream, string County, string Clock, int Round, string Step, DateTimeOffset DueAt, int Version, string No, string Card)
{
    /// <summary>The county whose squad helps out.</summary>
    public string? Helper { get; init; }
}

/// <summary>What firing deadlines writes: their events, the cases' new cards, and the news of both.</summary>
public sealed record Firing(IReadOnlyList<FiredDeadline> Fired, IReadOnlyList<MovedCase> Cases)
{
    /// <exception cref="FormatException">A row names a clock nobody knows.</exception>
    public static Firing Of(IReadOnlyList<DueDeadline> due, DateTimeOffset now)
    {
        var fired = new List<FiredDeadline>();
        var cases = new Dictionary<Guid, MovedCase>();
        foreach (var row in due)
        {
            if (!ClockCodes.TryParse(row.Clock, out var kind)) throw new FormatException($"Deadline of {row.Stream}: no clock '{row.Clock}'");
            var before = cases.GetValueOrDefault(row.Stream) ?? new MovedCase(row.Stream, row.Helper is null ? [row.County] : [row.County, row.Helper], row.Version, JsonNode.Parse(row.Card)!.AsObject());
            var moved = before with { Version = before.Version + 1 };
            var turn = moved.Pass(kind, row.Round, row.Step);
            cases[row.Stream] = moved;
            var breach = string.Equals(row.Step, ClockSteps.Breach, StringComparison.Ordinal);
            fired.Add(new(row, moved.Version, new CaseEvent.ClockPassed(
                now, kind, row.Round, row.Step, row.DueAt, now - row.DueAt > Promise.Lateness, breach ? turn?.Holder : null, breach ? turn?.Unit : null)));
        }
        return new(fired, [.. cases.Values]);
    }
}

/// <summary>One deadline, its event and the event's place in the stream.</summary>
public sealed record FiredDeadline(DueDeadline Row, int Version, CaseEvent.ClockPassed Event)
{
    public string Body => JsonSerializer.Serialize<CaseEvent>(Event, Wire.Options);

    /// <summary>The feed row of kind <c>clock</c>.</summary>
    public string News => ClockNews.Of(Row.Stream, Row.No, Row.Clock, Row.Step, Row.DueAt, Event.Late);
}

/// <summary>What screens are told when a clock passes a threshold (时限动态).</summary>
internal static class ClockNews
{
    public static string Of(Guid caseId, string no, string clock, string step, DateTimeOffset dueAt, bool late) =>
        JsonSerializer.Serialize(new { CaseId = caseId, No = no, Clock = clock, Step = step, DueAt = dueAt, Late = late }, Wire.Options);
}

/// <summary>A case whose version the clocks moved on. Only its version and the steps its clocks have passed change on the card.</summary>
public sealed record MovedCase(Guid Id, IReadOnlyList<string> Watching, int Version, JsonObject Card)
{
    public string Json => Card.ToJsonString(Wire.Options);

    /// <summary>Marks the step on the card, and says whose turn the card says it is.</summary>
    public Turn? Pass(ClockKind kind, int round, string step)
    {
        Card["version"] = Version;
        Turn? turn = null;
        foreach (var clock in Card["clocks"]?.AsArray() ?? [])
        {
            if (clock is not JsonObject found || (string?)found["kind"] != kind.Code || (int?)found["round"] != round) continue;
            if (found["passed"] is not JsonArray passed) found["passed"] = passed = [];
            passed.Add(step);
            turn = found["turn"].Deserialize<Turn>(Wire.Options);
        }
        return turn;
    }
}
