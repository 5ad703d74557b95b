using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.Triage.Given;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Triage;

public sealed class TextSuggestionTests
{
    /// <summary>Complaints written for this test alone, not for the rules: industry, then the text.</summary>
    private static readonly (Industry Industry, string Text)[] Unseen =
    [
        (Industry.Food, "在凉菜里吃到一只苍蝇，老板说免单但不肯赔医药费"),
        (Industry.Food, "给孩子买的酸奶打开发酸，看日期已经过期一周，店员不承认"),
        (Industry.Food, "自助烤肉吃完全家拉肚子，怀疑肉不新鲜"),
        (Industry.Food, "网上订的生日蛋糕奶油发霉，商家让自己扔掉"),
        (Industry.Food, "火锅店要求必须支付锅底费和餐具费，点餐时没有告知"),
        (Industry.Drug, "在药店买的眼药水已经失效，要求退货被拒"),
        (Industry.Drug, "药房不看处方就卖给未成年人止咳水"),
        (Industry.Drug, "诊所开的中药喝了起红疹，怀疑药材有问题"),
        (Industry.Drug, "药店工作人员推荐换成贵的同类药品，没有问医生"),
        (Industry.MedicalDevice, "给老人买的轮椅用两次就断了扶手，店家不给换"),
        (Industry.MedicalDevice, "血糖仪测出来的数值每次差很多，厂家说不保修"),
        (Industry.MedicalDevice, "隐形眼镜戴上眼睛红肿，店里没有医疗器械经营备案"),
        (Industry.Retail, "超市大米标签写9.9结账按12.9收，服务台说系统没改"),
        (Industry.Retail, "商场抽奖活动抽中电视不给兑奖，说活动结束了"),
        (Industry.Retail, "超市电子秤不准，买二斤苹果复称只有一斤七两"),
        (Industry.ProfessionalClaim, "一次购买四十盒同款饼干，以标签瑕疵为由要求十倍赔偿"),
        (Industry.ProfessionalClaim, "投诉人称网店宣传含绝对化用语，要求退一赔三并索要举报奖励"),
        (Industry.GeneralDispute, "健身房换老板后不认原来的会员卡，剩下的课也不给上"),
        (Industry.GeneralDispute, "理发店办卡充了一千，去了两次就关门"),
        (Industry.GeneralDispute, "旅行社临时改行程，自费项目不去就甩脸色"),
        (Industry.GeneralDispute, "干洗店把羊绒大衣洗缩水了，只肯赔一百"),
        (Industry.GeneralDispute, "婚纱照拍完三个月不出片，影楼要求加钱精修"),
        (Industry.GeneralDispute, "驾校收费后一直不安排练车，退学要扣一半"),
        (Industry.Auto, "新车开了两百公里变速箱就异响，4S店说正常"),
        (Industry.Auto, "二手车商调表，实际里程比显示多六万公里"),
        (Industry.Auto, "修车厂换的机油不是说好的牌子，发动机烧机油"),
        (Industry.Auto, "电动自行车充不进电，售后让返厂等一个月"),
        (Industry.RealEstate, "开发商延期交房半年，违约金只给物业费抵扣券"),
        (Industry.RealEstate, "房产中介收了定房款又把房子卖给别人"),
        (Industry.RealEstate, "售楼处承诺的学区没有兑现，要求退首付"),
        (Industry.Price, "景区停车场不挂价目表，停一小时收三十"),
        (Industry.Price, "加油站便利店矿泉水没有标价签，结账多收钱"),
        (Industry.Price, "小区转供电加价，每度电多收三毛"),
        (Industry.Price, "春节期间出租车不打计价器，一口价要八十"),
        (Industry.ProductQuality, "买的冰箱不到一个月不制冷，厂家说要收检测费"),
        (Industry.ProductQuality, "充电宝在包里自己冒烟，把衣服烧了一个洞"),
        (Industry.ProductQuality, "新买的皮鞋穿三天开胶，商家拒绝三包"),
        (Industry.ProductQuality, "儿童玩具的零件容易脱落，没有合格证"),
        (Industry.ProductQuality, "买的种子出苗率很低，地里绝收"),
        (Industry.ProductQuality, "床垫味道刺鼻，自测甲醛超标"),
    ];

