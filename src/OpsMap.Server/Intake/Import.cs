using System.Threading.Channels;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Intake;

/// <summary>What became of one good line.</summary>
public abstract record Registered
{
    private Registered() { }

    public sealed record Anew : Registered;

    /// <summary>The same work order was imported before: nothing changed.</summary>
    public sealed record Already : Registered;

    public sealed record Refused(string Code, string? Field) : Registered;
}

/// <summary>Registers a work order through the same door as every other case.</summary>
public interface IRegistrar
{
    Task<Registered> Register(CommandId id, WorkOrder order, CancellationToken ct);
}

/// <summary>One line of the answer while an import runs: how far it is.</summary>
public sealed record ImportProgress(int Done, int Total);

/// <summary>The last line of the answer: what was taken, what was there already, what must be mended.</summary>
public sealed record ImportReport(int Imported, int Repeated, IReadOnlyList<BadCell> Bad);

/// <summary>One import (工单导入): every line of a file read, checked and registered, a bounded number at a time.</summary>
public sealed class Import(WorkOrderFile file, WorkOrderReader reader, IRegistrar registrar, IntakeOptions options, TimeProvider clock)
{
    private const int ReportEvery = 50;

    private int _imported;
    private int _repeated;

    public static CommandId IdOf(string source, string externalNo) => new(NamedId.Of($"{source}\n{externalNo}"));

    /// <summary>Runs to the end; <paramref name="say"/> is told of the progress, in order, and of nothing before the whole file has proved readable.</summary>
    /// <exception cref="UnreadableFileException">The file broke off somewhere; nothing has been registered.</exception>
    public async Task<ImportReport> Run(Func<ImportProgress, Task> say, CancellationToken ct)
    {
        var total = file.Rows().Count(r => r.Line > reader.HeadingLine);
        var bad = new List<BadCell>();
        var done = 0;
        await say(new ImportProgress(0, total));
        // lines are read one after the other, registered several at once, and their outcomes gathered by this one reader
        var outcomes = Channel.CreateBounded<IReadOnlyList<BadCell>>(options.Parallel * 4);
        var work = Parallel.ForEachAsync(Good(outcomes.Writer, ct), new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct },
            async (order, cancel) => await outcomes.Writer.WriteAsync(await Register(order, cancel), cancel));
        var closing = work.ContinueWith(t => outcomes.Writer.TryComplete(t.Exception?.GetBaseException()), ct, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await foreach (var cells in outcomes.Reader.ReadAllAsync(ct))
        {
            bad.AddRange(cells);
            if (++done % ReportEvery == 0) await say(new ImportProgress(done, total));
        }
        await closing;
        await say(new ImportProgress(done, total));
        return new ImportReport(_imported, _repeated, [.. bad.OrderBy(b => b.Line)]);
    }

    private async IAsyncEnumerable<WorkOrder> Good(ChannelWriter<IReadOnlyList<BadCell>> outcomes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var row in file.Rows().Where(r => r.Line > reader.HeadingLine))
        {
            var (order, bad) = reader.Read(row, now);
            if (order is null) await outcomes.WriteAsync(bad, ct);
            else yield return order;
        }
    }

    private async Task<IReadOnlyList<BadCell>> Register(WorkOrder order, CancellationToken ct)
    {
        switch (await registrar.Register(IdOf(order.Case.External12345No is null ? "12315" : "12345", order.ExternalNo), order, ct))
        {
            case Registered.Anew: Interlocked.Increment(ref _imported); return [];
            case Registered.Already: Interlocked.Increment(ref _repeated); return [];
            case Registered.Refused refused: return [new BadCell(order.Line, refused.Field ?? "", refused.Code, ShownValue.Of(WorkOrderField.ExternalNo, order.ExternalNo))];
            default: throw new InvalidOperationException("unknown outcome");
        }
    }
}
