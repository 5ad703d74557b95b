using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using SkiaSharp;
using Xunit;

namespace OpsMap.Server.Tests.Evidence;

/// <summary>Photos and signatures against the server as it ships.</summary>
public sealed class EvidenceTests(Node node) : IClassFixture<Node>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_is_kept_upright_and_without_what_was_written_beside_it()
    {
        using var office = new Office(node);
        var id = await office.Directed(to: "潞州01");
        using var squad = await node.SignedIn("squad", "潞州01");
        var taken = TimeProvider.System.GetUtcNow();
        var receipt = await Sent(squad, id, Pictures.WithExif(Pictures.Jpeg(1000, 500)), taken: taken, fileName: "../../../etc/passwd");
        Assert.Equal((500, 1000, "photo"), (receipt.GetProperty("width").GetInt32(), receipt.GetProperty("height").GetInt32(), receipt.GetProperty("kind").GetString()));

        using var shown = await squad.Get($"/api/cases/{id}/evidence/{receipt.GetProperty("id").GetGuid()}");
        var image = await shown.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal(("image/jpeg", "nosniff", true), (shown.Content.Headers.ContentType?.MediaType, shown.Headers.GetValues("X-Content-Type-Options").Single(), shown.Headers.CacheControl!.Private));
        Assert.Equal(receipt.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(image)));
        Assert.Equal(receipt.GetProperty("bytes").GetInt32(), image.Length);
        Assert.True(image.AsSpan().IndexOf("Exif"u8) < 0, "what the camera wrote is still there");
        using var picture = SKBitmap.Decode(image);
        Assert.True(picture.GetPixel(250, 100) is { Red: > 200, Blue: < 60 } && picture.GetPixel(250, 900) is { Red: < 60, Blue: > 200 }, "it lies on its side");

        var detail = await (await squad.Get($"/api/cases/{id}")).Json();
        var listed = Assert.Single(detail.GetProperty("evidence").EnumerateArray());
        Assert.Equal((receipt.GetProperty("sha256").GetString(), "photo"), (listed.GetProperty("sha256").GetString(), listed.GetProperty("kind").GetString()));
        Assert.Equal(taken, listed.GetProperty("takenAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(listed.ToString(), Assert.Single((await (await squad.Get($"/api/cases/{id}/evidence")).Json()).EnumerateArray()).ToString());
        var step = detail.GetProperty("timeline").EnumerateArray().Last();
        Assert.Equal(("evidence-added", receipt.GetProperty("sha256").GetString()), (step.GetProperty("type").GetString(), step.GetProperty("facts").GetProperty("sha256").GetString()));
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from audit where action = 'evidence-seen' and subject = $1", id.ToString()));
        // a copy of the database shows nobody's face
        Assert.NotEqual(image, await node.Database.Scalar<byte[]>("select image from evidence where case_id = $1", id));
    }

    [Fact]
    public async Task A_page_hidden_in_a_picture_and_every_other_format_comes_out_as_a_plain_jpeg()
    {
        using var office = new Office(node);
        var id = await office.Case();
        var county = await office.County();
        foreach (var upload in (byte[][])[Pictures.Polyglot(), Pictures.Of(SKEncodedImageFormat.Png), Pictures.Of(SKEncodedImageFormat.Webp), Pictures.Jpeg(6000, 4000)])
        {
            var receipt = await Sent(county, id, upload);
            var image = await (await county.Get($"/api/cases/{id}/evidence/{receipt.GetProperty("id").GetGuid()}")).Content.ReadAsByteArrayAsync(Cancel);
            Assert.True(image is [0xFF, 0xD8, 0xFF, ..] && image is [.., 0xFF, 0xD9], "not a JPEG from its first to its last byte");
            Assert.True(image.AsSpan().IndexOf("script"u8) < 0);
            Assert.InRange(Math.Max(receipt.GetProperty("width").GetInt32(), receipt.GetProperty("height").GetInt32()), 400, 2048);
            Assert.InRange(image.Length, 1, 300 * 1024);
        }
    }

    [Theory]
    [InlineData("svg", 415, Codes.NotAnImage)]
    [InlineData("html", 415, Codes.NotAnImage)]
    [InlineData("empty", 415, Codes.NotAnImage)]
    [InlineData("bomb", 422, Codes.TooManyPixels)]
    [InlineData("truncated", 422, Codes.ImageBroken)]
    [InlineData("noise", 422, Codes.ImageBroken)]
    [InlineData("9 MB", 413, Codes.BodyTooLarge)]
    public async Task What_is_no_good_picture_is_refused_by_its_bytes(string what, int status, string code)
    {
        using var office = new Office(node);
        var id = await office.Case();
        await (await Pictures.Send(await office.County(), id, Pictures.Bad(what))).Problem(status, code, status == 413 ? null : "file");
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from evidence where case_id = $1", id));
    }

    [Fact]
    public async Task The_same_upload_is_one_picture_and_the_thirteenth_is_refused()
    {
        using var office = new Office(node);
        var (id, one) = (await office.Case(), Guid.NewGuid());
        var county = await office.County();
        var taken = TimeProvider.System.GetUtcNow();
        var first = await Sent(county, id, Pictures.Jpeg(), one, taken);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sent(county, id, Pictures.Jpeg(), one, taken)));
        Assert.All(again, receipt => Assert.Equal(first.ToString(), receipt.ToString()));
        await (await Pictures.Send(county, id, Pictures.Jpeg(300, 300), one, taken)).Problem(409, Codes.CommandIdReused, "id");

        await Task.WhenAll(Enumerable.Range(0, 15).Select(async _ => (await Pictures.Send(county, id, Pictures.Jpeg())).Dispose()));
        Assert.Equal(12L, await node.Database.Scalar<long>("select count(*) from evidence where case_id = $1", id));
        Assert.Equal(12L, await node.Database.Scalar<long>("select count(*) from event where stream = $1 and type = 'evidence-added'", id));
        await (await Pictures.Send(county, id, Pictures.Jpeg())).Problem(409, Refusals.EvidenceFull);
        Assert.Equal(first.ToString(), (await Sent(county, id, Pictures.Jpeg(), one, taken)).ToString());
    }

    [Fact]
    public async Task Nobody_sends_or_sees_a_picture_of_a_case_that_is_not_theirs()
    {
        using var office = new Office(node);
        var id = await office.Directed(to: "潞州02");
        var picture = (await Sent(await office.County(), id, Pictures.Jpeg(), kind: "signatureConsumer")).GetProperty("id").GetGuid();
        foreach (var (role, squad) in new[] { ("squad", "潞州03"), ("squad", "上党01") })
        {
            using var stranger = await node.SignedIn(role, squad);
            await (await Pictures.Send(stranger, id, Pictures.Jpeg())).Problem(404, Codes.NotFound);
            await (await stranger.Get($"/api/cases/{id}/evidence")).Problem(404, Codes.NotFound);
            await (await stranger.Get($"/api/cases/{id}/evidence/{picture}")).Problem(404, Codes.NotFound);
        }
        using var leadership = await node.SignedIn("leader");
        await (await leadership.Get($"/api/cases/{id}/evidence/{picture}")).Problem(403, Refusals.WrongRole);
        // its id under another case
        var other = await office.Case();
        await (await (await office.County()).Get($"/api/cases/{other}/evidence/{picture}")).Problem(404, Codes.NotFound);
        // no command by which to claim a picture that was never sent
        await (await (await office.County()).PostText($"/api/cases/{id}/commands", $$$"""
            {"commandId":"{{{Guid.NewGuid()}}}","command":{"type":"add-evidence","evidence":"{{{Guid.NewGuid()}}}","kind":"photo","sha256":"00","takenAt":"2026-11-24T01:00:00Z"}}
            """)).Problem(400, Codes.UnknownCode, "command.type");
    }

    [Fact]
    public async Task What_is_missing_is_named_and_a_day_has_its_limit()
    {
        using var office = new Office(node);
        var id = await office.Case();
        var county = await office.County();
        await (await Pictures.Send(county, id, Pictures.Jpeg(), kind: "selfie")).Problem(400, Codes.UnknownCode, "kind");
        await (await Pictures.Send(county, id, null)).Problem(400, Codes.MemberMissing, "file");
        await (await county.Post($"/api/cases/{id}/evidence", new { })).Problem(415, Codes.FormExpected);

        var me = (await (await county.Get("/api/session")).Json()).GetProperty("id").GetGuid();
        await node.Database.Scalar<int>("""
            insert into evidence (id, case_id, county, kind, sha256, width, height, bytes, image, taken_at, at, person)
            select gen_random_uuid(), gen_random_uuid(), '140403', 'photo', sha256('x'), 1, 1, 1, 'x', now(), now(), $1 from generate_series(1, 200)
            """, me);
        await (await Pictures.Send(county, id, Pictures.Jpeg())).Problem(429, Codes.EvidenceBudgetSpent);
        await node.Database.Scalar<int>("delete from evidence where image = 'x'");
    }

    [Fact]
    public async Task A_single_officers_picture_says_that_there_was_one()
    {
        using var office = new Office(node);
        var id = await office.Case();
        using var squad = await node.SignedIn("squad", "潞州05");
        var own = (await (await squad.Get("/api/session")).Json()).GetProperty("squad").GetProperty("id").GetGuid();
        await (await squad.Post($"/api/squads/{own}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 1, members = new[] { "演示张" }, noticeVersion = "2026-11" } })).Json();
        await office.Say(id, new { type = "start-triage" });
        await office.Say(id, new { type = "add-opinion", unit = "intakeCentre", text = "符合快速响应情形" });
        await office.Say(id, new { type = "decide-fast", situations = new[] { 1 } });
        await office.Say(id, new { type = "issue-directive", squad = own, @override = new { reason = "搭档突发疾病，仅派一人" } });
        await Sent(squad, id, Pictures.Jpeg());
        var listed = Assert.Single((await (await squad.Get($"/api/cases/{id}/evidence")).Json()).EnumerateArray());
        Assert.True(listed.GetProperty("alone").GetBoolean());
    }

    private static async Task<JsonElement> Sent(Browser by, Guid id, byte[] picture, Guid? evidence = null, DateTimeOffset? taken = null, string kind = "photo", string fileName = "photo.jpg")
    {
        using var answer = await Pictures.Send(by, id, picture, evidence, taken, kind, fileName);
        var receipt = await answer.Json();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return receipt;
    }
}
