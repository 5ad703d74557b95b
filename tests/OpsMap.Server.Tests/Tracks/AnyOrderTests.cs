using CsCheck;
using OpsMap.Domain;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Simulator;
using Xunit;

namespace OpsMap.Server.Tests.Tracks;

/// <summary>Whatever the network does to a track, the same is stored and the same is shown.</summary>
public sealed class AnyOrderTests(Backing backing)
{
    private const int Samples = 25;

    private static readonly Gen<Fix[]> _tracks =
        Gen.Select(Gen.Double[1, 30], Gen.Double[-20, 20], Gen.Int[0, 20], Gen.Float[3, 60]).Array[1, 40].Select(steps =>
        {
            var (second, east) = (0.0, 0.0);
            return steps.Select((step, i) =>
            {
                var (wait, mps, kind, accuracy) = step;
                second += wait;
                east += wait * mps;
                var far = kind == 0 ? 80_000 : 0;
                return new Fix(i + 1, default(DateTimeOffset).AddSeconds(second), 113.11 + ((east + far) / 89_870), 36.19, kind == 1 ? 700 : accuracy, kind == 2 ? null : (float)Math.Abs(mps), null);
            }).ToArray();
        });

    /// <summary>In which order, in pieces of which size, which pieces twice, how late each, and after which everybody forgets.</summary>
    private static readonly Gen<(int[] Order, int Piece, bool[] Twice, double[] Way, int Forget)> _networks =
        Gen.Select(Gen.Int.Array[40], Gen.Int[1, 15], Gen.Bool.Array[40], Gen.Double[0, 55].Array[40], Gen.Int[0, 6]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_order_repetition_delay_and_split_store_the_same_track_and_show_the_same_position()
    {
        await using var database = await backing.Database();
        var clock = new ShiftedClock { Back = TimeSpan.FromHours(2) };
        await using var cluster = await GrainCluster.Start(database, clock: clock);
        var squads = new Queue<(SquadId Id, int Slot)>();
        for (var slot = 1; slot <= 2 * Samples; slot++) squads.Enqueue((await cluster.SquadOnDuty(slot), slot));
        var from = clock.GetUtcNow().AddMinutes(1);
        clock.Back = TimeSpan.Zero;
        var shown = 0;

        await Gen.Select(_tracks, _networks).SampleAsync(async (track, network) =>
        {
            Fix[] fixes = [.. track.Select(f => f with { At = from + (f.At - default(DateTimeOffset)) })];
            var (straight, bent) = (squads.Dequeue(), squads.Dequeue());
            await Report(cluster, straight.Id, fixes, 0);

            Fix[] shuffled = [.. fixes.Zip(network.Order).OrderBy(p => p.Second).Select(p => p.First)];
            var pieces = shuffled.Chunk(network.Piece).ToArray();
            for (var i = 0; i < pieces.Length; i++)
            {
                await Report(cluster, bent.Id, pieces[i], network.Way[i]);
                if (network.Twice[i]) await Report(cluster, bent.Id, pieces[i], network.Way[^(i + 1)]);
                if (i == network.Forget) await cluster.PutToSleep();
            }
            await Report(cluster, bent.Id, fixes, 1);

            Assert.Equal(await Stored(cluster, straight.Id), await Stored(cluster, bent.Id));
            Assert.Equal(Shown(cluster, straight.Slot), Shown(cluster, bent.Slot));
            if (Shown(cluster, bent.Slot) is not null) shown++;
        }, iter: Samples, threads: 1);

        Assert.True(shown > Samples / 2, $"only {shown} tracks showed anything");
    }

    private static async Task Report(GrainCluster cluster, SquadId squad, Fix[] fixes, double way)
    {
        var now = TimeProvider.System.GetUtcNow();
        var receipt = await cluster.Grains.Squad(squad).Report(new FixBatch("phone", now.AddSeconds(-way), now, fixes));
        Assert.Equal(fixes.Max(f => f.Seq), receipt.Ack);
    }

    private static Task<IReadOnlyList<(long, DateTimeOffset, DateTimeOffset, double, float, float?)>> Stored(GrainCluster cluster, SquadId squad) => cluster.Database.Rows(Scope.Everything,
        Database.Sql("select seq, taken_at, at, lon, accuracy_m, speed_mps from position_fix where squad = $1 order by seq", squad.Value),
        r => (r.GetInt64(0), r.GetFieldValue<DateTimeOffset>(1), r.GetFieldValue<DateTimeOffset>(2), r.GetDouble(3), r.GetFloat(4), r.IsDBNull(5) ? (float?)null : r.GetFloat(5)), Cancel);

    private static (GeoPoint, float, DateTimeOffset)? Shown(GrainCluster cluster, int slot) =>
        cluster.Board.TryRead(slot, out LiveFix fix) ? (fix.Point, fix.AccuracyM, fix.FixAt) : null;
}
