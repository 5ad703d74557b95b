using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Duty;
using OpsMap.Server.Intake;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>
/// Takes a roster file in (排班导入): the good lines together, each bad one named. A line is the shift of its squad that starts then,
/// so that the same file again changes nothing, and a corrected one only what was corrected.
/// </summary>
public sealed class ShiftImport(RosterQueries roster, RegisterBook book, TimeProvider clock)
{
    private const int HeadingRows = 10;

    internal static IntakeOptions Limits { get; } = new() { FileBytes = 2 * 1024 * 1024, UnpackedBytes = 32 * 1024 * 1024, Rows = 3_000, Columns = 60 };

    /// <exception cref="UnreadableFileException">Not a file of lines, or one without the headings that a shift cannot do without.</exception>
    public async Task<SheetReport> Run(WorkOrderFile file, Actor by, Tongue tongue)
    {
        var squads = await roster.Squads(by, county: null, CancellationToken.None);
        var named = squads.SelectMany(s => new[] { (Name: s.Code, s.Id), (s.Name, s.Id) }).DistinctBy(s => s.Name, StringComparer.Ordinal).ToDictionary(s => s.Name, s => s.Id, StringComparer.Ordinal);
        var (lines, bad) = Lines(file, name => named.TryGetValue(name, out var id) ? id : null);
        var (changed, entered, repeated) = await Settle(lines, squads.ToDictionary(s => s.Id, s => s.County), bad, by);
        if (changed.Count > 0)
        {
            var command = new CommandId(Guid.CreateVersion7(clock.GetUtcNow()));
            await book.Write(command, command.Value, changed.Select(c => c.Shift.Id), by, now => Task.FromResult(
                new Entry(by.County, 1, "roster-imported", new { Entered = entered, Changed = changed.Count - entered }, "{}", Shift.Upsert(changed.Select(c => c.Shift), now))
                {
                    Others = [.. changed.Select(c => c.Shift.Event(c.Type))],
                }));
        }
        return new SheetReport(entered, changed.Count - entered, repeated, [.. bad.OrderBy(b => b.Cell.Line).Select(b => new BadLine(b.Cell.Line, b.Cell.Field, b.Cell.Reason, b.Cell.Value, Words.Of(b.Cell.Reason, tongue, b.Facts)))]);
    }

    private static (List<(int Line, ShiftSaid Said)> Lines, List<Bad> Bad) Lines(WorkOrderFile file, Func<string, SquadId?> squadNamed)
    {
        var (lines, bad) = (new List<(int, ShiftSaid)>(), new List<Bad>());
        Dictionary<string, int>? columns = null;
        foreach (var row in file.Rows())
        {
            if (columns is null)
            {
                columns = ShiftLine.Columns(row);
                if (columns is null && row.Line >= HeadingRows) break;
                continue;
            }
            var (said, cell) = ShiftLine.Read(row, columns, squadNamed);
            if (cell is not null) bad.Add(new Bad(cell));
            else if (said?.Check("") is { } no) bad.Add(new Bad(new BadCell(row.Line, no.Field!.TrimStart('.'), no.Code), no.Facts));
            else if (said is not null) lines.Add((row.Line, said));
        }
        return columns is null ? throw new UnreadableFileException(UnreadableFileException.Headings, ShiftLine.Missing) : (lines, bad);
    }

    /// <summary>Line by line against the roster and against the lines before it.</summary>
    private async Task<(List<(Shift Shift, string Type)> Changed, int Entered, int Repeated)> Settle(
        List<(int Line, ShiftSaid Said)> lines, Dictionary<SquadId, CountyCode> counties, List<Bad> bad, Actor by)
    {
        var (changed, entered, repeated) = (new List<(Shift, string)>(), 0, 0);
        if (lines.Count == 0) return (changed, 0, 0);
        var (first, last) = (CityTime.DayOf(lines.Min(l => l.Said.StartsAt)), CityTime.DayOf(lines.Max(l => l.Said.EndsAt)).AddDays(1));
        var standing = (await roster.Shifts(by, county: null, first, last)).GroupBy(s => s.Said.Squad).ToDictionary(g => g.Key, g => g.ToList());
        var written = new HashSet<Guid>();
        foreach (var (line, said) in lines)
        {
            var own = standing.TryGetValue(said.Squad, out var there) ? there : standing[said.Squad] = [];
            var same = own.Find(s => s.Said.StartsAt == said.StartsAt);
            if (same is not null && same.SaysTheSame(said)) repeated++;
            else if (own.Find(s => s != same && s.Said.Meets(said)) is { } other) bad.Add(new Bad(new BadCell(line, "startsAt", Refusals.ShiftOverlaps), other.Overlap(null).Facts));
            else if (same is not null && written.Contains(same.Id)) bad.Add(new Bad(new BadCell(line, "startsAt", Refusals.Repeated)));
            else
            {
                var before = same ?? await roster.Find(IdOf(said), CancellationToken.None);
                // a line's own shift may have been moved to other hours since: that one stays where it is
                var moved = before is { Removed: false } && same is null;
                var shift = moved
                    ? new Shift(NamedId.Of($"{before!.Id} {before.Version}"), counties[said.Squad], said, 1)
                    : new Shift(before?.Id ?? IdOf(said), counties[said.Squad], said, (before?.Version ?? 0) + 1);
                own.RemoveAll(s => s.Id == shift.Id);
                own.Add(shift);
                written.Add(shift.Id);
                changed.Add((shift, same is null ? "shift-entered" : "shift-changed"));
                if (same is null) entered++;
            }
        }
        return (changed, entered, repeated);
    }

    private static Guid IdOf(ShiftSaid said) => NamedId.Of($"shift {said.Squad} {said.StartsAt.UtcTicks}");

    private sealed record Bad(BadCell Cell, IReadOnlyDictionary<string, string>? Facts = null);
}
