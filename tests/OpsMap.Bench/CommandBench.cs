using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Bench;

/// <summary>A command from HTTP through the grain to the commit and back, against the same transaction as one raw batch.</summary>
public static class CommandBench
{
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(2);
    private static readonly Actor _desk = new(new PersonId(Guid.NewGuid()), "bench", Role.CityDispatcher, CountyCode.City);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        await using var database = new Database(system.Postgres);
        var ledger = new Ledger(database);
        foreach (var clients in (int[])[1, 8])
        {
            var cases = new Guid[clients];
            var streams = new RawStream[clients];
            for (var i = 0; i < clients; i++)
            {
                cases[i] = await UrgentCase.Register(system, ct);
                streams[i] = await RawStream.Of(ledger, await UrgentCase.Register(system, ct));
            }
            var http = Enumerable.Range(0, clients).Select(i => system.Client(system.Desks[i])).ToArray();
            var pair = await Duel.Run(clients, _round,
                i => UrgentCase.Command(http[i], cases[i], new { type = "add-opinion", unit = "intakeCentre", text = "符合快速响应情形" }, ct),
                i => ledger.Commit(streams[i].Next()));
            Duel.Print("command / the same transaction", clients, pair, clients == 1 ? "goal p50 <= 1.5x" : "goal throughput >= 0.6x");
            foreach (var client in http) client.Dispose();
        }
    }

    /// <summary>The same rows the server would write for this command, without rules, grain or HTTP.</summary>
    private sealed class RawStream
    {
        private Case _case = Case.Nothing;
        private int _version;

        public static async Task<RawStream> Of(Ledger ledger, Guid id)
        {
            var stream = new RawStream();
            foreach (var e in await ledger.Read(id)) (stream._case, stream._version) = (stream._case.Evolve(e.As<CaseEvent>()), e.Version);
            return stream;
        }

        public LedgerEntry Next()
        {
            var now = DateTimeOffset.UtcNow;
            var command = new CaseCommand.AddOpinion(OpinionUnit.IntakeCentre, "符合快速响应情形");
            var envelope = new CaseEnvelope { Id = new CommandId(Guid.CreateVersion7(now)), Command = command, By = _desk, ContentHash = Answers.HashOf(command, _case.Id.Value, _desk) };
            return CaseAct.Of(_case, _version++, envelope, now, [new CaseEvent.OpinionGiven(now, command.Unit, command.Text)], [], []).Entry;
        }
    }
}
