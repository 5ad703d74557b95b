using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.Geodata;
using static OpsMap.Server.Intake.WorkOrderField;

namespace OpsMap.Server.Intake;

/// <summary>Turns rows into work orders (登记表 → 登记), naming everything that is wrong instead of guessing.</summary>
public sealed class WorkOrderReader
{
    private const int HeadingRows = 10;
    private const int TitleLength = 40;

    private readonly IReadOnlyDictionary<WorkOrderField, int> _columns;
    private readonly CaseKind _kindOfForm;
    private readonly Channel _channel;
    private readonly Datum? _datum;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    private WorkOrderReader(int headingLine, IReadOnlyDictionary<WorkOrderField, int> columns, CaseKind kindOfForm, Channel channel, Datum? datum) =>
        (HeadingLine, _columns, _kindOfForm, _channel, _datum) = (headingLine, columns, kindOfForm, channel, datum);

    public int HeadingLine { get; }

    /// <summary>Finds the heading row among the first ten (exports put a title above it).</summary>
    /// <exception cref="UnreadableFileException">No row has the headings that a work order cannot do without.</exception>
    public static WorkOrderReader For(IEnumerable<SheetRow> rows, WorkOrderMapping mapping, Channel? channel, Datum? datum)
    {
        var (best, line, cells) = (mapping.Columns([]), 0, (IReadOnlyList<object?>)[]);
        foreach (var row in rows.Take(HeadingRows))
        {
            var columns = mapping.Columns(row.Cells);
            if (columns.Count > best.Count) (best, line, cells) = (columns, row.Line, row.Cells);
        }
        if (line == 0 && !rows.Any()) throw new UnreadableFileException(UnreadableFileException.Empty);
        WorkOrderField[] missing = [.. new[] { ExternalNo, WorkOrderField.Facts }.Where(f => !best.ContainsKey(f))];
        if (!best.ContainsKey(RespondentName) && !best.ContainsKey(WorkOrderField.Place)) missing = [.. missing, RespondentName];
        if (missing.Length > 0) throw new UnreadableFileException(UnreadableFileException.Headings, string.Join(", ", missing.Select(CellReader.Name)));
        // form 2 is the one that speaks of a reporter
        var report = cells.OfType<string>().Any(h => h.Contains("举报人", StringComparison.Ordinal) || h.Contains("涉嫌违反", StringComparison.Ordinal));
        // 工单 is the hotline's word, 登记 and 投诉编号 are the platform's
        var hotline = cells.OfType<string>().Any(h => h.Contains("工单", StringComparison.Ordinal) || h.Contains("12345", StringComparison.Ordinal) || h.Contains("热线", StringComparison.Ordinal));
        return new WorkOrderReader(line, best, report ? CaseKind.Report : CaseKind.Complaint,
            channel ?? (hotline ? Domain.Cases.Channel.Hotline12345 : Domain.Cases.Channel.Platform12315), datum);
    }

    /// <summary>A work order, or what is wrong with the line; neither for a blank line.</summary>
    public (WorkOrder? Order, IReadOnlyList<BadCell> Bad) Read(SheetRow row, DateTimeOffset now)
    {
        if (row.Fault is { } fault) return (null, [new BadCell(row.Line, "", fault)]);
        var cells = new CellReader(row, _columns, now);
        if (cells.IsBlank) return (null, []);
        var no = Number(cells, row.Line);
        var kind = Coded(cells, Kind, WorkOrderWords.KindOf) ?? _kindOfForm;
        var registration = Registration(cells, kind, no);
        var complainant = Complainant(cells, kind);
        return cells.Bad.Count > 0 ? (null, cells.Bad) : (new WorkOrder(row.Line, no!, registration, complainant), []);
    }

    private string? Number(CellReader cells, int line)
    {
        if (cells.Text(ExternalNo, 64, required: true) is not { } no) return null;
        if (_seen.TryAdd(no, line)) return no;
        cells.Refuse(ExternalNo, "duplicate-in-file", no);
        return null;
    }

