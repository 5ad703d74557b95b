using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using OpsMap.Server.Tests.Access;
using SkiaSharp;

namespace OpsMap.Server.Tests.Evidence;

/// <summary>Pictures as phones take them, and as people with bad intentions make them.</summary>
internal static class Pictures
{
    /// <summary>Red on the left, blue on the right.</summary>
    public static byte[] Of(SKEncodedImageFormat format, int width = 400, int height = 200)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    public static byte[] Jpeg(int width = 400, int height = 200) => Of(SKEncodedImageFormat.Jpeg, width, height);

    /// <summary>Held on its side (EXIF orientation 6), with the place it was taken at written in.</summary>
    public static byte[] WithExif(byte[] jpeg)
    {
        byte[] tiff =
        [
            (byte)'I', (byte)'I', 0x2A, 0, 8, 0, 0, 0,
            2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
            0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0,
            0, 0, 0, 0,
            1, 0,
            1, 0, 2, 0, 2, 0, 0, 0, (byte)'N', 0, 0, 0,
            0, 0, 0, 0,
        ];
        byte[] content = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. content, .. jpeg[2..]];
    }

    /// <summary>A good JPEG and a page at once, in a comment and after its end.</summary>
    public static byte[] Polyglot()
    {
        var jpeg = Jpeg();
        var page = Encoding.ASCII.GetBytes("<html><script>alert(1)</script>");
        return [.. jpeg[..2], 0xFF, 0xFE, 0, (byte)(page.Length + 2), .. page, .. jpeg[2..], .. page];
    }

    /// <summary>A few bytes that promise 60,000 × 60,000 pixels: 14 GB.</summary>
    public static byte[] Bomb()
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, 60_000);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), 60_000);
        (size[8], size[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", size), .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 0xFF, 0xFF]), .. Chunk("IEND", [])];
    }

    public static byte[] Bad(string what) => what switch
    {
        "svg" => Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"""),
        "html" => Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>"),
        "empty" => [],
        "bomb" => Bomb(),
        "truncated" => Jpeg(3000, 2000)[..20_000],
        "noise" => [0xFF, 0xD8, 0xFF, 0xE0, .. RandomNumberGenerator.GetBytes(100_000)],
        "9 MB" => [.. Jpeg(), .. new byte[9 * 1024 * 1024]],
        _ => throw new InvalidOperationException(what),
    };

    public static async Task<HttpResponseMessage> Send(Browser by, Guid id, byte[]? picture, Guid? evidence = null, DateTimeOffset? taken = null, string kind = "photo", string fileName = "photo.jpg", string? device = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent((evidence ?? Guid.NewGuid()).ToString()), "id" },
            { new StringContent(kind), "kind" },
            { new StringContent((taken ?? TimeProvider.System.GetUtcNow()).ToString("O")), "takenAt" },
        };
        if (device is not null) form.Add(new StringContent(device), "device");
        if (picture is not null)
        {
            var file = new ByteArrayContent(picture);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(file, "file", fileName);
        }
        return await by.Send(HttpMethod.Post, $"/api/cases/{id}/evidence", form);
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
