using System.Buffers.Binary;
using System.Text;
using OpsMap.Domain;

namespace OpsMap.Server.LiveMap;

/// <summary>Positions as nodes hand them to each other through Redis: the sender's id, then a fixed record per squad.</summary>
public static class FixWire
{
    public const int RecordBytes = 72;
    private const byte Format = 1;
    private const int HeaderBytes = 1 + 16;
    private const int CountyBytes = 6;
    private const byte SuspiciousFlag = 1;
    private const byte HeadingFlag = 2;

    public static byte[] Message(Guid node, ReadOnlySpan<LiveFix> fixes)
    {
        var bytes = new byte[HeaderBytes + fixes.Length * RecordBytes];
        bytes[0] = Format;
        node.TryWriteBytes(bytes.AsSpan(1));
        for (var i = 0; i < fixes.Length; i++) Write(bytes.AsSpan(HeaderBytes + i * RecordBytes), fixes[i]);
        return bytes;
    }

    public static byte[] Record(in LiveFix fix)
    {
        var bytes = new byte[RecordBytes];
        Write(bytes, fix);
        return bytes;
    }

    /// <summary>The positions in a message of another node; none in our own, and false when it is not such a message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, Guid self, ICollection<LiveFix> into)
    {
        if (message.Length < HeaderBytes || message[0] != Format || (message.Length - HeaderBytes) % RecordBytes != 0) return false;
        if (new Guid(message[1..HeaderBytes]) == self) return true;
        for (var rest = message[HeaderBytes..]; !rest.IsEmpty; rest = rest[RecordBytes..])
        {
            if (!TryReadRecord(rest[..RecordBytes], out var fix)) return false;
            into.Add(fix);
        }
        return true;
    }

    public static bool TryReadRecord(ReadOnlySpan<byte> record, out LiveFix fix)
    {
        fix = default;
        if (record.Length != RecordBytes) return false;
        var accuracy = BinaryPrimitives.ReadSingleLittleEndian(record[40..]);
        var speed = BinaryPrimitives.ReadSingleLittleEndian(record[48..]);
        if (!GeoPoint.TryCreate(BinaryPrimitives.ReadDoubleLittleEndian(record[24..]), BinaryPrimitives.ReadDoubleLittleEndian(record[32..]), out var point)
            || !float.IsFinite(accuracy) || accuracy < 0 || !float.IsFinite(speed)
            || !TryInstant(record[52..], out var fixAt) || !TryInstant(record[60..], out var receivedAt)) return false;
        fix = new LiveFix(
            BinaryPrimitives.ReadUInt16LittleEndian(record) & short.MaxValue,
            new SquadId(new Guid(record[2..18])),
            new CountyCode(Encoding.ASCII.GetString(record[18..24]).TrimEnd('\0')),
            point,
            accuracy,
            (record[68] & HeadingFlag) != 0 ? BinaryPrimitives.ReadSingleLittleEndian(record[44..]) : null,
            speed,
            fixAt,
            receivedAt,
            (record[68] & SuspiciousFlag) != 0);
        return true;
    }

    private static void Write(Span<byte> to, in LiveFix fix)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)fix.Slot);
        fix.Squad.Value.TryWriteBytes(to[2..]);
        Encoding.ASCII.GetBytes(fix.County.Value, to.Slice(18, CountyBytes));
        BinaryPrimitives.WriteDoubleLittleEndian(to[24..], fix.Point.Lon);
        BinaryPrimitives.WriteDoubleLittleEndian(to[32..], fix.Point.Lat);
        BinaryPrimitives.WriteSingleLittleEndian(to[40..], fix.AccuracyM);
        BinaryPrimitives.WriteSingleLittleEndian(to[44..], fix.HeadingDeg ?? 0);
        BinaryPrimitives.WriteSingleLittleEndian(to[48..], fix.SpeedMps);
        BinaryPrimitives.WriteInt64LittleEndian(to[52..], fix.FixAt.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(to[60..], fix.ReceivedAt.UtcTicks);
        to[68] = (byte)((fix.Suspicious ? SuspiciousFlag : 0) | (fix.HeadingDeg is null ? 0 : HeadingFlag));
    }

    private static bool TryInstant(ReadOnlySpan<byte> ticks, out DateTimeOffset at)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(ticks);
        var valid = value >= DateTimeOffset.MinValue.Ticks && value <= DateTimeOffset.MaxValue.Ticks;
        at = valid ? new DateTimeOffset(value, TimeSpan.Zero) : default;
        return valid;
    }
}
