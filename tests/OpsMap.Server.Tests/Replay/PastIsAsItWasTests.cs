using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Replay;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;
using Database = OpsMap.Server.Platform.Database;

namespace OpsMap.Server.Tests.Replay;

/// <summary>An hour of the city, a minute at a time; a console writes down what it shows, and the replay is held against it.</summary>
public sealed class PastIsAsItWasTests(Backing backing, ITestOutputHelper output)
{
    private const int Minutes = 60;
    private static readonly Actor _city = new(new PersonId(Guid.NewGuid()), "王调度", Role.CityDispatcher, CountyCode.City);
    private static readonly string[] _codes = ["潞州01", "潞州02", "潞州03", "潞州04", "上党01", "上党02", "壶关01", "襄垣01"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_replay_of_every_minute_is_what_a_console_had_seen_live_at_that_minute()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromMinutes(Minutes + 5));
        using var dispatcher = await node.SignedIn("dispatcher");
        await using var live = await Recorder.Join(node.Map(dispatcher));
        var city = new SmallCity(node, new Random(20261124));
        var noted = new List<(DateTimeOffset At, IReadOnlyList<string> Picture)>();
        for (var minute = 0; minute < Minutes; minute++)
        {
            await city.Minute(minute);
            noted.Add(await Note(node, live));
            node.Clock.Back -= TimeSpan.FromMinutes(1);
        }
        output.WriteLine($"{city.Done} acts, {city.Reported} fixes, {live.Picture.Cards} cards, {live.Picture.Squads} squads on the map at the end");
        Assert.True(city.Done > 150, $"only {city.Done} acts");
        Assert.True(noted[^1].Picture.Count(p => p.StartsWith("slot", StringComparison.Ordinal)) >= 3, "hardly a squad on the map");

