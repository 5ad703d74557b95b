using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Server.Cases;
using OpsMap.Server.Intake;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>
/// Takes a list of squads in (分队名册导入): the good lines are entered or changed, each bad one is named. A line is the squad of its code,
/// so that the same file again changes nothing. A squad above must stand before those under it.
/// </summary>
public sealed class SquadImport(SquadRegister register, SquadQueries squads, Database database, IGrainFactory grains, TimeProvider clock)
{
    private const int HeadingRows = 10;

    internal static IntakeOptions Limits { get; } = new() { FileBytes = 1024 * 1024, UnpackedBytes = 16 * 1024 * 1024, Rows = 500, Columns = 60 };

    /// <exception cref="UnreadableFileException">Not a file of lines, or one without the headings that a squad cannot do without.</exception>
    public async Task<SheetReport> Run(WorkOrderFile file, Actor by, Tongue tongue, CancellationToken ct)
    {
        var (lines, bad) = Lines(file, by.County);
        var standing = (JsonSerializer.Deserialize<List<Standing>>(await squads.List(by, retired: true, ct), Wire.Options) ?? []).ToDictionary(s => s.Code, StringComparer.Ordinal);
        var stations = await database.Rows(Scope.Of(by), Database.Sql("select county, code, name, id from unit where kind = 'station' and not closed"),
            r => (County: new CountyCode(r.GetString(0)), Code: r.GetString(1), Name: r.GetString(2), Id: new UnitId(r.GetGuid(3))), ct);
        var (entered, changed, repeated) = (0, 0, 0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!seen.Add(line.Said.Code))
            {
                bad.Add(Wrong(line, new Refusal(Refusals.Repeated, "code")));
                continue;
            }
            var said = line.Said;
            if (line.Station is { } station)
            {
                if (stations.FirstOrDefault(s => s.County == said.County && (s.Code == station || s.Name == station)) is not { Name: not null } found)
                {
                    bad.Add(Wrong(line, new Refusal(Refusals.NoSuchUnit, "station")));
                    continue;
                }
                said = said with { Station = found.Id };
            }
            if (line.Parent is { } parent)
            {
                if (standing.Values.FirstOrDefault(s => s.County == said.County && (s.Code == parent || s.Name == parent)) is not { } above)
                {
                    bad.Add(Wrong(line, new Refusal(Refusals.ParentDoesNotFit, "parent")));
                    continue;
                }
                said = said with { Parent = above.Id };
            }
            var before = standing.GetValueOrDefault(said.Code);
            if (before is not null && Same(before, said))
            {
                repeated++;
                continue;
            }
            var answer = await Take(before, said, by, ct);
            if (answer.Refusal is { } no)
            {
                bad.Add(Wrong(line, no));
                continue;
            }
            standing[said.Code] = JsonSerializer.Deserialize<Standing>(answer.Card!, Wire.Options)!;
            if (before is null) entered++;
            else changed++;
        }
        return new SheetReport(entered, changed, repeated, [.. bad.OrderBy(b => b.Line).Select(b => new BadLine(b.Line, b.Field, b.Reason, b.Value, Words.Of(b.Reason, tongue)))]);
    }

    private static (List<SquadLine> Lines, List<BadCell> Bad) Lines(WorkOrderFile file, CountyCode own)
    {
        var (lines, bad) = (new List<SquadLine>(), new List<BadCell>());
        Dictionary<string, int>? columns = null;
        foreach (var row in file.Rows())
        {
            if (columns is null)
            {
                columns = SquadLine.Columns(row);
                if (columns is null && row.Line >= HeadingRows) break;
                continue;
            }
            var (said, cell) = SquadLine.Read(row, columns, own);
            if (cell is not null) bad.Add(cell);
            else if (said is not null) lines.Add(said);
        }
        return columns is null ? throw new UnreadableFileException(UnreadableFileException.Headings, SquadLine.Missing) : (lines, bad);
    }

    private async Task<CommandAnswer> Take(Standing? before, SquadSaid said, Actor by, CancellationToken ct)
    {
        var command = new CommandId(Guid.CreateVersion7(clock.GetUtcNow()));
        var id = before?.Id ?? new SquadId(command.Value);
        if (before is not null && before.County != said.County) return CommandAnswer.Refused(new Refusal(Refusals.CountyDoesNotFit, "county"));
        if (await register.Refusal(new SquadRequest(command, said), id, by, ct) is { } no) return CommandAnswer.Refused(no);
        return before is null
            ? await register.Enter(new SquadRequest(command, said), id, by, ct)
            : await grains.Squad(id).Handle(new SquadEnvelope { Id = command, Command = new SquadCommand.Revise(said.Profile), By = by, ContentHash = Answers.HashOf(said, id.Value, by) });
    }

    private static bool Same(Standing card, SquadSaid said) => JsonSerializer.Serialize(
        new SquadProfile(card.Name, card.Kind, card.Capabilities, card.Base, card.Vehicle, card.Radio, card.DutyPhone, card.Members, card.Station, card.Parent), Wire.Options)
        == JsonSerializer.Serialize(said.Profile, Wire.Options);

    private static BadCell Wrong(SquadLine line, Refusal no) => new(line.Line, no.Field?[(no.Field.LastIndexOf('.') + 1)..] ?? "code", no.Code, ShownValue.Harmless(line.Said.Code is "" ? "—" : line.Said.Code));

    /// <summary>What a card says of a squad's profile.</summary>
    private sealed record Standing(
        SquadId Id, string Code, CountyCode County, string Name, SquadKind Kind, IReadOnlyList<Domain.Triage.Capability> Capabilities, GeoPoint Base, string? Vehicle = null, string? Radio = null,
        string? DutyPhone = null, IReadOnlyList<string>? Members = null, UnitId? Station = null, SquadId? Parent = null);
}
