using System.Security.Cryptography;
using OpsMap.Server.Platform;
using SkiaSharp;

namespace OpsMap.Server.Evidence;

/// <summary>
/// A picture made anew from what was uploaded (清洗后的图片): only its pixels are kept, upright and within size. What was written beside them
/// (where and with what it was taken, a page hidden behind it) is not carried over.
/// </summary>
public sealed record Picture(byte[] Jpeg, int Width, int Height)
{
    public const long MostPixels = 40_000_000;
    private const int LongestSide = 2048;
    private const int TargetBytes = 300 * 1024;

    private static readonly int[] _qualities = [85, 75, 65, 55, 45];

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Jpeg));

    /// <exception cref="ProblemException">Not a picture, too many pixels, or broken off.</exception>
    public static Picture Of(string file)
    {
        if (!IsOneWeTake(file)) throw new ProblemException(new Problem(StatusCodes.Status415UnsupportedMediaType, Codes.NotAnImage, "file"));
        using var codec = SKCodec.Create(file, out _) ?? throw Broken();
        // the header says how much there is to unpack; a few kilobytes may promise gigabytes
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
            throw new ProblemException(new Problem(StatusCodes.Status422UnprocessableEntity, Codes.TooManyPixels, "file", Domain.Facts.Of("max", MostPixels / 1_000_000)));
        using var pixels = Unpacked(codec);
        using var upright = Upright(pixels, codec.EncodedOrigin);
        using var image = SKImage.FromBitmap(upright);
        return new Picture(Packed(image), image.Width, image.Height);
    }

    private static SKBitmap Unpacked(SKCodec codec)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var scale = (float)LongestSide / Math.Max(width, height);
        // a JPEG can be unpacked at an eighth, a quarter or a half of its size at once
        var size = scale < 1 ? codec.GetScaledDimensions(scale) : codec.Info.Size;
        using var srgb = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, srgb));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        throw Broken();
    }

    private static SKBitmap Upright(SKBitmap pixels, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(pixels.Width, pixels.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(pixels.Width * scale)), Math.Max(1, (int)MathF.Round(pixels.Height * scale)));
        var lying = origin >= SKEncodedOrigin.LeftTop;
        var upright = new SKBitmap(lying ? height : width, lying ? width : height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var canvas = new SKCanvas(upright);
        // JPEG knows no transparency: a signature is drawn on paper
        canvas.Clear(SKColors.White);
        canvas.Concat(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(pixels);
        canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return upright;
    }

    /// <summary>The eight ways a camera may have been held, EXIF 1 to 8.</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static byte[] Packed(SKImage image)
    {
        byte[] packed = [];
        foreach (var quality in _qualities)
        {
            using var data = image.Encode(SKEncodedImageFormat.Jpeg, quality);
            packed = data.ToArray();
            if (packed.Length <= TargetBytes) break;
        }
        return packed;
    }

    /// <summary>By its first bytes: a name and a type are only what somebody says.</summary>
    private static bool IsOneWeTake(string file)
    {
        Span<byte> head = stackalloc byte[12];
        using var stream = File.OpenRead(file);
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
            || (head.StartsWith("RIFF"u8) && head[8..].SequenceEqual("WEBP"u8));
    }

    private static ProblemException Broken() => new(new Problem(StatusCodes.Status422UnprocessableEntity, Codes.ImageBroken, "file"));
}
