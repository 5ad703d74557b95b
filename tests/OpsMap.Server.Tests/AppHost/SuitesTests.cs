using System.Text.Json;
using OpsMap.AppHost.Testing;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class SuitesTests
{
    [Fact]
    public void The_closing_lines_of_the_test_platform_are_counted()
    {
        string[] output = ["Test run summary: Failed!", "  total: 12", "  failed: 2", "  succeeded: 9", "  skipped: 1", "  duration: 1s", "    failed: 77 of something else"];
        var tally = output.Aggregate(default(Tally), Suites.Count);
        Assert.Equal(new Tally(9, 2, 1), tally);
        Assert.Equal("9 passed, 2 failed, 1 skipped", tally.ToString());
    }

    [Fact]
    public void A_browser_test_that_passed_only_when_repeated_counts_as_failed()
    {
        var report = JsonDocument.Parse("""{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3,"duration":1.5}}""").RootElement;
        Assert.Equal(new Tally(5, 3, 3), Suites.Playwright(report));
    }

    [Fact]
    public void Unit_tests_of_the_pages_are_counted()
    {
        var report = JsonDocument.Parse("""{"numTotalTests":9,"numPassedTests":6,"numFailedTests":1,"numPendingTests":1,"numTodoTests":1}""").RootElement;
        Assert.Equal(new Tally(6, 1, 2), Suites.Vitest(report));
    }

    [Fact]
    public void A_run_without_a_test_is_told_from_one_that_passed()
    {
        Assert.True(new Tally(0, 0, 4).RanNothing);
        Assert.False(new Tally(1, 0, 0).RanNothing);
    }
}
