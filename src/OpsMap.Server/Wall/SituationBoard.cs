using System.Collections.Concurrent;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Wall;

/// <summary>Counts once for everybody who asks within two seconds: a wall of screens costs what one screen costs.</summary>
public sealed class SituationBoard(SituationQueries queries, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Counted> _counted = new(StringComparer.Ordinal);

    public Task<CitySituation> Of(Scope scope)
    {
        var now = clock.GetUtcNow();
        return _counted.AddOrUpdate(scope.Setting, _ => Count(scope, now), (_, last) => last.Serves(now) ? last : Count(scope, now)).Answer.Value;
    }

    // not bound to the request that happened to come first: others wait for the same count
    private Counted Count(Scope scope, DateTimeOffset now) => new(now, new Lazy<Task<CitySituation>>(() => queries.Count(scope)));

    private sealed record Counted(DateTimeOffset At, Lazy<Task<CitySituation>> Answer)
    {
        public bool Serves(DateTimeOffset now) => now - At < Fresh && !(Answer.IsValueCreated && (Answer.Value.IsFaulted || Answer.Value.IsCanceled));
    }
}