    private Registration Registration(CellReader cells, CaseKind kind, string? no)
    {
        var facts = cells.Text(WorkOrderField.Facts, 4_000, required: true);
        var requests = cells.Text(Requests, 1_000);
        var address = cells.Text(RespondentAddress);
        var name = cells.Text(RespondentName, 100);
        var place = cells.Text(WorkOrderField.Place) ?? address ?? name;
        if (place is null) cells.Refuse(WorkOrderField.Place, "required");
        var (point, datum) = Point(cells);
        var channel = Coded(cells, WorkOrderField.Channel, WorkOrderWords.ChannelOf) ?? _channel;
        var from12345 = channel is Domain.Cases.Channel.Hotline12345;
        return new Registration(
            kind, channel,
            cells.Text(Title, 100) ?? Shortened(facts ?? ""),
            string.Join('\n', new[] { facts, requests is null ? null : $"投诉请求:{requests}" }.OfType<string>()),
            place ?? "",
            name is null ? null : new Respondent(name, cells.Phone(RespondentPhone), address),
            point, datum,
            Coded(cells, WorkOrderField.County, CountyNames.Exactly) ?? CountyNames.Within($"{place} {address}"),
            Coded(cells, WorkOrderField.Industry, WorkOrderWords.IndustryOf),
            cells.Text(Situations) is { } words ? WorkOrderWords.SituationsOf(words) ?? Refused<IReadOnlyList<Domain.Triage.Situation>>(cells, Situations, words) : null,
            cells.Amount(Amount),
            from12345 ? null : no,
            from12345 ? no : null,
            cells.YesNo(IsVisitor) ?? false,
            cells.Instant(LeavesAt, mayLieAhead: true),
            OccurredAt: cells.Instant(OccurredAt),
            ReceivedAt: cells.Instant(ReceivedAt));
    }

    private static Complainant? Complainant(CellReader cells, CaseKind kind)
    {
        var name = cells.Text(ComplainantName, 50);
        var phone = cells.Phone(ComplainantPhone);
        var id = cells.IdNo(ComplainantIdNo, cells.Text(ComplainantIdType));
        var person = new Complainant(name ?? "", phone ?? "", cells.Text(ComplainantAddress), id, cells.YesNo(ConsentPublish), cells.YesNo(ConsentDelegate));
        // a report may be anonymous (form 2, note 2); a complaint may not (Order 121, art. 10)
        if (kind is CaseKind.Complaint && name is null && !cells.Bad.Exists(b => b.Field == CellReader.Name(ComplainantName))) cells.Refuse(ComplainantName, "required");
        if (kind is CaseKind.Complaint && phone is null && !cells.Bad.Exists(b => b.Field == CellReader.Name(ComplainantPhone))) cells.Refuse(ComplainantPhone, "required");
        return name is null && phone is null ? null : person;
    }

    // "every ingress names its datum": 600 m are at stake, so a point without one is refused, not guessed
    private (GeoPoint?, Datum?) Point(CellReader cells)
    {
        var (lon, lat) = (cells.Degrees(Lon, 180), cells.Degrees(Lat, 180));
        if (lon is null && lat is null) return (null, null);
        if (lon is null || lat is null)
        {
            var absent = lon is null ? Lon : Lat;
            if (!cells.Bad.Exists(b => b.Field == CellReader.Name(absent))) cells.Refuse(absent, "required");
            return (null, null);
        }
        if (lon is > 30 and < 45 && lat is > 100 and < 120) cells.Refuse(Lon, "axes-swapped", $"{lon}, {lat}");
        else if (!GeoPoint.TryCreate(lon.Value, lat.Value, out var point)) cells.Refuse(Lat, "out-of-range", $"{lat}");
        else if (cells.Text(WorkOrderField.Datum) is not { } word)
        {
            if (_datum is not null) return (point, _datum);
            cells.Refuse(WorkOrderField.Datum, "required");
        }
        else if (DatumOf(word) is { } named) return (point, named);
        else cells.Refuse(WorkOrderField.Datum, "not-in-list", word);
        return (null, null);
    }

    private static Datum? DatumOf(string word) => word.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        "WGS84" or "GPS" or "CGCS2000" => Domain.Geo.Datum.Wgs84,
        "GCJ02" or "高德" or "火星" or "腾讯" => Domain.Geo.Datum.Gcj02,
        "BD09" or "百度" => Domain.Geo.Datum.Bd09,
        _ => null,
    };

    private static T? Coded<T>(CellReader cells, WorkOrderField field, Func<string, T?> read) where T : struct
    {
        if (cells.Text(field) is not { } word) return null;
        if (read(word) is { } value) return value;
        cells.Refuse(field, "not-in-list", word);
        return null;
    }

    private static T? Refused<T>(CellReader cells, WorkOrderField field, string word) where T : class
    {
        cells.Refuse(field, "not-in-list", word);
        return null;
    }

    private static string Shortened(string facts)
    {
        var line = facts.AsSpan(0, facts.AsSpan().IndexOfAny("\n。") is var end and > 0 ? end : facts.Length);
        return line.Length <= TitleLength ? line.ToString() : $"{line[..(TitleLength - 1)]}…";
    }
}
