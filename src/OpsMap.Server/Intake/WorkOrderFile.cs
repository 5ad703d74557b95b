namespace OpsMap.Server.Intake;

/// <summary>A work-order file (工单导出表) on disk, readable from the start as often as needed, whatever its format.</summary>
public sealed class WorkOrderFile(string path, IntakeOptions limits)
{
    public IEnumerable<SheetRow> Rows()
    {
        var rows = Kind() switch
        {
            Format.Workbook => XlsxRows.Read(path, limits),
            Format.Text => CsvRows.Read(path, limits),
            Format.OldExcel => throw new UnreadableFileException(UnreadableFileException.OldExcel),
            _ => throw new UnreadableFileException(UnreadableFileException.Empty),
        };
        foreach (var row in rows)
        {
            if (row.Line > limits.Rows) throw new UnreadableFileException(UnreadableFileException.TooManyRows, $"{limits.Rows}");
            yield return row;
        }
    }

    private enum Format { Empty, Text, Workbook, OldExcel }

    // by the first bytes, never by the name or the type the browser claims
    private Format Kind()
    {
        Span<byte> head = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)] switch
        {
            [] => Format.Empty,
            [0x50, 0x4B, 0x03, 0x04] => Format.Workbook,
            [0xD0, 0xCF, 0x11, 0xE0] => Format.OldExcel,
            _ => Format.Text,
        };
    }
}
