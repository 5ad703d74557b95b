using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Triage;

public sealed class TriageTests(Node node) : IClassFixture<Node>
{
    private const string Zh = "投诉人称在该店购买的电热水壶使用三天后底部漏水，联系商家要求更换，商家以人为损坏为由拒绝，要求按照三包规定更换或者退款。";

    [Fact]
    public async Task The_same_telephone_about_the_same_merchant_within_72_hours_is_a_duplicate_and_after_that_it_is_not()
    {
        using var desk = await TriageDesk.City(node);
        var phone = TriageDesk.Phone();
        var first = await desk.Register("水壶漏水", merchant: "长治市百汇家电有限公司", phone: phone);
        var second = await desk.Register("要求退款", "昨天反映过，到现在没人管", merchant: "百汇家电", phone: $"+86 {phone[..3]}-{phone[3..7]} {phone[7..]}");
        var duplicate = Assert.Single((await desk.Ask(second)).GetProperty("duplicates").EnumerateArray());
        Assert.Equal((first, await desk.No(first), true, 0.8), (duplicate.GetProperty("caseId").GetGuid(), duplicate.GetProperty("caseNo").GetString(), duplicate.GetProperty("earlier").GetBoolean(), duplicate.GetProperty("score").GetDouble()));
        Assert.Equal(["same-phone", "same-merchant"], duplicate.Codes());
        Assert.Equal("投诉人电话相同", duplicate.Reason("same-phone").GetProperty("text").GetString());

        await Moved(first, "72 hours 1 second");
        Assert.Empty((await desk.Ask(second)).GetProperty("duplicates").EnumerateArray());
    }

    [Fact]
    public async Task One_dispute_over_two_channels_is_found_by_its_text_and_by_its_number()
    {
        using var desk = await TriageDesk.City(node);
        var hotline = await desk.Register("电热水壶漏水", Zh, merchant: "新天地电器", external12345No: "ZX-20261123-77");
        var platform = await desk.Register("电水壶漏水不给换", Zh.Replace("投诉人称", "消费者反映", StringComparison.Ordinal).Replace("三天", "3天", StringComparison.Ordinal), merchant: "新天地电器");
        var alike = Assert.Single((await desk.Ask(platform)).GetProperty("duplicates").EnumerateArray());
        Assert.Equal(hotline, alike.GetProperty("caseId").GetGuid());
        Assert.Equal(["same-merchant", "text-alike"], alike.Codes());

        var linked = await desk.Register("转办件", "见附件", external12345No: "ZX-20261123-77");
        Assert.Contains((await desk.Ask(linked)).GetProperty("duplicates").EnumerateArray(), d => d.GetProperty("caseId").GetGuid() == hotline && d.Codes().Contains("same-number"));
        // the same form of words about another merchant is another dispute
        var other = await desk.Register("电热水壶漏水", Zh, merchant: "宏达五金");
        Assert.Empty((await desk.Ask(other)).GetProperty("duplicates").EnumerateArray());
    }