    [Fact]
    public void Nine_of_ten_unseen_complaints_go_to_the_right_industry_and_every_one_says_why()
    {
        var wrong = (from row in Unseen
                     let best = TextSuggestions.Industries(Said(row.Text), Rules)[0]
                     where best.Industry != row.Industry
                     select $"{row.Text}: {best.Industry} for {row.Industry}, {string.Join('、', best.Reasons[0].Evidence)}").ToList();
        Assert.True(wrong.Count <= Unseen.Length / 10, $"{wrong.Count} of {Unseen.Length} wrong:\n{string.Join('\n', wrong)}");
        Assert.All(Unseen, row => Assert.NotEmpty(TextSuggestions.Industries(Said(row.Text), Rules)[0].Reasons));
    }

    [Fact]
    public void The_words_found_are_named_and_a_word_in_the_title_counts_twice()
    {
        var best = TextSuggestions.Industries(Said("外卖有异物", "外卖餐品里有异物"), Rules)[0];
        Assert.Equal((Industry.Food, 10), (best.Industry, best.Score));
        Assert.Equal(["外卖", "异物"], best.Reasons[0].Evidence);
        Assert.Equal("外卖、异物", best.Reasons[0].Facts["words"]);
        // full-width letters and spaces do not hide a word
        Assert.Equal(Industry.Auto, TextSuggestions.Industries(Said("４Ｓ 店"), Rules)[0].Industry);
    }

    [Fact]
    public void Without_a_word_it_is_a_general_dispute_that_says_so() =>
        Assert.Equal([TriageReasons.NoWordsFound], TextSuggestions.Industries(Said("你好"), Rules).Single().Reasons.Select(r => r.Code));

    [Fact]
    public void The_merchants_name_speaks_too() =>
        Assert.Equal(Industry.Drug, TextSuggestions.Industries(Said("不给退货", merchant: "惠民大药房"), Rules)[0].Industry);

    [Theory]
    [InlineData("电热毯冒烟，烧焦被褥，老人被烫伤", true)]
    [InlineData("店内起火，无人员受伤", true)]
    [InlineData("衣服脱色，无人受伤，未造成人员伤亡", false)]
    [InlineData("没有人受伤，只要求退款", false)]
    [InlineData("没有票据，消费者在门口摔伤", true)]
    public void Harm_is_found_where_it_is_said_and_not_where_it_is_denied(string facts, bool found) =>
        Assert.Equal(found, TextSuggestions.Situations(Said("纠纷", facts), Nine, Rules).Any(s => s.Situation is Situation.SafetyHarm));

    [Theory]
    [InlineData("双方争执，消费者仍在现场", Situation.OnSceneDispute)]
    [InlineData("问题商品仍在销售，请及时取样", Situation.EvidencePreservation)]
    [InlineData("外地游客，马上要赶火车", Situation.VisitorShortStay)]
    [InlineData("就餐后呕吐腹泻，正在住院", Situation.SafetyHarm)]
    [InlineData("几十名家长聚集在门口，有人拍短视频", Situation.MassOrPublicOpinion)]
    [InlineData("门店人去楼空，老板失联", Situation.Other)]
    public void Each_situation_is_found_by_its_words(string facts, Situation situation)
    {
        var found = Assert.Single(TextSuggestions.Situations(Said("纠纷", facts), Nine, Rules), s => s.Situation == situation);
        Assert.NotEmpty(Assert.Single(found.Reasons).Evidence);
    }

    [Fact]
    public void An_ordinary_refund_is_no_fast_situation_and_a_question_never_is()
    {
        Assert.Empty(TextSuggestions.Situations(Said("预付卡退费", "办理预付卡后要求退还余额"), Nine, Rules));
        Assert.Empty(TextSuggestions.Situations(Said("咨询", "游客受伤住院怎么投诉", kind: CaseKind.Consultation), Nine, Rules));
    }

    [Fact]
    public void What_was_ticked_stays_and_a_visitor_needs_no_words()
    {
        var ticked = Said("纠纷") with { Situations = [Situation.Other], IsVisitor = true };
        var found = TextSuggestions.Situations(ticked, Nine, Rules);
        Assert.Equal([(Situation.VisitorShortStay, TriageReasons.Visitor), (Situation.Other, TriageReasons.SaidAtIntake)], found.Select(s => (s.Situation, s.Reasons.Single().Code)));
    }
}
