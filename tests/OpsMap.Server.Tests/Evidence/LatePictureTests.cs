using System.Security.Cryptography;
using System.Text.Json;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Certificates;
using OpsMap.Server.Tests.Devices;
using OpsMap.Server.Tests.Documents;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Replay;
using Xunit;
using Database = OpsMap.Server.Platform.Database;

namespace OpsMap.Server.Tests.Evidence;

/// <summary>When a picture was taken: what the phone says of it counts as far as the phone was without signal then.</summary>
public sealed class LatePictureTests(Node node, Backing backing) : IClassFixture<Node>
{
    [Fact]
    public async Task A_picture_that_comes_late_counts_from_when_it_was_taken_only_if_its_phone_was_silent_then()
    {
        await using var past = await PastNode.Start(backing, TimeSpan.FromHours(2));
        var (id, _) = await CertificateTests.EnRoute(past, "潞州02");
        using var other = await past.SignedIn("squad", "潞州02");
        using var phone = await new SigningPhone(await past.SignedIn("squad", "潞州02")).Register();
        past.Clock.Back -= TimeSpan.FromMinutes(60);
        var taken = past.Now.AddMinutes(-30);

        // of no known phone
        var unknown = await Added(past, await Pictures.Send(other, id.Value, Pictures.Jpeg(), taken: taken));
        Assert.Equal((true, false), (unknown.Disbelieved, unknown.Late));
        Assert.True(unknown.At > taken.AddMinutes(25));
        var silent = await Added(past, await Pictures.Send(phone.Browser, id.Value, Pictures.Jpeg(), taken: taken));
        Assert.Equal((false, true), (silent.Disbelieved, silent.Late));
        Assert.Equal(taken, silent.At, TimeSpan.FromMilliseconds(1));

        // heard all the time since
        past.Clock.Back -= TimeSpan.FromMinutes(15);
        await past.Database.Execute(Scope.Everything, Database.Sql("update device set seen_at = $1", past.Now.ToUniversalTime()), TestContext.Current.CancellationToken);
        var heard = await Added(past, await Pictures.Send(phone.Browser, id.Value, Pictures.Jpeg(), taken: past.Now.AddMinutes(-11)));
        Assert.Equal((true, false), (heard.Disbelieved, heard.Late));
    }

    [Fact]
    public async Task A_signed_picture_is_kept_with_its_signature_and_one_that_was_changed_on_the_way_is_refused()
    {
        using var office = new Office(node);
        var id = await office.Directed(to: "潞州03");
        using var phone = await new SigningPhone(await node.SignedIn("squad", "潞州03")).Register();
        var (evidence, taken, picture) = (Guid.NewGuid(), DateTimeOffset.UtcNow, Pictures.Jpeg());
        var said = $$"""{{evidence}}{{"\n"}}{{id}}{{"\n"}}{{taken:O}}{{"\n"}}7{{"\n"}}{"type":"add-evidence","kind":"photo","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(picture))}}"}""";
        var seal = JsonSerializer.Serialize(new { id = phone.Id, seq = 7, signature = phone.Sign(said) });

        await (await Pictures.Send(phone.Browser, id, Pictures.Jpeg(300, 300), evidence, taken, device: seal)).Problem(403, Codes.BadSignature);
        await (await Pictures.Send(phone.Browser, id, picture, evidence, taken, device: "{}")).Problem(400, Codes.WrongType, "device");
        await (await Pictures.Send(phone.Browser, id, picture, evidence, taken, device: seal)).Json();
        Assert.Equal(said, await node.Database.Scalar<string>("select said from device_step where command = $1", evidence));
        Assert.Equal(7, await node.Database.Scalar<int>("select (device ->> 'seq')::int from event where stream = $1 and type = 'evidence-added'", id));
    }

    private static async Task<(DateTimeOffset At, bool Disbelieved, bool Late)> Added(PastNode past, HttpResponseMessage answer)
    {
        var receipt = await answer.Json();
        var bodies = await past.Database.Rows(Scope.Everything, Database.Sql("select body::text from event where type = 'evidence-added' and body ->> 'evidence' = $1", receipt.GetProperty("id").GetGuid().ToString()), r => r.GetString(0), TestContext.Current.CancellationToken);
        using var said = JsonDocument.Parse(bodies[0]);
        return (said.RootElement.GetProperty("takenAt").GetDateTimeOffset(), said.RootElement.TryGetProperty("disbelieved", out _), said.RootElement.TryGetProperty("lateSync", out _));
    }
}