    [Fact]
    public async Task Of_another_countys_duplicates_a_county_learns_how_many_and_nothing_else()
    {
        using var city = await TriageDesk.City(node);
        using var luzhou = await TriageDesk.County(node, "140403");
        var phone = TriageDesk.Phone();
        var foreign = await city.Register("秘密标题在上党", "只有上党知道的内容", county: "140404", merchant: "两区连锁店", phone: phone);
        var own = await luzhou.Register("同一件事", merchant: "两区连锁店", phone: phone);
        var answer = await luzhou.Ask(own);
        Assert.Empty(answer.GetProperty("duplicates").EnumerateArray());
        var elsewhere = Assert.Single(answer.GetProperty("duplicatesElsewhere").EnumerateArray());
        Assert.Equal(("140404", "上党区", 1), (elsewhere.GetProperty("county").GetString(), elsewhere.GetProperty("name").GetString(), elsewhere.GetProperty("count").GetInt32()));
        var text = answer.GetRawText();
        foreach (var secret in new[] { "秘密标题", "只有上党", foreign.ToString(), await city.No(foreign) }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.Equal(foreign, Assert.Single((await city.Ask(own)).GetProperty("duplicates").EnumerateArray()).GetProperty("caseId").GetGuid());
        await (await luzhou.Browser.Get($"/api/cases/{foreign}/triage")).Problem(404, "not-found");
    }

    [Fact]
    public async Task Factors_of_article_17_are_hints_with_their_cases_and_refuse_nothing()
    {
        using var city = await TriageDesk.City(node);
        using var luzhou = await TriageDesk.County(node, "140403");
        var phone = TriageDesk.Phone();
        var earlier = new List<Guid>();
        foreach (var (person, county) in new[] { ("张三", "140403"), ("李四", "140403"), ("王五", "140404"), ("张三", "140403") })
            earlier.Add(await city.Register("食品标签瑕疵", county: county, merchant: "惠民超市连锁", phone: phone, person: person, industry: 1));
        var id = await city.Register("食品标签瑕疵", "一次购买40盒饼干，营养成分表不规范，要求十倍赔偿", merchant: "惠民超市连锁", phone: phone, person: "张三", industry: 1);

        var claimant = (await luzhou.Ask(id)).GetProperty("claimant");
        var factors = claimant.GetProperty("factors").EnumerateArray().ToDictionary(f => f.GetProperty("factor").GetString()!, f => f, StringComparer.Ordinal);
        Assert.Equal(5, factors["claimant-often"].GetProperty("count").GetInt32());
        Assert.Equal(5, factors["claimant-same-merchant"].GetProperty("count").GetInt32());
        Assert.Equal(3, factors["claimant-shared-phone"].GetProperty("count").GetInt32());
        Assert.Equal(40, factors["claimant-quantity"].GetProperty("count").GetInt32());
        Assert.Equal(["十倍赔偿", "标签瑕疵"], factors["claimant-wording"].GetProperty("evidence").EnumerateArray().Select(e => e.GetString()));
        // the whole city is counted, one's own cases are named
        var named = factors["claimant-often"].GetProperty("evidence").EnumerateArray().Select(e => e.GetString()!).ToList();
        Assert.Equal(4, named.Count);
        Assert.DoesNotContain(await city.No(earlier[2]), named);
        Assert.Contains(await city.No(earlier[2]), (await city.Ask(id)).GetProperty("claimant").GetProperty("factors")[0].GetProperty("evidence").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("以上仅为第121号令第十七条参考因素，是否受理由工作人员依法决定", claimant.GetProperty("note").GetString());
        Assert.DoesNotContain("职业打假", (await city.Ask(id)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("received", (await (await city.Browser.Get($"/api/cases/{id}")).Json()).GetProperty("card").GetProperty("workflow").GetString());
    }

    [Fact]
    public async Task Edge04_Several_telephones_from_one_house_are_shown_and_a_whole_district_is_no_house()
    {
        using var desk = await TriageDesk.City(node);
        foreach (var address in new[] { "潞州区英雄中路 8 号 3 单元 501 室", "潞州区英雄中路８号３单元５０１室" }) await desk.Register("商品纠纷", address: address);
        var id = await desk.Register("商品纠纷", address: "潞州区英雄中路8号3单元501室。");
        var shared = Assert.Single((await desk.Ask(id)).GetProperty("claimant").GetProperty("factors").EnumerateArray());
        Assert.Equal(("claimant-shared-address", 3, 3), (shared.GetProperty("factor").GetString(), shared.GetProperty("count").GetInt32(), shared.GetProperty("evidence").GetArrayLength()));

        for (var i = 0; i < 3; i++) id = await desk.Register("商品纠纷", address: "山西省长治市潞州区");
        Assert.Equal(0, (await desk.Ask(id)).GetProperty("claimant").GetProperty("factors").GetArrayLength());
    }

    [Fact]
    public async Task Several_telephones_with_nearly_the_same_words_about_one_merchant_are_shown_together()
    {
        using var desk = await TriageDesk.City(node);
        for (var i = 0; i < 2; i++) await desk.Register("宣传用语违规", Zh + $"第{i}次", merchant: "好再来商行");
        var id = await desk.Register("宣传用语违规", Zh, merchant: "好再来商行");
        var together = Assert.Single((await desk.Ask(id)).GetProperty("claimant").GetProperty("factors").EnumerateArray());
        Assert.Equal(("claimants-together", 3), (together.GetProperty("factor").GetString(), together.GetProperty("count").GetInt32()));
        Assert.Equal(2, together.GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public async Task Five_cases_at_one_gate_within_the_hour_suggest_an_incident_and_a_crowd()
    {
        using var desk = await TriageDesk.City(node);
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++) ids.Add(await desk.Register($"排队{i}", lon: 113.560 + (i * 0.0005), lat: 35.960, county: "140427"));
        Assert.False((await desk.Ask(ids[0])).TryGetProperty("incident", out _));
        ids.Add(await desk.Register("排队4", lon: 113.5620, lat: 35.960, county: "140427"));
        // an hour earlier, or half a kilometre away, is another matter
        await Moved(await desk.Register("昨日", lon: 113.560, lat: 35.960, county: "140427"), "61 minutes");
        await desk.Register("远处", lon: 113.568, lat: 35.960, county: "140427");

        var answer = await desk.Ask(ids[2]);
        var incident = answer.GetProperty("incident");
        Assert.Equal(ids, incident.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("caseId").GetGuid()));
        Assert.Equal(113.561, incident.GetProperty("centre").GetProperty("lon").GetDouble(), 3);
        Assert.InRange(incident.GetProperty("radiusM").GetDouble(), 80, 100);
        Assert.Equal("500 米、60 分钟内共 5 件，建议按群体性事件处置", incident.Reason("burst-nearby").GetProperty("text").GetString());
        Assert.Contains(answer.GetProperty("situations").EnumerateArray(), s => s.GetProperty("situation").GetInt32() == 5 && s.Codes().SequenceEqual(["burst-nearby"]));
        Assert.Equal(1, answer.GetProperty("grade").GetProperty("grade").GetInt32());
    }

    [Fact]
    public async Task A_visitor_who_leaves_before_a_squad_is_due_is_grade_one_and_told_what_to_do()
    {
        using var desk = await TriageDesk.City(node);
        var id = await desk.Register("房费纠纷", leavesAt: DateTimeOffset.UtcNow.AddMinutes(61));
        var answer = await desk.Ask(id);
        Assert.Equal(1, answer.GetProperty("grade").GetProperty("grade").GetInt32());
        Assert.Contains("先电话调解，现场固定证据", answer.GetProperty("grade").Reason("leaves-before-arrival").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(answer.GetProperty("situations").EnumerateArray(), s => s.GetProperty("situation").GetInt32() == 3);
    }

    [Fact]
    public async Task A_place_on_the_border_names_both_counties_and_stays_to_be_confirmed()
    {
        using var desk = await TriageDesk.City(node);
        var border = (await node.Database.Scalar<string>("""
            select st_x(p) || ' ' || st_y(p)
            from  (select st_transform(st_lineinterpolatepoint(l.geom, 0.5), 4326) as p
                   from district a, district b, lateral st_dump(st_linemerge(st_collectionextract(st_intersection(st_boundary(a.border), st_boundary(b.border)), 2))) l
                   where a.code = '140403' and b.code = '140404' order by st_length(l.geom) desc limit 1) q
            """)).Split(' ').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var county = (await desk.Ask(await desk.Register("界上市场", lon: border[0], lat: border[1]))).GetProperty("county");
        Assert.Equal("nearBorder", county.GetProperty("confidence").GetString());
        var both = county.GetProperty("others").EnumerateArray().Select(o => o.GetProperty("county").GetString()!).Append(county.GetProperty("suggested").GetString()!).ToList();
        Assert.Contains("140403", both);
        Assert.Contains("140404", both);
        Assert.Contains("属地待确认", county.Reason("place-near-border").GetProperty("text").GetString(), StringComparison.Ordinal);

        var inside = (await desk.Ask(await desk.Register("县城里", lon: 113.05, lat: 36.0523))).GetProperty("county");
        Assert.Equal(("140404", "point"), (inside.GetProperty("suggested").GetString(), inside.GetProperty("confidence").GetString()));
        Assert.Equal("位置属于上党区，登记为潞州区", inside.Reason("county-differs").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_case_without_a_place_gets_no_guess_but_a_pin_to_set()
    {
        using var desk = await TriageDesk.City(node);
        var nowhere = (await desk.Ask(await desk.Register("热线转来"))).GetProperty("county");
        Assert.Equal(("none", true, false), (nowhere.GetProperty("confidence").GetString(), nowhere.GetProperty("pinNeeded").GetBoolean(), nowhere.TryGetProperty("suggested", out _)));
        Assert.Equal(["place-missing"], nowhere.Codes());
        var named = (await desk.Ask(await desk.Register("热线转来", place: "襄垣县某路口"))).GetProperty("county");
        Assert.Equal(("140423", "address", true), (named.GetProperty("suggested").GetString(), named.GetProperty("confidence").GetString(), named.GetProperty("pinNeeded").GetBoolean()));
        Assert.Equal(["address-names", "place-missing", "county-differs"], named.Codes());
    }

    [Fact]
    public async Task Reasons_speak_the_readers_language_and_name_the_words_found()
    {
        using var desk = await TriageDesk.City(node);
        var id = await desk.Register("外卖有异物", "消费者仍在现场，要求当场取样");
        var industry = (await desk.Ask(id)).GetProperty("industry");
        Assert.Equal((1, 6), (industry.GetProperty("suggested").GetInt32(), industry.GetProperty("current").GetInt32()));
        Assert.Equal(["外卖", "异物"], industry.Reason("words-found").Evidence());
        desk.Browser.Headers["Accept-Language"] = "en";
        Assert.Equal("The text says: 外卖、异物", (await desk.Ask(id)).GetProperty("industry").Reason("words-found").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Texts_follow_their_case_behind_the_wall()
    {
        using var city = await TriageDesk.City(node);
        var id = await city.Register("墙后", county: "140404");
        await using var database = new Database(node.Database.Owner);
        async Task<int> Seen(string scope) => (await database.Rows(new Scope(scope), Database.Sql("select case_id from triage_text where case_id = $1", id), r => r.GetGuid(0), TestContext.Current.CancellationToken)).Count;
        Assert.Equal((1, 1, 0, 0), (await Seen("*"), await Seen("140404"), await Seen("140403"), await Seen("")));
    }

    private async Task Moved(Guid id, string back) =>
        await node.Database.Scalar<DateTime>($"update case_view set received_at = received_at - interval '{back}' where id = $1 returning received_at", id);
}
