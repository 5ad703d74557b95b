using OpsMap.Domain;
using OpsMap.Server.Tests.Documents;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>A squad sees the complainant's number while it has the job, and no longer.</summary>
public sealed class RevealTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task The_number_is_shown_only_while_the_job_is_active_and_every_look_is_written_down()
    {
        using var office = new Office(node);
        var id = await office.Directed(to: "潞州01");
        using var squad = await node.SignedIn("squad", "潞州01");
        using var other = await node.SignedIn("squad", "潞州02");
        for (var n = 0; n < 2; n++)
            Assert.Equal(Office.Phone, (await (await squad.Post($"/api/cases/{id}/phone", new { reason = "联系到场时间" })).Json()).GetProperty("phone").GetString());
        await (await other.Post($"/api/cases/{id}/phone", new { })).Problem(404, Server.Platform.Codes.NotFound);

        foreach (var command in Steps) await office.Say(id, command);
        await (await squad.Post($"/api/cases/{id}/phone", new { reason = "再问一次" })).Problem(403, Refusals.NotYourDirective);
        Assert.Equal(2L, await node.Database.Scalar<long>("select count(*) from audit where action = 'contact-revealed' and subject = $1 and role = 'SquadLeader' and facts ->> 'reason' = '联系到场时间'", id.ToString()));
        Assert.Equal(2L, await node.Database.Scalar<long>("select count(*) from audit where action = 'refused-attempt' and subject = $1", id.ToString()));
    }

    private static IReadOnlyList<object> Steps { get; } =
    [
        new { type = "ack-directive" },
        new { type = "respond", mode = "onSite", text = "已与投诉人联系，马上到场", firstReply = new { received = true, handlingUnit = "潞州区快反分队", accepted = "yes" } },
        new { type = "arrive", how = "manual", remark = "已到店" },
        new { type = "agree", text = "当场退还268.50元", recoveredAmount = 268.5m, performedAtOnce = true, letter = false },
        new { type = "close", outcome = "mediatedOnScene", text = "双方现场达成一致，当场履行", checklist = new { explained = true, recorded = true, passedOn = true, handled = true } },
    ];
}
