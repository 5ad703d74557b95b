using System.Text;
using OpsMap.Server.Platform;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

public sealed class JsonGuardTests
{
    [Theory]
    [InlineData("""{"case":{"point":{"lon":113.1,"lat":1e400}}}""", "number-not-finite", "case.point.lat")]
    [InlineData("""{"fixes":[{"lat":1},{"lat":-1e999}]}""", "number-not-finite", "fixes[1].lat")]
    [InlineData("""{"case":{"point":{"lon":NaN}}}""", "malformed-json", "case.point.lon")]
    [InlineData("""{"lat":Infinity}""", "malformed-json", "lat")]
    [InlineData("""{"lat":-Infinity}""", "malformed-json", "lat")]
    [InlineData("""{"case":{"title":"a\u0000b"}}""", "text-has-nul", "case.title")]
    [InlineData("""{"notes":["ok","\ud83d"]}""", "text-broken", "notes[1]")]
    [InlineData("""{"title":"\udc00\ud83d"}""", "text-broken", "title")]
    [InlineData("""{"a":{"b":1},"title":"x\ud83dy"}""", "text-broken", "title")]
    [InlineData("""{"a":[1,[2,{"b":"\u0000"}]]}""", "text-has-nul", "a[1][1].b")]
    [InlineData("""{"a":1""", "malformed-json", "a")]
    [InlineData("""{"a":1}x""", "malformed-json", null)]
    [InlineData("""{'a':1}""", "malformed-json", null)]
    [InlineData("""{"a":1,}""", "malformed-json", "a")]
    [InlineData("\"\\u0000\"", "text-has-nul", null)]
    public void Poison_is_refused_and_its_member_named(string json, string code, string? field)
    {
        var refused = Assert.Throws<ProblemException>(() => JsonGuard.Check(Encoding.UTF8.GetBytes(json)));
        Assert.Equal((400, code, field), (refused.Problem.Status, refused.Problem.Code, refused.Problem.Field));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("text-broken", Assert.Throws<ProblemException>(() => JsonGuard.Check([.. "{\"a\":\""u8, 0xff, 0xfe, .. "\"}"u8])).Problem.Code);

    [Fact]
    public void A_thousand_levels_are_too_deep() =>
        Assert.Equal("too-deep", Assert.Throws<ProblemException>(() => JsonGuard.Check(Encoding.UTF8.GetBytes(new string('[', 1000) + new string(']', 1000)))).Problem.Code);

    [Theory]
    [InlineData("""{"title":"退款 👮‍♀️ \ud83d\ude00 \u202egnp.exe '); drop table x;--","n":[1,2.5e10,-0],"b":true,"z":null,"o":{}}""")]
    [InlineData("[]")]
    [InlineData("""{"a":[[],{}],"b":"\u4f60"}""")]
    public void Everything_else_passes(string json) => JsonGuard.Check(Encoding.UTF8.GetBytes(json));
}
