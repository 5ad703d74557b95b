using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Cases;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Certificates;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Replay;
using OpsMap.Server.Tracks;
using Xunit;

namespace OpsMap.Server.Tests.Tracks;

/// <summary>Where a squad did what it did: known as long as its track is, and never from the log.</summary>
public sealed class PlaceOfAStepTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_told_late_stands_where_the_squad_was_when_it_happened_until_the_track_of_that_day_goes()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(2));
        using var desk = await node.SignedIn("dispatcher");
        var (id, leader) = await CertificateTests.EnRoute(node, "潞州01");
        var begin = node.Now;
        node.Clock.Back -= TimeSpan.FromMinutes(40);
        // one wild fix among those of the minute it arrived in, and by now it is somewhere else
        var arrived = new Moment(begin.AddMinutes(10)).Now;
        await node.Reports.Take(PastNode.IdOf("潞州01"), "phone", node.Now,
        [
            .. Enumerable.Range(0, 12).Select(i => At(i, arrived.AddSeconds((i * 5) - 55), i == 11 ? 113.9 : 113.12)),
            .. Enumerable.Range(12, 12).Select(i => At(i, node.Now.AddSeconds((i * 5) - 200), 113.18)),
        ]);
        var command = new CaseCommand.Arrive(ArrivalProof.Manual, Remark: "已到店");
        Assert.Null((await node.Grains.Case(id).Handle(new CaseEnvelope
        {
            Id = new CommandId(Guid.NewGuid()),
            Command = command,
            By = leader,
            OccurredAt = arrived,
            Device = new DeviceProof(Guid.NewGuid(), 1, "said", [1], Offline: true),
            ContentHash = Server.Platform.Answers.HashOf(command, id.Value, leader),
        })).Refusal);

        Assert.Equal(113.12, (await Step(desk, id)).GetProperty("place").GetProperty("lon").GetDouble(), 6);
        // a dispatcher has no place
        Assert.False((await Steps(desk, id))[0].TryGetProperty("place", out _));

        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(node.Postgres) { Options = "-c ops.county=*" });
        Assert.Equal(0L, await Told(owner, "select count(*) from event where place is not null"));
        await Told(owner, "alter table position_fix no force row level security");
        Assert.True(await Told(owner, "with gone as (delete from position_fix returning 1) select count(*) from gone") > 20);
        Assert.False((await Step(desk, id)).TryGetProperty("place", out _));
    }

    [Fact]
    public async Task Places_that_earlier_versions_wrote_into_the_log_go_with_the_tracks_of_their_days()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromMinutes(20));
        var (id, _) = await CertificateTests.EnRoute(node, "潞州01");
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(node.Postgres) { Options = "-c ops.county=*" });
        await Told(owner, $$"""
            update event set place = '{"lon":113.1,"lat":36.2}', at = now() - case when version < 5 then interval '92 days' else interval '89 days' end where stream = '{{id}}' returning 1
            """);
        var all = await Told(owner, $"select count(*) from event where stream = '{id}'");
        await node.Services.GetServices<IHostedService>().OfType<TrackDays>().Single().Tend(Cancel);
        Assert.Equal(all - 4, await Told(owner, "select count(*) from event where place is not null"));
    }

    private static Fix At(long seq, DateTimeOffset at, double lon) => new(seq, at, lon, 36.2, 9, 0, null);

    private static async Task<IReadOnlyList<JsonElement>> Steps(Browser desk, CaseId id) => [.. (await (await desk.Get($"/api/cases/{id}")).Json()).GetProperty("timeline").EnumerateArray()];

    private static async Task<JsonElement> Step(Browser desk, CaseId id) => (await Steps(desk, id)).Single(s => s.GetProperty("type").ValueEquals("arrived-on-scene"));

    private static async Task<long> Told(NpgsqlDataSource owner, string sql)
    {
        await using var ask = owner.CreateCommand(sql);
        return Convert.ToInt64(await ask.ExecuteScalarAsync(Cancel), System.Globalization.CultureInfo.InvariantCulture);
    }
}
