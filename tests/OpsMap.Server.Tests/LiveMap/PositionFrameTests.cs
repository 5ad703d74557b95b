using System.Buffers.Binary;
using OpsMap.Domain;
using OpsMap.Server.LiveMap;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class PositionFrameTests
{
    private static readonly LiveFix _one = Fix(513, lon: 113.123456, lat: 36.654321) with { AccuracyM = 41, HeadingDeg = 271, SpeedMps = 13.9f, Suspicious = true };

    [Fact]
    public void The_bytes_are_exactly_those_the_browser_reads()
    {
        var frame = PositionFrame.Encode([_one], Nine.AddSeconds(7.25), coarse: false);
        Assert.Equal(
            "01 00 0100 0020ED247A207A42 | 0102 8020BE06 F14C2F02 88 1B 0A 01 07 00".Replace(" ", "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal),
            Convert.ToHexString(frame));
    }

    [Fact]
    public void Leadership_sees_a_kilometre_and_no_direction()
    {
        var frame = PositionFrame.Encode([_one], Nine, coarse: true);
        Assert.Equal(1, frame[1]);
        Assert.Equal(113_120_000, BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(14)));
        Assert.Equal(36_650_000, BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(18)));
        Assert.Equal([255, 255], new[] { frame[22], frame[24] });
    }

    [Theory]
    [InlineData(400f, 255)]
    [InlineData(127.4f, 254)]
    [InlineData(float.PositiveInfinity, 255)]
    [InlineData(float.NaN, 0)]
    [InlineData(-3f, 0)]
    public void A_wild_speed_does_not_wrap_round(float speed, byte expected) =>
        Assert.Equal(expected, PositionFrame.Encode([_one with { SpeedMps = speed }], Nine, coarse: false)[23]);

    [Theory]
    [InlineData(359.9f, 0)]
    [InlineData(0f, 0)]
    [InlineData(180f, 90)]
    [InlineData(-90f, 135)]
    [InlineData(null, 255)]
    public void A_heading_is_kept_in_steps_of_two_degrees(float? heading, byte expected) =>
        Assert.Equal(expected, PositionFrame.Encode([_one with { HeadingDeg = heading }], Nine, coarse: false)[22]);

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(30, 30)]
    [InlineData(86_400, 255)]
    public void The_age_of_a_fix_is_that_at_the_instant_of_the_frame(int seconds, byte expected) =>
        Assert.Equal(expected, PositionFrame.Encode([_one], _one.FixAt.AddSeconds(seconds), coarse: false)[26]);

    [Fact]
    public void Each_audience_gets_what_it_may_see_encoded_once()
    {
        var board = new PositionBoard();
        board.Offer(Fix(1, 1, county: "140403"));
        board.Offer(Fix(2, 1, county: "140404"));
        var frames = new TickFrames(board, new IncidentSquads(board));
        frames.Begin(Nine, coarse: false);

        Assert.Equal(2, Count(frames.Moved(Audience.City)));
        Assert.Equal(1, Count(frames.Moved(Audience.County(new CountyCode("140404")))));
        Assert.Null(frames.Moved(Audience.County(new CountyCode("140405"))));
        Assert.Null(frames.Moved(Audience.Lead));
        Assert.Same(frames.Moved(Audience.City), frames.Moved(Audience.City));

        frames.Begin(Nine.AddSeconds(2), coarse: true);
        Assert.Null(frames.Moved(Audience.City));
        Assert.Equal(2, Count(frames.Moved(Audience.Lead)));
    }

    [Fact]
    public void Leadership_sees_a_squad_exactly_only_while_it_is_at_work_in_an_incident()
    {
        var board = new PositionBoard();
        var crowds = new IncidentSquads(board);
        var (standing, working) = (Fix(1, 1, county: "140403") with { Point = new GeoPoint(113.123456, 36.123456) }, Fix(2, 1, county: "140403") with { Point = new GeoPoint(113.654321, 36.654321) });
        board.Offer(standing);
        board.Offer(working);
        var frames = new TickFrames(board, crowds);
        crowds.Know(anyOpen: true, new Dictionary<int, SquadId> { [2] = working.Squad });

        frames.Begin(Nine, coarse: true);
        Assert.Equal([(1, 113_120_000), (2, 113_654_321)], Lons(frames.Moved(Audience.Lead)));
        // it is over: the squad stands still and is shown again, as coarse as before
        crowds.Know(anyOpen: false, new Dictionary<int, SquadId>());
        frames.Begin(Nine.AddSeconds(2), coarse: true);
        Assert.Equal([(2, 113_650_000)], Lons(frames.Moved(Audience.Lead)));
        frames.Begin(Nine.AddSeconds(4), coarse: true);
        Assert.Null(frames.Moved(Audience.Lead));
    }

    private static List<(int Slot, int Lon)> Lons(byte[]? frame) => [.. Enumerable.Range(0, Count(frame)).Select(i => frame.AsSpan(PositionFrame.HeaderBytes + (i * PositionFrame.RecordBytes)).ToArray())
        .Select(r => ((int)BinaryPrimitives.ReadUInt16LittleEndian(r), BinaryPrimitives.ReadInt32LittleEndian(r.AsSpan(2)))).OrderBy(r => r.Item1)];

    private static int Count(byte[]? frame) => BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(2));
}
