using OpsMap.Domain.Cases;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

public sealed class EvolveTests
{
    [Fact]
    public void History_that_cannot_be_throws()
    {
        Assert.Throws<InvalidOperationException>(() => Case.Nothing.Evolve(new CaseEvent.TriageStarted(Nine)));
        Assert.Throws<InvalidOperationException>(() => Desk.Received().Case.Evolve(new CaseEvent.CaseArchived(Nine)));
        Assert.Throws<InvalidOperationException>(() => Desk.Closed().Case.Evolve(new CaseEvent.DirectiveRecalled(Nine)));
        Assert.Throws<InvalidOperationException>(() => Desk.Issued().Case.Evolve(new CaseEvent.SquadEnRoute(Nine, Nine)));
    }

    [Fact]
    public void Folding_the_history_gives_the_case_again()
    {
        var desk = Desk.Archived();
        Assert.Equal(Text.Of(desk.Case), Text.Of(Text.Replayed(desk.History)));
    }
}
