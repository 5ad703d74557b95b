using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Certificates;

/// <summary>A squad at the scene of a case (在场时段), as the case's history tells it at this version: since when, and until when once it has left.</summary>
internal sealed record Stay(int Version, Case Before, Directive Directive, CaseEvent.ArrivedOnScene Came, DateTimeOffset? LeftAt)
{
    /// <summary>Until when positions and photos belong to it. An arrival told late stands for the time it happened, not for the hours until it was told.</summary>
    public DateTimeOffset Until => LeftAt ?? (Came.At - Came.OccurredAt > Judgement.Believed ? Came.OccurredAt + Judgement.Believed : Came.At);

    /// <summary>Every arrival and every leaving, each at the instant it counts for. A matter closed by telephone or from the desk is no end of a stay.</summary>
    public static IReadOnlyList<Stay> In(IEnumerable<StoredEvent> history)
    {
        var (stays, state) = (new List<Stay>(), Case.Nothing);
        CaseEvent.ArrivedOnScene? came = null;
        foreach (var stored in history)
        {
            var e = stored.As<CaseEvent>();
            if (e is CaseEvent.ArrivedOnScene arrived) came = arrived;
            DateTimeOffset? left = e is CaseEvent.SceneFinished or CaseEvent.CaseClosed && state.Fast is FastStage.OnScene ? ((CaseEvent.FieldStep)e).OccurredAt : null;
            if ((e is CaseEvent.ArrivedOnScene || left is not null) && came is not null && state.Directive is { } directive) stays.Add(new Stay(stored.Version, state, directive, came, left));
            state = state.Evolve(e);
        }
        return stays;
    }
}
