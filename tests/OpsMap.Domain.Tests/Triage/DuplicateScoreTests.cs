using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.Triage.Given;

namespace OpsMap.Domain.Tests.Triage;

public sealed class DuplicateScoreTests
{
    [Theory]
    [InlineData(false, true, true, 0.0, null, 0.8)]
    [InlineData(false, null, true, 0.8, null, 0.88)]
    [InlineData(false, null, null, 0.6, null, 0.57)]
    [InlineData(true, false, false, 0.1, null, 1.0)]
    [InlineData(false, true, null, 0.1, 150.0, 0.7)]
    [InlineData(false, true, true, 0.9, 20.0, 0.98)]
    public void A_duplicate_is_the_more_certain_the_more_signs_agree(bool number, bool? phone, bool? merchant, double alike, double? metres, double score)
    {
        var found = DuplicateScore.Of(new Resemblance(number, alike, Handled: false, phone, merchant, metres), Rules.Duplicates);
        Assert.Equal(score, found?.Score);
        Assert.NotEmpty(found!.Reasons);
    }

    [Theory]
    [InlineData(false, true, false, 0.2, 10.0, "the same person about another merchant")]
    [InlineData(false, false, true, 0.2, 0.0, "another person about the same merchant")]
    [InlineData(false, false, false, 0.95, null, "the same form of words about another merchant")]
    [InlineData(false, null, null, 0.59, null, "texts not alike enough")]
    public void Not_every_likeness_is_a_duplicate(bool number, bool? phone, bool? merchant, double alike, double? metres, string why)
    {
        Assert.Null(DuplicateScore.Of(new Resemblance(number, alike, Handled: false, phone, merchant, metres), Rules.Duplicates));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void A_case_that_was_handled_already_says_so() =>
        Assert.Contains(DuplicateScore.Of(new Resemblance(false, 0, Handled: true, SamePhone: true, SameMerchant: true), Rules.Duplicates)!.Reasons, r => r.Code == TriageReasons.AlreadyHandled);
}
