using OpsMap.Domain;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>Due dates that were counted without a year's calendar (暂定到期日) are counted again once it is there.</summary>
public sealed class ProvisionalDates(BackgroundDatabase database, IGrainFactory grains)
{
    private const string Sql = """
        select id from case_view
        where  workflow not in ('archived', 'transferredOut') and card @> '{"clocks": [{"provisional": true}]}'
        """;

    private WorkingCalendar? _reviewed;

    /// <summary>Once for each calendar; what the new calendar does not change is left as it is.</summary>
    public async Task Review(WorkingCalendar calendar, CancellationToken ct)
    {
        if (ReferenceEquals(calendar, _reviewed)) return;
        foreach (var id in await Waiting(ct)) await CaseClockwork.Review(grains, id, Stamp(calendar));
        _reviewed = calendar;
    }

    private async Task<IReadOnlyList<CaseId>> Waiting(CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(Database.Sql(Sql));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var found = new List<CaseId>();
        while (await reader.ReadAsync(ct)) found.Add(new CaseId(reader.GetGuid(0)));
        return found;
    }

    // the same calendar from another node is the same command
    private static string Stamp(WorkingCalendar calendar) => string.Join(' ', calendar.Years.Select(y => $"{y.Year}:{y.LoadedAt:yyyyMMdd}:{y.Off.Count}:{y.Work.Count}"));
}
