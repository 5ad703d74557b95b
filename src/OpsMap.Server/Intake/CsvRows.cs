using System.Text;
using Sylvan.Data.Csv;

namespace OpsMap.Server.Intake;

/// <summary>Rows of a comma, tab or semicolon separated file in UTF-8, UTF-16 or GB18030, whichever it turns out to be.</summary>
internal static class CsvRows
{
    private const int RecordLimit = 1024 * 1024;

    static CsvRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IEnumerable<SheetRow> Read(string path, IntakeOptions limits)
    {
        var encoding = Detect(path);
        using var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = Delimiter(path, encoding),
            CsvStyle = CsvStyle.Lax,
            BufferSize = 64 * 1024,
            MaxBufferSize = RecordLimit,
        });
        for (var line = 1; ; line++)
        {
            string? fault = null;
            try
            {
                if (!csv.Read()) yield break;
            }
            // one record that never ends: nothing after it can be told apart from it
            catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException)
            {
                fault = "row-broken";
            }
            if (fault is not null)
            {
                yield return new SheetRow(line, [], fault);
                yield break;
            }
            if (csv.RowFieldCount > limits.Columns) throw new UnreadableFileException(UnreadableFileException.TooManyColumns);
            var cells = new object?[csv.RowFieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = csv.GetString(i);
            yield return new SheetRow(line, cells);
        }
    }

    /// <summary>A byte order mark decides; else UTF-8 if every byte is; else GB18030 if every byte is.</summary>
    public static Encoding Detect(string path)
    {
        Span<byte> head = stackalloc byte[3];
        using (var file = File.OpenRead(path))
        {
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (head[..read] is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        Encoding[] candidates =
        [
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        ];
        return candidates.FirstOrDefault(e => Decodes(path, e)) ?? throw new UnreadableFileException(UnreadableFileException.Encoding);
    }

    private static bool Decodes(string path, Encoding encoding)
    {
        using var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: false);
        var buffer = new char[32 * 1024];
        try
        {
            int read;
            while ((read = text.Read(buffer)) > 0)
                if (buffer.AsSpan(0, read).Contains('\0')) return false;
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static char Delimiter(string path, Encoding encoding)
    {
        using var text = new StreamReader(path, encoding);
        var head = new char[4_096];
        var seen = head.AsSpan(0, text.ReadBlock(head));
        var (best, most) = (',', 0);
        foreach (var candidate in ",\t;|")
        {
            var count = seen.Count(candidate);
            if (count > most) (best, most) = (candidate, count);
        }
        return best;
    }
}
