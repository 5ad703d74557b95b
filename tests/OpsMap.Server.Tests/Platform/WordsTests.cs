using System.Reflection;
using System.Text.RegularExpressions;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

public sealed partial class WordsTests
{
    public static TheoryData<string> Codes => [.. ConstantsOf(typeof(Refusals)).Concat(ConstantsOf(typeof(Server.Platform.Codes))).Concat(ConstantsOf(typeof(Server.Intake.UnreadableFileException))).Concat(ConstantsOf(typeof(OpsMap.Domain.Triage.TriageReasons))).Concat(ConstantsOf(typeof(Domain.Documents.DocumentRefusals))).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_words_in_both_languages_with_the_same_facts(string code)
    {
        var chinese = Words.Of(code, Tongue.Chinese);
        var english = Words.Of(code, Tongue.English);
        Assert.True(HasChinese(chinese), chinese);
        Assert.False(HasChinese(english), english);
        Assert.Equal(Facts(chinese), Facts(english));
        Assert.DoesNotContain(code, c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-');
    }

    [Fact]
    public void No_words_are_left_over_for_codes_that_nobody_gives() =>
        Assert.Empty(Words.Codes.Except(Codes.Select(row => row.Data), StringComparer.Ordinal));

    [Fact]
    public void Facts_are_put_into_their_places() =>
        Assert.Equal("该分队已由 王强 派往 LZ20261123-0007", Words.Of(Refusals.SquadTaken, Tongue.Chinese,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = "王强", ["caseNo"] = "LZ20261123-0007" }));

    [Theory]
    [InlineData(null, Tongue.Chinese)]
    [InlineData("", Tongue.Chinese)]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", Tongue.Chinese)]
    [InlineData("en-GB,en;q=0.9,zh-CN;q=0.5", Tongue.English)]
    [InlineData("en;q=0.4, zh;q=0.5", Tongue.Chinese)]
    [InlineData("fr", Tongue.Chinese)]
    [InlineData(";;;q=", Tongue.Chinese)]
    public void The_browser_chooses_between_Chinese_and_English(string? header, Tongue expected) => Assert.Equal(expected, Words.Language(header));

    private static IEnumerable<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static bool HasChinese(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff');

    private static string Facts(string text) => string.Join(' ', Fact().Matches(text).Select(fact => fact.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Fact();
}
