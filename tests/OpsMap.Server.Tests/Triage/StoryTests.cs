using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using OpsMap.Server.Triage;
using OpsMap.Simulator.Story;
using Xunit;

namespace OpsMap.Server.Tests.Triage;

/// <summary>The shipped rules against the matters of the simulated city, whose industry and situations are known.</summary>
public sealed class StoryTests
{
    private static readonly (CaseKind Kind, Matter Matter)[] Told = [.. Complaints.All.Select(m => (CaseKind.Complaint, m)), .. Reports.All.Select(m => (CaseKind.Report, m))];

    [Fact]
    public void Nineteen_of_twenty_go_to_their_industry()
    {
        var wrong = Told.Where(t => TextSuggestions.Industries(Said(t.Kind, t.Matter), RuleBook.Shipped)[0].Industry != t.Matter.Industry).Select(t => t.Matter.Title).ToList();
        Assert.True(wrong.Count * 20 <= Told.Length, $"{wrong.Count} of {Told.Length}: {string.Join(' ', wrong)}");
    }

    [Fact]
    public void A_suggested_situation_is_right_nine_times_in_ten_and_over_half_of_them_are_found()
    {
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var (kind, matter) in Told)
        {
            var found = TextSuggestions.Situations(Said(kind, matter), DateTimeOffset.UnixEpoch, RuleBook.Shipped).Select(s => s.Situation).ToHashSet();
            right += found.Count(matter.Situations.Contains);
            wrong += found.Count(s => !matter.Situations.Contains(s));
            missed += matter.Situations.Count(s => !found.Contains(s));
        }
        Assert.True(right >= 9 * wrong && right > missed, $"{right} right, {wrong} wrong, {missed} missed");
    }

    private static Registration Said(CaseKind kind, Matter matter) => new(kind, Channel.Hotline12345, matter.Title,
        matter.Facts.Replace("{店}", "某店", StringComparison.Ordinal).Replace("{额}", "200", StringComparison.Ordinal), "长治市", new Respondent("某店"));
}
