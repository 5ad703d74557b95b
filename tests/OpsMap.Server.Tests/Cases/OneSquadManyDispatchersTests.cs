using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Cases;

public sealed class OneSquadManyDispatchersTests(Backing backing)
{
    private const int Dispatchers = 40;
    private const int Rounds = 50;

    [Fact]
    public async Task Edge36_Forty_dispatchers_want_one_squad_fifty_times_and_each_time_exactly_one_gets_it_and_the_others_learn_who()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database, silos: 2);
        var squad = await cluster.SquadOnDuty(1);
        var cases = await Task.WhenAll(Enumerable.Range(0, Dispatchers).Select(_ => cluster.UrgentCase()));
        var people = Enumerable.Range(0, Dispatchers).Select(i => GrainCluster.City with { Id = new PersonId(Guid.NewGuid()), Name = $"席位{i:D2}" }).ToArray();

        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(cases.Select((id, i) => cluster.Say(id, new CaseCommand.IssueDirective(squad), people[i])));

            var winner = Assert.Single(Enumerable.Range(0, Dispatchers), i => answers[i].Refusal is null);
            Assert.All(answers.Where((_, i) => i != winner), a =>
            {
                Assert.Equal(Refusals.SquadTaken, a.Refusal!.Code);
                Assert.Equal(people[winner].Name, a.Refusal.Facts!["by"]);
            });
            await cluster.Must(cases[winner], new CaseCommand.RecallDirective(), people[winner]);
        }

        Assert.Equal(0, await cluster.Count("select count(*) from directive where active"));
        Assert.Equal(Rounds, await cluster.Count("select count(*) from event where type = 'directive-issued'"));
        // the losers have drawn no number
        Assert.Equal(Rounds, await cluster.Count("select last from number_series where kind = 'directive'"));
    }

    [Fact]
    public async Task Edge14_Of_twelve_directives_at_once_for_a_squad_that_is_out_three_wait_and_each_takes_its_turn()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database, silos: 2);
        var squad = await cluster.SquadOnDuty(1);
        var cases = await Task.WhenAll(Enumerable.Range(0, 13).Select(_ => cluster.UrgentCase()));
        await cluster.Must(cases[0], new CaseCommand.IssueDirective(squad), GrainCluster.City);
        var answers = await Task.WhenAll(cases[1..].Select(id => cluster.Say(id, new CaseCommand.IssueDirective(squad, WhenBusy: WhenBusy.Queue), GrainCluster.City)));
        Assert.Equal(3, answers.Count(a => a.Refusal is null));
        Assert.All(answers.Where(a => a.Refusal is not null), a => Assert.Equal(Refusals.SquadQueueFull, a.Refusal!.Code));

        for (var waiting = 3; waiting >= 0; waiting--)
        {
            Assert.Equal((1L, (long)waiting), (await cluster.Count("select count(*) from directive where active and not queued"), await cluster.Count("select count(*) from directive where active and queued")));
            var inHand = new CaseId(await OfDatabase(cluster, "select case_id from squad_view"));
            Assert.Equal(inHand.Value, await OfDatabase(cluster, "select case_id from directive where active and not queued"));
            // by turns with another activation of every grain
            if (waiting == 2) await cluster.PutToSleep();
            await cluster.Must(inHand, new CaseCommand.CancelDirective("已和解"), GrainCluster.City);
        }

        Assert.Equal(3, await cluster.Count("select count(*) from event where type = 'directive-activated'"));
        Assert.Equal(1, await cluster.Count("select count(*) from squad_view where state = 'available' and case_id is null and jobs_today = 4"));
    }

    private static async Task<Guid> OfDatabase(GrainCluster cluster, string sql) =>
        (await cluster.Database.Rows(Scope.Everything, Database.Sql(sql), r => r.GetGuid(0), TestContext.Current.CancellationToken))[0];

    [Fact]
    public async Task The_same_command_twenty_times_at_once_happens_once_and_is_answered_twenty_times_alike()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database, silos: 2);
        var squad = await cluster.SquadOnDuty(1);
        var id = await cluster.UrgentCase();
        var commandId = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Say(id, new CaseCommand.IssueDirective(squad), GrainCluster.City, commandId)));

        Assert.All(answers, a => Assert.Null(a.Refusal));
        Assert.Single(answers.Select(a => a.Version).Distinct());
        var other = await cluster.Say(id, new CaseCommand.CancelDirective("另一条"), GrainCluster.City, commandId);
        Assert.Equal("command-id-reused", other.Refusal!.Code);
    }
}
