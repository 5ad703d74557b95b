using OpsMap.Domain;
using OpsMap.Domain.Cases;
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
