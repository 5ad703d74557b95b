using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Simulator;
using Xunit;

namespace OpsMap.Server.Tests.Cases;

public sealed class RelatedCasesTests(Backing backing)
{
    private static readonly Actor _county = new(new PersonId(Guid.NewGuid()), "潞州调度", Role.CountyDispatcher, GrainCluster.Luzhou);

    [Fact]
    public async Task A_mixed_complaint_is_split_in_one_commit_and_its_repeat_opens_no_second_report()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database, silos: 2);
        var id = await cluster.UrgentCase();
        var (command, commandId) = (new CaseCommand.Split("举报无证经营", "消费者同时反映该店无证经营。"), Guid.NewGuid());
        await cluster.Must(id, command, _county, commandId);
        Assert.Null((await cluster.Say(id, command, _county, commandId)).Refusal);

        var half = Guid.Parse(await Text(cluster, $"select body ->> 'sibling' from event where stream = '{id}' and type = 'case-split'"));
        Assert.Equal(1, await cluster.Count($"select count(*) from event where stream = '{half}' and type = 'case-received'"));
        Assert.Equal(1, await cluster.Count($"select count(*) from case_view where id = '{half}' and kind = 'report' and legal = 'verifying' and card -> 'splitFrom' ->> 'id' = '{id}'"));
        Assert.Equal(3, await cluster.Count($"select count(*) from deadline where stream = '{half}' and clock = 'L4' and fired_at is null"));
        await cluster.Must(new CaseId(half), new CaseCommand.StartTriage(), _county);
    }

    [Fact]
    public async Task Two_dispatchers_merge_two_cases_into_each_other_at_once_and_one_of_them_stays()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database, silos: 2);
        var cases = await Task.WhenAll(cluster.UrgentCase(), cluster.UrgentCase());
        var answers = await Task.WhenAll(
            cluster.Say(cases[0], new CaseCommand.Merge(cases[1], Joint: true), _county),
            cluster.Say(cases[1], new CaseCommand.Merge(cases[0], Joint: true), GrainCluster.City));
        Assert.Single(answers, a => a.Refusal is null);
        Assert.Equal(1, await cluster.Count("select count(*) from case_view where workflow = 'merged'"));
        Assert.Equal(1, await cluster.Count("select count(*) from case_view where jsonb_array_length(card -> 'children') = 1 and workflow <> 'merged'"));

        // the merged one is still owed its own reply, and the other activation knows of its child
        var child = answers[0].Refusal is null ? cases[0] : cases[1];
        await cluster.Must(child, new CaseCommand.SendFirstReply(true, "潞州区局", AcceptanceAnswer.Pending), _county);
        Assert.Equal(0, await cluster.Count($"select count(*) from deadline where stream = '{child}' and fired_at is null and cancelled_at is null"));
    }

    [Fact]
    public async Task A_case_is_not_merged_across_a_county_line()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database, silos: 1);
        var (mine, theirs) = (await cluster.UrgentCase(), new CaseId(Guid.NewGuid()));
        await cluster.Must(theirs, new CaseCommand.Register(new Registration(
            CaseKind.Complaint, Channel.Hotline12315, "外卖有异物", "同一商家。", "襄垣县", County: new CountyCode("140423"))), GrainCluster.City, theirs.Value);
        Assert.Equal(Refusals.OtherCounty, (await cluster.Say(mine, new CaseCommand.Merge(theirs, Joint: true), _county)).Refusal?.Code);
        Assert.Equal(1, await cluster.Count($"select count(*) from case_view where id = '{mine}' and workflow = 'triaging'"));
    }

    [Fact]
    public async Task Half_of_the_limit_sends_a_numbered_card_once_however_many_nodes_see_it()
    {
        await using var database = await backing.Database();
        var clock = new ShiftedClock();
        await using var cluster = await GrainCluster.Start(database, silos: 2, clock);
        var cases = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.UrgentCase()));
        var rows = await cluster.Database.Rows(Scope.Everything, Database.Sql("select stream, county, round, due_at from deadline where clock = 'L1' and step = 'reminder'"),
            r => new DueDeadline(r.GetGuid(0), r.GetString(1), "L1", r.GetInt32(2), ClockSteps.Reminder, r.GetFieldValue<DateTimeOffset>(3), 0, "", ""), TestContext.Current.CancellationToken);
        Assert.Equal(cases.Select(c => c.Value).Order(), rows.Select(r => r.Stream).Order());

        clock.Back = TimeSpan.FromDays(-40);
        // two nodes, and one of them looks twice
        var fired = await Task.WhenAll(rows.Concat(rows).Concat(rows).Select(row => CaseClockwork.Via(cluster.Grains)(row)));
        Assert.All(fired, Assert.True);

        Assert.Equal(5, await cluster.Count("select count(*) from event where type = 'card-issued'"));
        Assert.Equal(5, await cluster.Count("select last from number_series where kind = 'card-reminder'"));
        Assert.Equal(5, await cluster.Count("select count(distinct body ->> 'no') from event where type = 'card-issued'"));
        Assert.Equal(5, await cluster.Count("select count(*) from deadline where clock = 'L1' and step = 'reminder' and fired_at is not null and late"));
        Assert.Equal(5, await cluster.Count("select count(*) from feed where kind = 'clock' and body ->> 'clock' = 'L1'"));
    }

    private static async Task<string> Text(GrainCluster cluster, string sql) =>
        (await cluster.Database.Rows(Scope.Everything, Database.Sql(sql), r => r.GetString(0), TestContext.Current.CancellationToken))[0];
}
