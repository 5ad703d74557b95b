using System.Globalization;
using OpsMap.Domain;
using OpsMap.Simulator.Api;

namespace OpsMap.Simulator.Play;

/// <summary>The whole run: waits for the squads to be there, then lets everybody work until the time is up.</summary>
public sealed class Simulation(World world, Settings settings, TextWriter output)
{
    private const int Clerks = 3;
    private static readonly TimeSpan _reports = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _asksForSquads = TimeSpan.FromSeconds(2);

    public async Task Run(CancellationToken stop)
    {
        using var timeUp = new CancellationTokenSource(settings.Duration ?? Timeout.InfiniteTimeSpan, world.Clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, timeUp.Token);
        var city = Enumerable.Range(0, Clerks).Select(i => new Caller(world, new Identity("dispatcher"), i)).ToList();
        var board = new Board(world, new Caller(world, new Identity("dispatcher"), Clerks));
        var desks = new Desks(world, city);
        board.CaseChanged = desks.Changed;
        try
        {
            List<Task> all = [board.Watch(end.Token)];
            await await Task.WhenAny(all[0], board.Ready);
            var squads = await Squads(board, end.Token);
            var begin = world.Now;
            all.AddRange([desks.Work(end.Token), new Intake(world, board, city).Work(end.Token), Report(board, end.Token)]);
            all.AddRange(squads.Select((squad, i) => new SquadPlayer(world, squad, begin, i).Work(end.Token)));
            // nobody is ever done: whoever stops first has failed
            await await Task.WhenAny(all);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            await output.WriteLineAsync("ended");
        }
        finally
        {
            await end.CancelAsync();
            await output.WriteLineAsync(Line(board));
            foreach (var finding in world.Tally.Findings) await output.WriteLineAsync($"  unexpected: {finding}");
        }
    }

    private async Task<IReadOnlyList<SquadSeen>> Squads(Board board, CancellationToken ct)
    {
        while (board.Squads.Count == 0)
        {
            await output.WriteLineAsync("no squads yet");
            await Task.Delay(_asksForSquads, world.Clock, ct);
        }

        return [.. board.Squads.Where(s => !settings.Leave.Contains(s.Code)).Take(settings.Squads)];
    }

    private async Task Report(Board board, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(_reports, world.Clock, ct);
            await output.WriteLineAsync(Line(board));
        }
    }

    private string Line(Board board) =>
        string.Create(CultureInfo.InvariantCulture, $"{world.Now.ToOffset(CityTime.Offset):HH:mm:ss} {board.Summary()} · {world.Tally}");
}
