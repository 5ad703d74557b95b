using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.Triage.Given;

namespace OpsMap.Domain.Tests.Triage;

public sealed class ClaimantFactorTests
{
    private static IEnumerable<(string, int)> Factors(Registration said, ClaimantCounts? counts = null) =>
        ClaimantFactors.Of(said, counts ?? ClaimantCounts.None, Rules.Claimants).Select(f => (f.Code, f.Count));

    [Fact]
    public void An_ordinary_complaint_has_no_factor() =>
        Assert.Empty(Factors(Said("面包过期", "购买面包1袋，小票在，要求退款"), new ClaimantCounts(1, 1, 0, 1)));

    [Fact]
    public void Every_count_is_a_factor_from_its_threshold_on()
    {
        Assert.Equal([(TriageReasons.ClaimantOften, 5), (TriageReasons.ClaimantSameMerchant, 3), (TriageReasons.ClaimantsTogether, 3), (TriageReasons.ClaimantSharedPhone, 3), (TriageReasons.ClaimantSharedAddress, 3)],
            Factors(Said("纠纷"), new ClaimantCounts(5, 3, 3, 3, 3)));
        Assert.Empty(Factors(Said("纠纷"), new ClaimantCounts(4, 2, 2, 2, 2)));
    }

    [Theory]
    [InlineData("购买 40 盒同款饼干", 40)]
    [InlineData("买了１２０瓶", 120)]
    [InlineData("3箱牛奶和25袋面", 25)]
    [InlineData("车价98000元，2.5升3桶", 3)]
    [InlineData("没有数量", 0)]
    public void The_largest_quantity_is_read_out_of_the_text(string text, int quantity) => Assert.Equal(quantity, ClaimantFactors.Quantity(PlainText.Of(text)));

    [Fact]
    public void Words_of_the_claim_are_shown_as_they_stand()
    {
        var found = ClaimantFactors.Of(Said("标签瑕疵", "未食用，要求十倍赔偿"), ClaimantCounts.None, Rules.Claimants);
        Assert.Equal([TriageReasons.ClaimantNoPurchase, TriageReasons.ClaimantWording], found.Select(f => f.Code));
        Assert.Equal(["十倍赔偿", "标签瑕疵"], found[1].Reason.Evidence);
    }

    [Fact]
    public void A_report_needs_no_purchase_and_a_question_has_no_factors()
    {
        Assert.Empty(Factors(Said("标签", "未购买，反映该店标签", kind: CaseKind.Report)));
        Assert.Empty(Factors(Said("要求十倍赔偿", kind: CaseKind.Consultation), new ClaimantCounts(9, 9, 9, 9)));
    }
}
