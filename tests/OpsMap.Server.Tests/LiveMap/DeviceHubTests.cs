using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain.Access;
using OpsMap.Server.Clocks;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class DeviceHubTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phone_is_told_at_once_what_changes_for_its_squad_and_nothing_else()
    {
        await using var world = await LiveWorld.In(backing);
        var (mine, theirs) = (await world.Squad(LiveWorld.Luzhou, 1), await world.Squad(LiveWorld.Luzhou, 2));
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var phone = host.Connection(Role.SquadMember, LiveWorld.Luzhou, "/device", mine);
        var (told, warned) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        phone.On<string>("Now", told.Enqueue);
        phone.On<string>("Clock", warned.Enqueue);
        await phone.StartAsync(Cancel);
        await Patience.Until(() => told.Count == 1, "what it shows, on connecting");
        Assert.Contains("\"job\":null", told.Last(), StringComparison.Ordinal);

        var job = Guid.NewGuid();
        host.The<SquadJobs>().Give(mine, job);
        await world.Case(LiveWorld.Luzhou, job, squad: mine);
        await Patience.Until(() => told.Count == 2, "the new job");
        Assert.Contains(job.ToString(), told.Last(), StringComparison.Ordinal);

        await world.Squad(LiveWorld.Luzhou, 2, "break", theirs);
        await world.Case(LiveWorld.Luzhou, squad: theirs);
        await world.News(LiveWorld.Luzhou, "clock", $$"""{"caseId":"{{Guid.NewGuid()}}","clock":"C2","step":"warn1"}""");
        await world.News(LiveWorld.Luzhou, "clock", $$"""{"caseId":"{{job}}","clock":"C2","step":"warn2"}""");
        await Patience.Until(() => !warned.IsEmpty, "the warning of its own case");
        Assert.Contains("warn2", Assert.Single(warned), StringComparison.Ordinal);
        Assert.Equal(2, told.Count);

        await world.Squad(LiveWorld.Luzhou, 1, "assigned", mine);
        await Patience.Until(() => told.Count == 3, "its own squad's change");
    }

    [Fact]
    public async Task A_phone_hears_that_it_is_heard_and_whether_the_clocks_are_alive()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var phone = host.Connection(Role.SquadLeader, LiveWorld.Luzhou, "/device", Guid.NewGuid());
        await phone.StartAsync(Cancel);
        var pulse = await phone.InvokeAsync<JsonElement>("Ping", Cancel);
        Assert.InRange(pulse.GetProperty("serverNow").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddSeconds(-10), TimeProvider.System.GetUtcNow());
        Assert.False(pulse.GetProperty("clocksAlive").GetBoolean());
        host.The<ClockPulse>().Felt(TimeProvider.System.GetUtcNow());
        Assert.True((await phone.InvokeAsync<JsonElement>("Ping", Cancel)).GetProperty("clocksAlive").GetBoolean());
    }
}
