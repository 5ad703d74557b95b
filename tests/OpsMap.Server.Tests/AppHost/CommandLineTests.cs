using OpsMap.AppHost.CommandLine;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class CommandLineTests
{
    private static readonly Command _up = new("up", "Starts.", (_, _) => Task.FromResult(0))
    {
        Words = ["FILE", "[MORE]"],
        Options = [new("--nodes", "N", "how many"), new("--no-demo", null, "without")],
    };

    [Fact]
    public void Words_options_and_flags_are_told_apart()
    {
        var typed = Arguments.Parse(_up, ["a.csv", "--nodes", "3", "--no-demo"]);
        Assert.Equal("a.csv", typed.Word(0));
        Assert.Null(typed.Word(1));
        Assert.Equal(3, typed.Number("--nodes", 1, 1, 8));
        Assert.True(typed.Has("--no-demo"));
        Assert.Equal(2, Arguments.Parse(_up, ["a.csv", "--nodes=2"]).Number("--nodes", 1, 1, 8));
        Assert.Equal(1, Arguments.Parse(_up, ["a.csv"]).Number("--nodes", 1, 1, 8));
    }

    [Theory]
    [InlineData("FILE is missing")]
    [InlineData("does not know --port", "a", "--port", "1")]
    [InlineData("needs a value", "a", "--nodes")]
    [InlineData("needs a value", "a", "--nodes", "--no-demo")]
    [InlineData("takes no value", "a", "--no-demo=1")]
    [InlineData("one word too many", "a", "b", "c")]
    [InlineData("from 1 to 8", "a", "--nodes", "9")]
    [InlineData("from 1 to 8", "a", "--nodes", "x")]
    public void What_cannot_be_meant_is_refused_with_the_reason(string reason, params string[] typed)
    {
        var refusal = Assert.Throws<UsageException>(() => Arguments.Parse(_up, typed).Number("--nodes", 1, 1, 8));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_asked_for_until_there_is_an_answer_and_an_empty_line_takes_the_usual_one()
    {
        var shown = new StringWriter();
        var questions = new Questions(new StringReader("\n  \n li \n\n"), shown);
        Assert.Equal(("li", "admin"), (questions.Ask("Login"), questions.Ask("Role", "admin")));
        Assert.Equal("Login: Login: Login: Role (admin): ", shown.ToString());
        Assert.Contains("Login is missing", Assert.Throws<UsageException>(() => questions.Ask("Login")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_usage_line_shows_words_and_options()
    {
        Assert.Equal("./opsmap up FILE [MORE] [--nodes N] [--no-demo]", _up.Usage);
    }
}
