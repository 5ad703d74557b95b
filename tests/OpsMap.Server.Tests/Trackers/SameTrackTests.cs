using System.Globalization;
using System.Text;
using System.Xml.Linq;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Replay;
using Xunit;
using Database = OpsMap.Server.Platform.Database;

namespace OpsMap.Server.Tests.Trackers;

/// <summary>One recorded drive, reported in four ways, is one track.</summary>
public sealed class SameTrackTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recorded_drive_gives_the_same_track_by_phone_OsmAnd_Traccar_and_OwnTracks()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(2));
        string[] codes = ["潞州05", "潞州06", "潞州07", "潞州08"];
        var tokens = new string[codes.Length];
        foreach (var (code, i) in codes.Select((c, i) => (c, i)))
        {
            var id = PastNode.IdOf(code);
            Assert.Null((await node.Say(id, new SquadCommand.ClockOn(2, "2026-01"), PastNode.Leader(id, new CountyCode("140403")))).Refusal);
            if (i == 0) continue;
            using var leader = await node.SignedIn("squad", code);
            var entered = await (await leader.Post("/api/trackers", new { commandId = Guid.NewGuid(), squad = id.Value, name = "车载终端" })).Json();
            tokens[i] = (await (await leader.Get($"/api/trackers/{entered.GetProperty("id").GetGuid()}/token")).Json()).GetProperty("token").GetString()!;
        }
        var begin = node.Now.AddMinutes(1);
        var drive = Recorded(begin);
        node.Clock.Back -= TimeSpan.FromMinutes(90);

        using var phone = await node.SignedIn("squad", codes[0]);
        foreach (var batch in drive.Select((f, i) => (Fix: f, Seq: i + 1)).Chunk(50))
            await (await phone.Post("/api/squad/track", new
            {
                device = "recorded",
                sentAt = node.Now,
                fixes = batch.Select(b => new { seq = b.Seq, t = b.Fix.At, lon = b.Fix.Lon, lat = b.Fix.Lat, acc = b.Fix.Acc, spd = b.Fix.Mps, hdg = b.Fix.Heading }),
            })).Json();
        using var device = new Browser(node.Address, null);
        foreach (var f in drive)
        {
            using var osmAnd = await device.Get(string.Create(CultureInfo.InvariantCulture,
                $"/t?id={Uri.EscapeDataString(tokens[1])}&timestamp={f.At.ToUnixTimeSeconds()}&lat={f.Lat}&lon={f.Lon}&speed={f.Mps / 0.514444}&bearing={f.Heading}&accuracy={f.Acc}&batt=80"));
            Assert.True(osmAnd.IsSuccessStatusCode, $"{(int)osmAnd.StatusCode}: {await osmAnd.Content.ReadAsStringAsync(Cancel)}");
        }
        foreach (var batch in drive.Chunk(40))
        {
            using var traccar = await device.Post("/t", new
            {
                device_id = tokens[2],
                location = batch.Select(f => new { timestamp = f.At.ToString("O"), coords = new { latitude = f.Lat, longitude = f.Lon, accuracy = f.Acc, speed = f.Mps, heading = f.Heading }, battery = new { level = 0.8, is_charging = false } }),
            });
            Assert.True(traccar.IsSuccessStatusCode, $"{(int)traccar.StatusCode}: {await traccar.Content.ReadAsStringAsync(Cancel)}");
        }
        using var app = new Browser(node.Address, null);
        app.Headers["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("crew:" + tokens[3]));
        // an app that was without a network sends its newest first, then what it had kept
        foreach (var f in drive.TakeLast(1).Concat(drive.SkipLast(1)))
        {
            using var ownTracks = await app.Post("/t", new { _type = "location", lat = f.Lat, lon = f.Lon, acc = f.Acc, vel = f.Mps * 3.6, cog = f.Heading, batt = 80, tid = "08", tst = f.At.ToUnixTimeSeconds() });
            Assert.True(ownTracks.IsSuccessStatusCode, $"{(int)ownTracks.StatusCode}: {await ownTracks.Content.ReadAsStringAsync(Cancel)}");
        }

        var tracks = new List<IReadOnlyList<(DateTimeOffset, double, double, double, double, double)>>();
        foreach (var code in codes) tracks.Add(await Stored(node, PastNode.IdOf(code)));
        Assert.Equal(drive.Count, tracks[0].Count);
        foreach (var track in tracks.Skip(1)) Assert.Equal(tracks[0], track);
        var board = node.Board.Where(f => codes.Select(PastNode.IdOf).Contains(f.Squad)).ToList();
        Assert.Equal(codes.Length, board.Count);
        Assert.Single(board.Select(f => (f.Point, f.FixAt)).Distinct());
        Assert.Equal(drive[^1].At, board[0].FixAt);
    }

    [Fact]
    public async Task A_device_that_begins_to_mean_another_datum_raises_an_alarm_on_its_squads_card_until_it_means_ours_again()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(1));
        var id = PastNode.IdOf("潞州05");
        Assert.Null((await node.Say(id, new SquadCommand.ClockOn(2, "2026-01"), PastNode.Leader(id, new CountyCode("140403")))).Refusal);
        node.Clock.Back -= TimeSpan.FromMinutes(50);
        var (begin, here) = (node.Now.AddMinutes(-40), new GeoPoint(113.15, 36.21));
        var there = Datums.FromWgs84(here, Datum.Gcj02);

        Assert.Equal((null, here), await Stand(0, 20, here));
        Assert.Equal(("datum", here), await Stand(20, 6, there));
        Assert.Equal(("datum", here), await Stand(26, 5, here));
        Assert.Equal((null, here), await Stand(31, 12, here));

        async Task<(string?, GeoPoint)> Stand(int from, int count, GeoPoint at)
        {
            await node.Reports.Take(id, "phone", node.Now, [.. Enumerable.Range(from, count).Select(i => new Fix(i, begin.AddSeconds(i * 5), at.Lon, at.Lat, 8, 0, null))]);
            var health = await node.Database.Rows(Scope.Everything, Database.Sql("select card->>'health' from squad_view where id = $1", id.Value), r => r.IsDBNull(0) ? null : r.GetString(0), Cancel);
            return (health[0], node.Board.Single(f => f.Squad == id).Point);
        }
    }

    /// <summary>A drive of our own making along the streets between two towns' seats, as a logger would have written it.</summary>
    private static List<(DateTimeOffset At, double Lon, double Lat, double Acc, double Mps, double Heading)> Recorded(DateTimeOffset begin)
    {
        XNamespace gpx = "http://www.topografix.com/GPX/1/1";
        var points = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Trackers", "drive.gpx")).Descendants(gpx + "trkpt").ToList();
        var first = At(points[0]);
        var shift = DateTimeOffset.FromUnixTimeSeconds(begin.ToUnixTimeSeconds() + 1) - first;
        return [.. points.Select(p => (At(p) + shift, Number(p.Attribute("lon")!.Value), Number(p.Attribute("lat")!.Value), Number(p.Element(gpx + "hdop")!.Value) * 5, Number(p.Element(gpx + "extensions")!.Element("speed")!.Value), Number(p.Element(gpx + "extensions")!.Element("course")!.Value)))];

        DateTimeOffset At(XElement p) => DateTimeOffset.Parse(p.Element(gpx + "time")!.Value, CultureInfo.InvariantCulture);
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static Task<IReadOnlyList<(DateTimeOffset, double, double, double, double, double)>> Stored(PastNode node, SquadId squad) => node.Database.Rows(Scope.Everything,
        Database.Sql("select at, lon, lat, accuracy_m, speed_mps, heading from position_fix where squad = $1 order by at", squad.Value),
        r => (r.GetFieldValue<DateTimeOffset>(0), r.GetDouble(1), r.GetDouble(2), Math.Round(r.GetFloat(3), 2), Math.Round(r.GetFloat(4), 2), Math.Round(r.GetFloat(5), 1)), Cancel);
}
