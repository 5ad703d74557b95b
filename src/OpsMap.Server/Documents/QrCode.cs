using System.Globalization;
using System.Text;
using QRCoder;

namespace OpsMap.Server.Documents;

/// <summary>A two-dimensional code (二维码) as vector markup: sharp at any size, and without a style a page's policy would forbid.</summary>
internal static class QrCode
{
    private const int Quiet = 4;

    public static string Svg(string text)
    {
        var (size, path) = Drawn(text);
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"核验二维码\"><path d=\"{path}\"/></svg>");
    }

    /// <summary>The dark squares as one path, in a field of so many squares each way.</summary>
    public static (int Size, string Path) Drawn(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        // the library's matrix has its own quiet zone around it
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = Quiet; y < rows.Count - Quiet; y++)
        {
            for (var x = Quiet; x < rows.Count - Quiet; x++)
            {
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }
        return (rows.Count, path.ToString());
    }
}
