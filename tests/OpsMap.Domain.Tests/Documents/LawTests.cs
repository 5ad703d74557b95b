using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;

namespace OpsMap.Domain.Tests.Documents;

/// <summary>What a document cites is fixed by the day the case was received (规则集).</summary>
public sealed class LawTests
{
    [Theory]
    [InlineData(RuleSet.R20, "《市场监督管理投诉举报处理暂行办法》", "第十五条", "第二十一条第一款", 6, 7)]
    [InlineData(RuleSet.R121, "《市场监督管理投诉举报处理办法》", "第十六条", "第二十三条第一款", 7, 8)]
    public void Each_rule_set_has_its_order_its_articles_and_its_lists(RuleSet rules, string order, string refusal, string ending, int refusals, int endings)
    {
        Assert.Equal((order, refusal, ending), (Law.Order(rules), Law.RefusalArticle(rules), Law.EndingArticle(rules)));
        Assert.Equal((refusals, endings), (Law.RefusalGrounds(rules).Count, Law.EndingGrounds(rules).Count));
        Assert.All(Enum.GetValues<RefusalGround>(), g => Assert.InRange(Law.ItemOf(g, rules), 1, refusals));
        Assert.All(Enum.GetValues<EndGround>(), g => Assert.InRange(Law.ItemOf(g, rules), 1, endings));
    }

    [Fact]
    public void The_limit_that_has_passed_is_named_by_the_order_that_set_it()
    {
        Assert.Contains("四十五个工作日", Law.EndingGrounds(RuleSet.R20)[Law.ItemOf(EndGround.E5, RuleSet.R20) - 1], StringComparison.Ordinal);
        Assert.Contains("六十日", Law.EndingGrounds(RuleSet.R121)[Law.ItemOf(EndGround.E5, RuleSet.R121) - 1], StringComparison.Ordinal);
        Assert.Contains("技术机构", Law.EndingGrounds(RuleSet.R20)[Law.ItemOf(EndGround.E4, RuleSet.R20) - 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1404", "长市监诉受〔2026〕第7号", "长治市市场监督管理局")]
    [InlineData("140403", "潞州市监诉受〔2026〕第7号", "长治市潞州区市场监督管理局")]
    [InlineData("140430", "沁县市监诉受〔2026〕第7号", "沁县市场监督管理局")]
    [InlineData("14040G", "高新市监诉受〔2026〕第7号", "长治市高新区市场监督管理局")]
    public void A_number_names_its_bureau_and_its_local_year(string county, string expected, string bureau)
    {
        // half past midnight in the city is still last year in UTC
        var first = DocumentNumber.First(new CountyCode(county), "诉受", DateTimeOffset.Parse("2025-12-31T16:30:00Z", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, (first with { Count = 7 }).ToString());
        Assert.Equal(bureau, Bureaus.NameOf(new CountyCode(county)));
    }
}
