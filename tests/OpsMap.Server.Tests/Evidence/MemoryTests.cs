using System.Diagnostics;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using OpsMap.Server.Tests.Simulator;
using Xunit;

namespace OpsMap.Server.Tests.Evidence;

/// <summary>What uploads cost the process, which must be measured while nobody else is at work in it.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task Twenty_bad_ones_leave_the_memory_as_it_was()
    {
        using var office = new Office(node);
        var id = await office.Case();
        var county = await office.County();
        foreach (var what in (string[])["bomb", "truncated", "9 MB"]) (await Pictures.Send(county, id, Pictures.Bad(what))).Dispose();
        var before = Footprint();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async n => (await Pictures.Send(county, id, Pictures.Bad((n % 4) switch { 0 => "bomb", 1 => "truncated", 2 => "noise", _ => "9 MB" }))).Dispose()));
        Assert.InRange(Footprint() - before, long.MinValue, 150L * 1024 * 1024);
    }

    private static long Footprint()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
