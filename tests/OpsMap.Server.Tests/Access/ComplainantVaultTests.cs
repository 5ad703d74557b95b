using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class ComplainantVaultTests(Backing backing)
{
    private static readonly Complainant Zhang = new("张建国", "13834561234", "长治市潞州区某街 1 号", "140402198001011234");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_complainant_lies_in_clear_in_the_database()
    {
        await using var host = await AccessHost.Start(backing);
        await Case(host, "140403", Zhang);
        foreach (var text in new[] { Zhang.Name, Zhang.Phone, Zhang.Address!, Zhang.IdNo! })
        {
            Assert.Equal(0L, await host.Scalar<long>("""
                select count(*) from complainant c, unnest(array[name_enc, phone_enc, address_enc, id_enc, phone_hash, address_hash]) bytes where position($1 in bytes) > 0
                """, Encoding.UTF8.GetBytes(text)));
        }
    }

    [Theory]
    [InlineData("dispatcher")]
    [InlineData("county")]
    [InlineData("station")]
    public async Task Who_handles_the_case_sees_the_number_and_leaves_a_line(string role)
    {
        await using var host = await AccessHost.Start(backing);
        var id = await Case(host, "140403", Zhang);
        using var browser = await host.SignedIn(role);
        var contact = await (await browser.Post($"/api/cases/{id}/phone", new { reason = "回访" })).Json();
        Assert.Equal((Zhang.Name, Zhang.Phone), (contact.GetProperty("name").GetString(), contact.GetProperty("phone").GetString()));
        Assert.Equal("回访", await host.Scalar<string>("select facts->>'reason' from audit where action = 'contact-revealed' and subject = $1 and person is not null", id.ToString()));
    }

    [Theory]
    [InlineData("leader")]
    [InlineData("admin")]
    public async Task Leadership_and_administrators_never_do(string role)
    {
        await using var host = await AccessHost.Start(backing);
        var id = await Case(host, "140403", Zhang);
        using var browser = await host.SignedIn(role);
        await (await browser.Post($"/api/cases/{id}/phone", new { })).Problem(403, "wrong-role");
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from audit where action = 'contact-revealed'"));
    }

    [Fact]
    public async Task Another_countys_case_does_not_exist_and_one_without_contact_says_so()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        await (await browser.Post($"/api/cases/{await Case(host, "140404", Zhang)}/phone", new { })).Problem(404, "not-found");
        await (await browser.Post($"/api/cases/{Guid.NewGuid()}/phone", new { })).Problem(404, "not-found");
        await (await browser.Post($"/api/cases/{await Case(host, "140403", null)}/phone", new { })).Problem(404, "phone-not-on-file");
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from audit where action = 'contact-revealed'"));
    }

    [Fact]
    public async Task A_squad_sees_the_number_only_while_the_job_is_its_own()
    {
        await using var host = await AccessHost.Start(backing);
        var squad = Guid.NewGuid();
        await host.Scalar<int>("""
            insert into squad_view (id, slot, county, code, version, state, capabilities, crew, card) values ($1, 0, '140403', '潞州03', 1, 'available', '{}', 2, '{}')
            """, squad);
        // from the next county: the directive is the right, not the county
        var id = await Case(host, "140404", Zhang);
        using var phone = await host.SignedIn("squad", "潞州03");
        await (await phone.Post($"/api/cases/{id}/phone", new { })).Problem(404, "not-found");

        await host.Scalar<int>("insert into directive (case_id, round, squad, county, no, issued_at, active) values ($1, 1, $2, '140404', 'Z1', now(), true)", id, squad);
        await (await phone.Post($"/api/cases/{id}/phone", new { })).Json();

        await host.Scalar<int>("update directive set active = false where case_id = $1", id);
        await (await phone.Post($"/api/cases/{id}/phone", new { })).Problem(403, "not-your-directive");
    }

    [Fact]
    public async Task An_hours_budget_holds_against_many_looks_at_once_and_raises_an_alarm()
    {
        await using var host = await AccessHost.Start(backing, ("Access:RevealsPerHour", "5"));
        var id = await Case(host, "140403", Zhang);
        using var browser = await host.SignedIn("county");
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => browser.Post($"/api/cases/{id}/phone", new { })));
        Assert.Equal(5, answers.Count(a => a.IsSuccessStatusCode));
        var refused = await answers.First(a => !a.IsSuccessStatusCode).Problem(429, "reveal-budget-spent");
        Assert.Equal("5", refused.GetProperty("facts").GetProperty("limit").GetString());
        Assert.Equal(10L, await host.Scalar<long>("select count(*) from audit where action = 'reveal-budget-spent'"));

        using var other = await host.SignedIn("dispatcher");
        await (await other.Post($"/api/cases/{id}/phone", new { })).Json();
    }

    [Fact]
    public async Task Nodes_that_start_together_share_their_keys()
    {
        await using var one = await AccessHost.Start(backing);
        await using var two = await one.Beside();
        var id = await Case(one, "140403", Zhang);
        using var browser = await two.SignedIn("county");
        Assert.Equal(Zhang.Phone, (await (await browser.Post($"/api/cases/{id}/phone", new { })).Json()).GetProperty("phone").GetString());
        Assert.Equal(Vault(one).PhoneIndex("+86 138-3456-1234"), Vault(two).PhoneIndex("13834561234"));
    }

    private static ComplainantVault Vault(AccessHost host) => host.Services.GetRequiredService<ComplainantVault>();

    private static async Task<Guid> Case(AccessHost host, string county, Complainant? person)
    {
        var id = Guid.NewGuid();
        await host.Scalar<int>("""
            insert into case_view (id, county, no, version, kind, workflow, fast, legal, open, industry, received_at, search, card)
            values ($1, $2, $3, 1, 'complaint', 'received', 'none', 'pending', true, 1, now(), '', '{}')
            """, id, county, id.ToString());
        if (person is null) return id;
        var sealedData = Vault(host).Seal(person);
        await host.Services.GetRequiredService<Database>().Execute(Scope.Of(new CountyCode(county)), Database.Sql(
            "insert into complainant (case_id, county, name_enc, phone_enc, address_enc, id_enc, phone_hash) values ($1, $2, $3, $4, $5, $6, $7)",
            id, county, sealedData.Name, sealedData.Phone, sealedData.Address, sealedData.IdNo, sealedData.PhoneHash), Cancel);
        return id;
    }
}
