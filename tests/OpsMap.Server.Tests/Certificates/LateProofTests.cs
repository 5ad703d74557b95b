using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Cases;
using OpsMap.Server.Certificates;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Replay;
using Xunit;
using static OpsMap.Server.Tests.Certificates.CertificateTests;

namespace OpsMap.Server.Tests.Certificates;

/// <summary>What a phone without signal did at the scene, certified as it happened and not as it came.</summary>
public sealed class LateProofTests(Backing backing)
{
    private const string Code = "潞州01";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_closed_without_signal_is_certified_from_its_own_instant_when_the_track_has_reached_it()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(3));
        using var desk = await node.SignedIn("dispatcher");
        var (id, leader) = await EnRoute(node, Code);
        node.Clock.Back -= TimeSpan.FromMinutes(10);
        var came = new Moment(node.Now).Now;
        var left = came.AddMinutes(20);
        node.Clock.Back -= TimeSpan.FromMinutes(60);

        // the steps come first, the track after them
        await Offline(node, id, new CaseCommand.Arrive(ArrivalProof.Manual, new GeoPoint(113.12, 36.2)), came, leader);
        await Offline(node, id, new CaseCommand.Close(Outcome.SelfSettled, "双方现场达成一致", new ClosingChecklist(true, true, true, true)), left, leader);
        await (await desk.Get($"/api/cases/{id}/arrival")).Problem(404, Codes.NotFound);

        await Seen(node, "phone", came, left.AddMinutes(2));
        var leaving = await Arrival(desk, id);
        Assert.Equal(("leaving", 121), (Text(leaving, "step"), leaving.GetProperty("fixCount").GetInt32()));
        Assert.Equal((came, left), (leaving.GetProperty("since").GetDateTimeOffset(), leaving.GetProperty("leftAt").GetDateTimeOffset()));
        Assert.False(leaving.GetProperty("waits").GetBoolean());
    }

    [Fact]
    public async Task Photos_and_positions_that_come_after_the_certificate_are_supplements_in_the_chain_once_each()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(3));
        using var desk = await node.SignedIn("dispatcher");
        var (id, leader) = await EnRoute(node, Code);
        node.Clock.Back -= TimeSpan.FromMinutes(5);
        var came = node.Now;
        await Seen(node, "phone", came.AddSeconds(-60), came);
        node.Clock.Back -= TimeSpan.FromMinutes(20);
        var left = node.Now;
        await Seen(node, "phone", left.AddSeconds(-60), left);
        await node.Must(id, new CaseCommand.FinishScene("现场处置完毕"), leader);
        await Seen(node, "phone", node.Now, node.Now);
        var first = await Arrival(desk, id);
        Assert.Equal("leaving", Text(first, "step"));
        Assert.Empty(first.GetProperty("photoHashes").EnumerateArray());

        // a photo that was taken there and one that was taken after
        node.Clock.Back -= TimeSpan.FromMinutes(30);
        await node.Must(id, Photo('a', left.AddMinutes(-3)), leader);
        await node.Must(id, Photo('b', left.AddMinutes(5)), leader);
        var second = await Arrival(desk, id);
        Assert.Equal(("supplement", 2), (Text(second, "step"), second.GetProperty("supplements").GetInt32()));
        Assert.Equal(new string('a', 64), Assert.Single(second.GetProperty("photoHashes").EnumerateArray()).GetString());
        Assert.Equal(Text(first, "hash"), Text(second, "prevHash"));

        // a second phone's track of the same stay, and one of another day
        var dues = node.Services.GetRequiredService<CertificateDues>();
        await Seen(node, "second", came.AddMinutes(2), left.AddMinutes(-5));
        await dues.NoteLate(node.Now.AddMinutes(-1), node.Now.AddSeconds(1), Cancel);
        var third = await Arrival(desk, id);
        Assert.Equal(("supplement", 3), (Text(third, "step"), third.GetProperty("supplements").GetInt32()));
        Assert.True(third.GetProperty("fixCount").GetInt32() > second.GetProperty("fixCount").GetInt32() + 50);
        Assert.Equal(new string('a', 64), Assert.Single(third.GetProperty("photoHashes").EnumerateArray()).GetString());

        await dues.NoteLate(node.Now.AddMinutes(-1), node.Now.AddSeconds(1), Cancel);
        var same = await Arrival(desk, id);
        Assert.Equal(Text(third, "hash"), Text(same, "hash"));
        Assert.Equal(["1 arrival", "2 leaving", "3 supplement", "4 supplement"], same.GetProperty("links").EnumerateArray().Select(l => $"{l.GetProperty("no")} {Text(l, "step")}"));
        Assert.True((await (await desk.Get("/api/certificates/chain?county=140403")).Json()).GetProperty("intact").GetBoolean());
        var page = await (await desk.Get($"/api/cases/{id}/documents/preview?kind=directive")).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("140403-000004（补充000003号）", page, StringComparison.Ordinal);
    }

    private static CaseCommand.AddEvidence Photo(char hash, DateTimeOffset taken) => new(new EvidenceId(Guid.NewGuid()), EvidenceKind.Photo, new string(hash, 64), taken, Offline: true);

    private static async Task<JsonElement> Arrival(Browser desk, CaseId id) => await (await desk.Get($"/api/cases/{id}/arrival")).Json();

    /// <summary>At the scene, each ten seconds.</summary>
    private static async Task Seen(PastNode node, string device, DateTimeOffset from, DateTimeOffset to)
    {
        var count = (int)((to - from).TotalSeconds / 10) + 1;
        foreach (var part in Enumerable.Range(0, count).Chunk(50))
            await node.Reports.Take(PastNode.IdOf(Code), device, node.Now, [.. part.Select(i => At((from.AddSeconds(i * 10) - DateTimeOffset.UnixEpoch).Ticks, from.AddSeconds(i * 10), 0.0001))]);
    }

    private static async Task Offline(PastNode node, CaseId id, CaseCommand command, DateTimeOffset happened, Actor by)
    {
        var answer = await node.Grains.Case(id).Handle(new CaseEnvelope
        {
            Id = new CommandId(Guid.NewGuid()),
            Command = command,
            By = by,
            OccurredAt = happened,
            Device = new DeviceProof(Guid.NewGuid(), 1, "said", [1], Offline: true),
            ContentHash = Server.Platform.Answers.HashOf(command, id.Value, by),
        });
        Assert.Null(answer.Refusal);
    }
}
