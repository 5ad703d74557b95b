using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>Commands that time itself says to a case (到期指令): the same threshold is the same command, from whichever node and however often.</summary>
public static class CaseClockwork
{
    public static DecideByCase Via(IGrainFactory grains) => row => Pass(grains, row);

    /// <summary>A year was loaded: the case works its provisional dates out again.</summary>
    public static Task<CommandAnswer> Review(IGrainFactory grains, CaseId id, string calendar) =>
        Say(grains, id, new CaseCommand.ReviewDates(), $"review {calendar}");

    private static async Task<bool> Pass(IGrainFactory grains, DueDeadline row)
    {
        if (!ClockCodes.TryParse(row.Clock, out var kind)) throw new FormatException($"Deadline of {row.Stream}: no clock '{row.Clock}'");
        var command = new CaseCommand.PassClock(kind, row.Round, row.Step, row.DueAt);
        var answer = await Say(grains, new CaseId(row.Stream), command, $"{row.Clock} {row.Round} {row.Step} {row.DueAt.UtcTicks}");
        return answer.Refusal switch
        {
            null => true,
            { Code: Refusals.ClockNotRunning or Refusals.NoSuchCase } => false,
            var no => throw new InvalidOperationException($"{row.Clock} {row.Step}: {no.Code}"),
        };
    }

    private static Task<CommandAnswer> Say(IGrainFactory grains, CaseId id, CaseCommand command, string what) => grains.Case(id).Handle(new CaseEnvelope
    {
        Id = new CommandId(NamedId.Of($"{id} {what}")),
        Command = command,
        By = Actor.Machine,
        ContentHash = Answers.HashOf(command, id.Value, Actor.Machine),
    });
}
