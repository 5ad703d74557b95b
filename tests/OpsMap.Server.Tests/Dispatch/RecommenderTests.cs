using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Dispatch;

public sealed class RecommenderTests(Backing backing) : IAsyncLifetime
{
    private const string Luzhou = "140403";
    private TestDatabase _test = null!;
    private SquadWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = new SquadWorld((_test = await backing.Database()).Owner);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _test.DisposeAsync();
    }

    public static TheoryData<string, string?> Filters => new()
    {
        { "available", null }, { "returning", null }, { "assigned", "busy" }, { "responding", "busy" }, { "enRoute", "busy" }, { "onScene", "busy" },
        { "break", "break" }, { "offDuty", "offDuty" }, { "crew 1", "crew" }, { "crew 2", null }, { "skill other", "skill" }, { "age 296", null }, { "age 299", null }, { "never seen", "lost" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_squad_is_offered_only_free_complete_able_and_seen(string what, string? excluded)
    {
        var plain = new TestSquad("潞州01", Luzhou, 113.11, 36.19);
        await _world.Squads(what switch
        {
            "crew 1" => plain with { Crew = 1 },
            "crew 2" => plain with { Crew = 2 },
            "skill other" => plain with { Skills = ["general", "drug"] },
            "age 296" => plain with { AgeS = 296 },   // 298 s when asked
            "age 299" => plain with { AgeS = 299 },   // 301 s
            "never seen" => plain with { Seen = false },
            _ => plain with { State = what },
        });
        var answer = await _world.Ask(await _world.Case(Luzhou, 113.12, 36.2));

        Assert.Equal(excluded is null ? 1 : 0, answer.Candidates.Count);
        Assert.Equal(excluded, answer.Excluded.Count == 0 ? null : Assert.Single(answer.Excluded).Key);
        Assert.Equal(excluded is null ? null : Notes.NoSquad, answer.Note);
    }

    [Fact]
    public async Task A_squad_needs_every_skill_the_case_needs()
    {
        await _world.Squads(
            new TestSquad("潞州01", Luzhou, 113.11, 36.19) { Skills = ["general", "food"] },
            new TestSquad("潞州02", Luzhou, 113.14, 36.19) { Skills = ["general", "food", "specialEquipment"] });
        var answer = await _world.Ask(await _world.Case(Luzhou, 113.11, 36.19, ["food", "specialEquipment"]));
        Assert.Equal("潞州02", Assert.Single(answer.Candidates).Code);
        Assert.Equal(1, answer.Excluded["skill"]);
    }

    [Fact]
    public async Task An_old_position_counts_only_when_there_is_no_fresh_one_and_says_at_least()
    {
        var near = new TestSquad("潞州01", Luzhou, 113.121, 36.2) { AgeS = 200 };
        var far = new TestSquad("潞州02", Luzhou, 113.2, 36.2) { AgeS = 100 };
        var id = await _world.Case(Luzhou, 113.12, 36.2);
        await _world.Squads(near, far);
        Assert.Equal(["潞州02"], (await _world.Ask(id)).Candidates.Select(c => c.Code), StringComparer.Ordinal);

        await _world.Squads(near, far with { State = "onScene" });
        var only = Assert.Single((await _world.Ask(id)).Candidates);
        Assert.Equal(Freshness.Stale, only.Freshness);
        Assert.Contains("≥ 3 分", only.Explanation, StringComparison.Ordinal);
        Assert.Contains("at least 3 min", only.ExplanationEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_squad_is_offered_only_when_there_is_nobody_else_and_says_so()
    {
        var (lost, neighbour) = (new TestSquad("潞州01", Luzhou, 113.121, 36.2) { AgeS = 400 }, new TestSquad("上党01", "140404", 113.06, 36.06) { AgeS = 200 });
        var id = await _world.Case(Luzhou, 113.12, 36.2);
        await _world.Squads(lost, neighbour);
        var helped = await _world.Ask(id);
        Assert.Equal("上党01", Assert.Single(helped.Candidates).Code);
        Assert.Equal(1, helped.Excluded["lost"]);

        await _world.Squads(lost, neighbour with { State = "onScene" });
        var alone = await _world.Ask(id);
        var only = Assert.Single(alone.Candidates);
        Assert.Equal(("潞州01", Freshness.Lost), (only.Code, only.Freshness));
        Assert.False(alone.Excluded.ContainsKey("lost"));
        Assert.Contains("≥", only.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_fix_counts_to_the_far_side_of_where_the_squad_can_be_by_now()
    {
        // 900 m away two minutes ago and on its way back, against 1,800 m away just now
        await _world.Squads(
            new TestSquad("潞州01", Luzhou, 113.1300, 36.2) { AgeS = 118, State = "returning" },
            new TestSquad("潞州02", Luzhou, 113.1400, 36.2) { AgeS = 3 });
        var answer = await _world.Ask(await _world.Case(Luzhou, 113.12, 36.2));
        Assert.Equal("潞州02 潞州01", string.Join(' ', answer.Candidates.Select(c => c.Code)));
        Assert.Equal((5 + (120 * 14), Freshness.Ageing), (answer.Candidates[1].DiscM, answer.Candidates[1].Freshness));
        Assert.True(answer.Candidates[1].Metres < answer.Candidates[0].Metres && answer.Candidates[1].Minutes > answer.Candidates[0].Minutes);
    }

    [Fact]
    public async Task Edge11_Equally_far_means_fewer_jobs_today_goes_and_yesterdays_do_not_count()
    {
        await _world.Squads(
            new TestSquad("潞州01", Luzhou, 113.1300, 36.2) { Jobs = 2 },
            new TestSquad("潞州02", Luzhou, 113.1301, 36.2) { Jobs = 1 },
            new TestSquad("潞州03", Luzhou, 113.1302, 36.2) { Jobs = 9, JobsDaysAgo = 1 },
            new TestSquad("潞州04", Luzhou, 113.1320, 36.2));
        var answer = await _world.Ask(await _world.Case(Luzhou, 113.12, 36.2));
        Assert.Equal("潞州03 潞州02 潞州01 潞州04", string.Join(' ', answer.Candidates.Select(c => c.Code)));
        Assert.Equal([0, 1, 2, 0], answer.Candidates.Select(c => c.JobsToday));
    }

    [Fact]
    public async Task Baquan_gorge_is_huguans_though_pingshun_sits_nearer_and_nobody_makes_it_in_ninety_minutes()
    {
        var (huguan, pingshun) = (Counties.Find(new CountyCode("140427"))!.Seat, Counties.Find(new CountyCode("140425"))!.Seat);
        await _world.Squads(new TestSquad("壶关01", "140427", huguan.Lon, huguan.Lat), new TestSquad("平顺01", "140425", pingshun.Lon, pingshun.Lat));
        var id = await _world.Case("140427", 113.5676, 35.9514);

        var own = await _world.Ask(id);
        Assert.Equal(("壶关01", true), (Assert.Single(own.Candidates).Code, own.Candidates[0].OwnCounty));
        Assert.Equal(Notes.NinetyMinutesNotReachable, own.Note);
        Assert.InRange(own.Candidates[0].Minutes, 120, 135);
        Assert.False(own.Candidates[0].Reachable);
        Assert.True(own.Candidates[0].SlackMinutes < -30);
        Assert.True(own.Candidates[0].Estimated);
        Assert.Null(own.CrossCounty);

        var ordered = await _world.Ask(id, crossCounty: true);
        Assert.Equal("平顺01 壶关01", string.Join(' ', ordered.Candidates.Select(c => c.Code)));
        Assert.True(ordered.CrossCounty);
        Assert.Equal([false, true], ordered.Candidates.Select(c => c.OwnCounty));
        Assert.Contains("跨县支援(平顺县)", ordered.Candidates[0].Explanation, StringComparison.Ordinal);
        Assert.Equal(Notes.NinetyMinutesNotReachable, ordered.Note);
    }

    [Fact]
    public async Task Edge12_Another_county_helps_only_on_the_citys_order()
    {
        await _world.Squads(new TestSquad("上党01", "140404", 113.06, 36.06));
        var id = await _world.Case(Luzhou, 113.11, 36.19);

        var county = await _world.Ask(id, SquadWorld.County(Luzhou), crossCounty: true);
        Assert.Empty(county.Candidates);
        Assert.Equal(Notes.NoSquad, county.Note);

        var city = await _world.Ask(id);
        Assert.False(Assert.Single(city.Candidates).OwnCounty);
        Assert.True(city.CrossCounty);
        Assert.Null(city.Note);
    }

    [Fact]
    public async Task Another_countys_case_does_not_exist()
    {
        var id = await _world.Case(Luzhou, 113.11, 36.19);
        Assert.Null(await _world.Recommender.For(id, SquadWorld.County("140404"), 4, false, SquadWorld.Cancel));
        Assert.NotNull(await _world.Recommender.For(id, SquadWorld.County(Luzhou), 4, false, SquadWorld.Cancel));
    }

    [Fact]
    public async Task Edge34_Without_a_place_there_is_no_nearest()
    {
        await _world.Squads(new TestSquad("潞州01", Luzhou, 113.11, 36.19));
        var answer = await _world.Ask(await _world.Case(Luzhou, null, null));
        Assert.Empty(answer.Candidates);
        Assert.Equal(Notes.LocationNeeded, answer.Note);
    }

    [Fact]
    public async Task A_running_arrival_clock_leaves_less_slack()
    {
        await _world.Squads(new TestSquad("潞州01", Luzhou, 113.21, 36.19));   // 9 km: about 18 minutes
        var answer = await _world.Ask(await _world.Case(Luzhou, 113.11, 36.19, arriveIn: TimeSpan.FromMinutes(10)));
        Assert.False(answer.Candidates[0].Reachable);
        Assert.Equal(Notes.NinetyMinutesNotReachable, answer.Note);
        Assert.True((await _world.Ask(await _world.Case(Luzhou, 113.11, 36.19, arriveIn: TimeSpan.FromMinutes(30)))).Candidates[0].Reachable);
    }

    [Fact]
    public async Task The_explanation_says_what_the_members_say()
    {
        await _world.Squads(new TestSquad("潞州01", Luzhou, 113.14, 36.19) { State = "returning", AgeS = 3, Jobs = 1 });
        var one = Assert.Single((await _world.Ask(await _world.Case(Luzhou, 113.11, 36.19))).Candidates);
        Assert.Equal("2.7 km · 约 6 分 · 本辖区 · 食品 · 返程中 · 今日 1 单 · 定位 5 秒前", one.Explanation);
        Assert.Equal("2.7 km · about 6 min · own county · Food · on its way back · 1 job today · seen 5 s ago", one.ExplanationEn);
    }

    [Fact]
    public async Task The_receipt_keeps_what_was_known_and_a_browsers_own_is_thrown_away()
    {
        var (first, second) = (new TestSquad("潞州01", Luzhou, 113.11, 36.19), new TestSquad("潞州02", Luzhou, 113.15, 36.19));
        await _world.Squads(first, second, new TestSquad("潞州03", Luzhou, 113.12, 36.2) { State = "onScene" }, new TestSquad("上党01", "140404", 113.1, 36.15));
        var id = await _world.Case(Luzhou, 113.11, 36.19);
        var forged = new CaseCommand.IssueDirective(new SquadId(second.Id), Receipt: JsonSerializer.SerializeToElement("forged"));

        var command = (CaseCommand.IssueDirective)await new DirectiveReceipts(_world.Recommender).Attach(forged, id, SquadWorld.City, SquadWorld.Cancel);

        var receipt = command.Receipt!.Value.Deserialize<Receipt>(Wire.Options)!;
        Assert.Equal((new SquadId(second.Id), "潞州02", 2, 3), (receipt.Chosen, receipt.ChosenCode, receipt.ChosenRank, receipt.Considered));
        Assert.Equal(1, receipt.Excluded["busy"]);
        Assert.Equal("潞州01 潞州02", string.Join(' ', receipt.Candidates.Select(c => c.Code)));
        Assert.Equal(3, receipt.Parameters.CaseVersion);
        Assert.Equal(2, receipt.Parameters.SquadVersions.Count);
        Assert.True(JsonSerializer.Serialize(receipt, Wire.Options).Length < 8_000);
    }
}
