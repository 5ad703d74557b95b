using CsCheck;
using OpsMap.Server.LiveMap;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class FixWireTests
{
    private static readonly Guid _here = Guid.Parse("aaaaaaaa-0000-0000-0000-000000000001");
    private static readonly Guid _there = Guid.Parse("aaaaaaaa-0000-0000-0000-000000000002");

    [Fact]
    public void What_one_node_sends_another_reads_unchanged()
    {
        LiveFix[] sent = [Fix(1, 5, county: "14040G") with { HeadingDeg = null, Suspicious = true }, Fix(32_000, 6) with { AccuracyM = 0 }];
        var read = new List<LiveFix>();
        Assert.True(FixWire.TryRead(FixWire.Message(_there, sent), _here, read));
        Assert.Equal(sent, read);
    }

    [Fact]
    public void A_node_skips_its_own_messages()
    {
        var read = new List<LiveFix>();
        Assert.True(FixWire.TryRead(FixWire.Message(_here, [Fix(1)]), _here, read));
        Assert.Empty(read);
    }

    [Fact]
    public void Arbitrary_bytes_never_throw_and_never_place_a_squad_off_the_earth() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            var read = new List<LiveFix>();
            if (bytes.Length > 0) bytes[0] = 1;
            FixWire.TryRead(bytes, _here, read);
            return read.TrueForAll(f => f.Point.IsOnEarth && f.AccuracyM >= 0);
        });
}
