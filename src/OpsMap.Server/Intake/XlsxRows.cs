using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace OpsMap.Server.Intake;

/// <summary>Rows of the first sheet of a workbook, after it has proved to be one that unpacks to a sane size.</summary>
internal static class XlsxRows
{
    private const int Entries = 2_000;
    private const long Ratio = 200;
    private const long RatioMatters = 8 * 1024 * 1024;

    public static IEnumerable<SheetRow> Read(string path, IntakeOptions limits)
    {
        Guard(path, limits);
        using var file = File.OpenRead(path);
        var configuration = new OpenXmlConfiguration { FillMergedCells = false, EnableSharedStringCache = false };
        using var rows = Sheet(file, configuration);
        for (var line = 1; ; line++)
        {
            SheetRow row;
            try
            {
                if (!rows.MoveNext()) yield break;
                var cells = rows.Current.Values.ToArray();
                if (cells.Length > limits.Columns) throw new UnreadableFileException(UnreadableFileException.TooManyColumns);
                row = new SheetRow(line, cells);
            }
            catch (Exception e) when (IsBroken(e))
            {
                throw new UnreadableFileException(UnreadableFileException.Broken, cause: e);
            }
            yield return row;
        }
    }

    private static IEnumerator<IDictionary<string, object?>> Sheet(Stream file, OpenXmlConfiguration configuration)
    {
        try
        {
            return file.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: configuration).Cast<IDictionary<string, object?>>().GetEnumerator();
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw new UnreadableFileException(UnreadableFileException.Broken, cause: e);
        }
    }

    // what a damaged workbook makes the reader throw; anything else is our own defect and must be seen
    private static bool IsBroken(Exception e) =>
        e is XmlException or InvalidDataException or EndOfStreamException or FormatException or KeyNotFoundException or ArgumentException
            or InvalidOperationException or NullReferenceException or IndexOutOfRangeException or OverflowException;

    /// <summary>Unpacks every part once into nothing and counts, because the sizes written in a zip are only its author's word.</summary>
    private static void Guard(string path, IntakeOptions limits)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.Entries.Count > Entries) throw new UnreadableFileException(UnreadableFileException.ZipBomb, $"{zip.Entries.Count} parts");
            if (zip.GetEntry("xl/workbook.xml") is null) throw new UnreadableFileException(UnreadableFileException.Broken, "no xl/workbook.xml");
            var packed = new FileInfo(path).Length;
            var buffer = new byte[64 * 1024];
            long unpacked = 0;
            foreach (var part in zip.Entries)
            {
                using var content = part.Open();
                int read;
                while ((read = content.Read(buffer)) > 0)
                {
                    unpacked += read;
                    if (unpacked > limits.UnpackedBytes || (unpacked > RatioMatters && unpacked / packed > Ratio))
                        throw new UnreadableFileException(UnreadableFileException.ZipBomb, $"more than {unpacked} bytes from {packed}");
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableFileException(UnreadableFileException.Broken, cause: e);
        }
    }
}
