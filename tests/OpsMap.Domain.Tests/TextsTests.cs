namespace OpsMap.Domain.Tests;

public sealed class TextsTests
{
    [Theory]
    [InlineData("正常文字\n第二行", null)]
    [InlineData("", Refusals.Required)]
    [InlineData(" \u3000\t", Refusals.Required)]
    [InlineData("十个汉字正好到这里了", null)]
    [InlineData("十一个汉字就太长了不行", Refusals.TooLong)]
    [InlineData("👨‍👩‍👧", null)]
    [InlineData("有\0零", Refusals.TextHasNul)]
    public void A_text_is_there_whole_and_not_too_long(string text, string? code) =>
        Assert.Equal(code, Texts.Required("text", text, 10)?.Code);

    [Fact]
    public void Half_a_character_is_refused()
    {
        // not as attribute rows: an attribute cannot carry a broken string
        string[] broken = ["\ud83d", "a\udc00b", "\udc00\ud83d", "尾\ud83d"];
        Assert.All(broken, text => Assert.Equal(Refusals.TextBroken, Texts.Optional("text", text, 10)?.Code));
    }

    [Fact]
    public void Characters_are_counted_as_people_see_them_and_bytes_as_the_ledger_does()
    {
        Assert.Null(Texts.Optional("text", string.Concat(Enumerable.Repeat("é", 10)), 10));
        Assert.Equal(Refusals.TooLong, Texts.Optional("text", "e" + new string('\u0301', 1000), 10)?.Code);
        Assert.Equal("10", Texts.Optional("text", new string('字', 11), 10)!.Facts!["max"]);
        Assert.Equal("field.name", Texts.Required("field.name", null, 10)!.Field);
        Assert.Null(Texts.Optional("text", null, 10));
    }
}
