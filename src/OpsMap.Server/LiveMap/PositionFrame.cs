using System.Buffers.Binary;

namespace OpsMap.Server.LiveMap;

/// <summary>The bytes a map reads positions from: a header of 12, then 16 per squad, little-endian; <c>web/src/live/frame.ts</c> reads them.</summary>
public static class PositionFrame
{
    public const int HeaderBytes = 12;
    public const int RecordBytes = 16;
    public const int MostRecords = ushort.MaxValue;
    private const byte Format = 1;
    private const byte CoarseFlag = 1;
    private const byte SuspiciousFlag = 1;
    private const byte None = 255;

    /// <summary>Leadership sees squads to about a kilometre (0.01°), without the direction or quality of the fix, but for those that are shown exactly.</summary>
    public static byte[] Encode(ReadOnlySpan<LiveFix> fixes, DateTimeOffset now, bool coarse, Func<int, bool>? exact = null)
    {
        if (fixes.Length > MostRecords) throw new ArgumentException("more squads than a frame can count", nameof(fixes));
        var bytes = new byte[HeaderBytes + fixes.Length * RecordBytes];
        bytes[0] = Format;
        bytes[1] = coarse ? CoarseFlag : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)fixes.Length);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(4), (now - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        var rest = bytes.AsSpan(HeaderBytes);
        foreach (ref readonly var fix in fixes)
        {
            Write(rest, fix, now, coarse && exact?.Invoke(fix.Slot) is not true);
            rest = rest[RecordBytes..];
        }
        return bytes;
    }

    private static void Write(Span<byte> to, in LiveFix fix, DateTimeOffset now, bool coarse)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)fix.Slot);
        BinaryPrimitives.WriteInt32LittleEndian(to[2..], Millionths(fix.Point.Lon, coarse));
        BinaryPrimitives.WriteInt32LittleEndian(to[6..], Millionths(fix.Point.Lat, coarse));
        to[10] = coarse || fix.HeadingDeg is not { } heading ? None : HalfDegrees(heading);
        to[11] = Capped(fix.SpeedMps * 2);
        to[12] = coarse ? None : Capped(fix.AccuracyM / 4);
        to[13] = fix.Suspicious ? SuspiciousFlag : (byte)0;
        to[14] = Capped((now - fix.FixAt).TotalSeconds);
        to[15] = 0;
    }

    private static int Millionths(double degrees, bool coarse) =>
        coarse ? (int)Math.Round(degrees * 100) * 10_000 : (int)Math.Round(degrees * 1e6);

    private static byte HalfDegrees(float heading) => (byte)(((int)MathF.Round(heading / 2) % 180 + 180) % 180);

    // a full byte means "this or more", so that a wild value never wraps round to a small one
    private static byte Capped(double value) => value >= None ? None : value > 0 ? (byte)value : (byte)0;
}