        // from each minute's start as a snapshot, and from the first minute by playing all rows and fixes
        foreach (var (at, picture) in noted) Same(at, picture, Picture.Of((await Tape(dispatcher, at, at.AddMilliseconds(1))).GetProperty("snapshot")).Written());
        var end = noted[0].At.AddMinutes(Minutes);
        var tape = await Tape(dispatcher, noted[0].At, end);
        Assert.True(noted.Count(n => n.At <= end) > Minutes - 5);
        foreach (var (at, picture) in noted.Where(n => n.At <= end)) Same(at, picture, Played(tape, at).Written());
    }

    [Fact]
    public async Task Nobody_looks_back_without_a_reason_that_is_written_down_and_a_county_sees_its_own()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromMinutes(20));
        var city = new SmallCity(node, new Random(1));
        for (var minute = 0; minute < 16; minute++)
        {
            await city.Minute(minute);
            node.Clock.Back -= TimeSpan.FromMinutes(1);
        }
        using var dispatcher = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        using var leader = await node.SignedIn("leader");
        using var squad = await node.SignedIn("squad", "潞州01");
        var (from, to) = (node.Now.AddMinutes(-17), node.Now);
        var own = PastNode.IdOf("潞州01");

        await (await Back(dispatcher, "/api/replay", from, to, "")).Problem(400, Refusals.Required, "reason");
        await (await Back(dispatcher, "/api/replay", from, to, "看看")).Problem(400, Refusals.OutOfRange, "reason");
        await (await Back(dispatcher, "/api/replay", from.AddMinutes(-61), to, "复盘处置过程")).Problem(400, Refusals.OutOfRange, "to");
        await (await Back(dispatcher, "/api/replay", from.AddDays(-91), to, "复盘处置过程")).Problem(400, Refusals.OutOfRange, "from");
        await (await Back(squad, "/api/replay", from, to, "复盘处置过程")).Problem(403, Refusals.WrongRole);
        await (await Back(squad, $"/api/squads/{PastNode.IdOf("潞州02")}/track", from, to, "复盘处置过程")).Problem(404, Codes.NotFound);
        await (await Back(county, $"/api/squads/{PastNode.IdOf("上党01")}/track", from, to, "复盘处置过程")).Problem(404, Codes.NotFound);

        var all = await Tape(dispatcher, from, to);
        var ours = await Tape(county, from, to);
        Assert.All(ours.GetProperty("rows").EnumerateArray(), r => Assert.Equal("140403", r.GetProperty("county").GetString()));
        Assert.InRange(ours.GetProperty("rows").GetArrayLength(), 1, all.GetProperty("rows").GetArrayLength() - 1);
        Assert.InRange(ours.GetProperty("fixes").GetArrayLength(), 1, all.GetProperty("fixes").GetArrayLength() - 1);

        var coarse = await Tape(leader, from, to);
        Assert.All(coarse.GetProperty("fixes").EnumerateArray(), f => Assert.True(f[2].GetInt64() % 10_000 == 0 && f[5].GetInt32() == -1));
        var track = await (await Back(county, $"/api/squads/{own}/track", from, to, "复盘处置过程")).Json();
        Assert.True(track.GetProperty("fixes").GetArrayLength() > 5);
        Assert.Contains(track.GetProperty("fixes").EnumerateArray(), f => f.TryGetProperty("doubts", out _));
        Assert.All((await (await Back(leader, $"/api/squads/{own}/track", from, to, "复盘处置过程")).Json()).GetProperty("fixes").EnumerateArray(), f => Assert.False(f.TryGetProperty("acc", out _)));

        // a crew's own track is theirs, to the metre, and that they looked is written down too
        var theirs = await (await Back(squad, $"/api/squads/{own}/track", from, to, reason: null)).Json();
        Assert.Equal(track.GetProperty("fixes").ToString(), theirs.GetProperty("fixes").ToString());

        var audit = await node.Database.Rows(Scope.Everything, Database.Sql("select action, facts->>'reason' from audit where action in ('replay-read', 'track-read') order by seq"), r => (r.GetString(0), r.GetString(1)), Cancel);
        Assert.Equal(6, audit.Count);
        Assert.All(audit.SkipLast(1), a => Assert.Equal("复盘处置过程", a.Item2));
        Assert.Equal(LookingBack.Own, audit[^1].Item2);
        Assert.Equal(3, audit.Count(a => a.Item1 == AuditActions.TrackRead));
    }

    /// <summary>The instant and the picture, when nothing was under way: every event up to it is on the console and none after it.</summary>
    private static async Task<(DateTimeOffset, IReadOnlyList<string>)> Note(PastNode node, Recorder live)
    {
        while (true)
        {
            // what the clocks owe for the minute that has just passed
            await Patience.Until(() => node.Database.Rows(Scope.Everything, Database.Sql("select 1 from deadline where due_at <= $1 and fired_at is null and cancelled_at is null", node.Now.ToUniversalTime()), r => 1).GetAwaiter().GetResult().Count == 0, "the clocks");
            var at = node.Now;
            var heads = await node.Database.Rows(Scope.Everything, Database.Sql("select county, seq from feed_head"), r => (County: r.GetString(0), Seq: r.GetInt64(1)), Cancel);
            await Patience.Until(() => heads.All(h => live.Heads.GetValueOrDefault(h.County) >= h.Seq), "the feed");
            await Patience.Until(() => live.Shows(node.Board), "the frames");
            var picture = live.Written();
            var newer = await node.Database.Rows(Scope.Everything, Database.Sql("select 1 from event where at > $1 union all select 1 from position_fix where received_at > $1", at.ToUniversalTime()), r => 1, Cancel);
            if (newer.Count == 0) return (at, picture);
        }
    }

    private static async Task<JsonElement> Tape(Browser browser, DateTimeOffset from, DateTimeOffset to) => await (await Back(browser, "/api/replay", from, to, "复盘处置过程")).Json();

    private static Task<HttpResponseMessage> Back(Browser browser, string path, DateTimeOffset from, DateTimeOffset to, string? reason) => browser.Post(path, new { from, to, reason });

    private static Picture Played(JsonElement tape, DateTimeOffset until)
    {
        var picture = Picture.Of(tape.GetProperty("snapshot"));
        var rows = tape.GetProperty("rows").EnumerateArray().Select(r => (At: r.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds(), Do: (Action)(() => picture.Row(r))));
        var fixes = tape.GetProperty("fixes").EnumerateArray().Select(f => (At: f[1].GetInt64(), Do: (Action)(() => picture.Put(f[0].GetInt32(), f[2].GetInt64(), f[3].GetInt64()))));
        foreach (var (_, act) in rows.Concat(fixes).Where(x => x.At <= until.ToUnixTimeMilliseconds()).OrderBy(x => x.At)) act();
        return picture;
    }

    private static void Same(DateTimeOffset at, IReadOnlyList<string> live, IReadOnlyList<string> replayed)
    {
        var (missing, extra) = (live.Except(replayed, StringComparer.Ordinal).ToList(), replayed.Except(live, StringComparer.Ordinal).ToList());
        Assert.True(missing.Count + extra.Count == 0, $"at {at:O} live had\n{string.Join('\n', missing.Take(3))}\nand the replay has\n{string.Join('\n', extra.Take(3))}");
    }

    /// <summary>A console that only watches.</summary>
    private sealed class Recorder(HubConnection hub) : IAsyncDisposable
    {
        private readonly Lock _gate = new();

        public Picture Picture { get; private set; } = new();

        public IReadOnlyDictionary<string, long> Heads
        {
            get { lock (_gate) return new Dictionary<string, long>(Picture.Heads, StringComparer.Ordinal); }
        }

        public IReadOnlyList<string> Written()
        {
            lock (_gate) return Picture.Written();
        }

        public static async Task<Recorder> Join(HubConnection hub)
        {
            var recorder = new Recorder(hub);
            await hub.StartAsync(Cancel);
            recorder.Picture = Picture.Of(JsonElement.Parse(await hub.InvokeAsync<string>("Join", Cancel)));
            hub.On<string>("Feed", recorder.Take);
            hub.On<byte[]>("Frame", recorder.Take);
            hub.On<string>("Health", _ => { });
            return recorder;
        }

        /// <summary>Whether every squad is where the node has it.</summary>
        public bool Shows(IEnumerable<LiveFix> board)
        {
            lock (_gate) return board.All(f => Picture.Has(f.Slot, (long)Math.Round(f.Point.Lon * 1e6), (long)Math.Round(f.Point.Lat * 1e6)));
        }

        public ValueTask DisposeAsync() => hub.DisposeAsync();

        private void Take(string feed)
        {
            lock (_gate)
                foreach (var row in JsonElement.Parse(feed).GetProperty("rows").EnumerateArray()) Picture.Row(row);
        }

        private void Take(byte[] frame)
        {
            lock (_gate) Picture.Frame(frame);
        }
    }

    /// <summary>Eight squads and the cases they go to, one step of each story a minute.</summary>
    private sealed class SmallCity(PastNode node, Random random)
    {
        private readonly List<(CaseId Id, Queue<Func<Task>> Story)> _stories = [];
        private readonly Dictionary<string, (double Lon, double Lat, long Seq, List<Fix> Kept)> _phones = [];

        public int Done { get; private set; }

        public int Reported { get; private set; }

        public async Task Minute(int minute)
        {
            if (minute < _codes.Length) await ClockOn(_codes[minute]);
            if (minute % 2 == 0) _stories.Add(Story(minute / 2));
            foreach (var (_, story) in _stories.ToArray())
                if (random.Next(4) > 0 && story.TryDequeue(out var step)) await step();
            foreach (var code in _phones.Keys.ToArray())
                if (random.Next(5) > 0) await Move(code);
            if (minute % 13 == 12) await Breaks(_codes[minute % _codes.Length]);
            if (minute == 45) await Say("襄垣01", new SquadCommand.ClockOff());
        }

        private async Task ClockOn(string code)
        {
            await Say(code, new SquadCommand.ClockOn(2, "2026-01"));
            var at = DemoRoster.All.Single(s => s.Entry.Code == code).Entry.Base;
            _phones[code] = (at.Lon, at.Lat, 0, []);
        }

        private async Task Breaks(string code)
        {
            await Say(code, new SquadCommand.StartBreak());
            await Say(code, new SquadCommand.EndBreak());
        }

        /// <summary>Some steps along, now and then a wild or poor fix, and now and then kept back to be sent late, out of order and twice.</summary>
        private async Task Move(string code)
        {
            var (lon, lat, seq, kept) = _phones[code];
            for (var i = 0; i < 3; i++)
            {
                (lon, lat) = (lon + ((random.NextDouble() - 0.5) * 0.002), lat + ((random.NextDouble() - 0.5) * 0.002));
                var far = random.Next(12) == 0 ? 0.8 : 0;
                kept.Add(new Fix(++seq, node.Now.AddSeconds(i - 3), lon + far, lat, random.Next(10) == 0 ? 600 : 12, 3, null));
            }
            Reported += 3;
            if (random.Next(4) > 0)
            {
                Fix[] batch = [.. kept.OrderBy(_ => random.Next()), kept[0]];
                await node.Reports.Take(PastNode.IdOf(code), "phone", node.Now, batch);
                kept.Clear();
            }
            _phones[code] = (lon, lat, seq, kept);
        }

        private (CaseId, Queue<Func<Task>>) Story(int n)
        {
            var (id, code) = (new CaseId(Guid.NewGuid()), _codes[n % _codes.Length]);
            var (squad, entry) = (PastNode.IdOf(code), DemoRoster.All.Single(s => s.Entry.Code == code).Entry);
            var leader = PastNode.Leader(squad, entry.County);
            var place = new GeoPoint(entry.Base.Lon + 0.01, entry.Base.Lat);
            var registration = new Registration(CaseKind.Complaint, Channel.Hotline12345, "外卖餐品有异物", "餐品中有金属丝，商家拒绝退款。", "迎宾大道58号",
                new Respondent("快餐店"), place, County: entry.County, Industry: Industry.Food, Situations: [Situation.OnSceneDispute]);
            var reply = new ReplyGiven(true, "快反分队", AcceptanceAnswer.Pending);
            (CaseCommand Command, Actor By)[] steps =
            [
                (new CaseCommand.Register(registration), _city), (new CaseCommand.StartTriage(), _city), (new CaseCommand.AddOpinion(OpinionUnit.IntakeCentre, "符合快速响应情形"), _city),
                (new CaseCommand.DecideFast([Situation.OnSceneDispute]), _city), (new CaseCommand.IssueDirective(squad), _city), (new CaseCommand.AckDirective(), leader),
                (new CaseCommand.Respond(HandlingMode.OnSite, "已联系投诉人，马上到场", FirstReply: reply), leader), (new CaseCommand.Depart(), leader),
                (new CaseCommand.Arrive(ArrivalProof.Manual, place), leader), (new CaseCommand.FinishScene("现场处置完毕"), leader),
            ];
            return (id, new Queue<Func<Task>>(steps.Select(s => (Func<Task>)(async () =>
            {
                if ((await node.Say(id, s.Command, s.By)).Refusal is null) Done++;
            }))));
        }

        private async Task Say(string code, SquadCommand command)
        {
            var id = PastNode.IdOf(code);
            if ((await node.Say(id, command, PastNode.Leader(id, DemoRoster.All.Single(s => s.Id == id).Entry.County))).Refusal is null) Done++;
        }
    }
}
