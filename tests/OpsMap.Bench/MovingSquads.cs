using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace OpsMap.Bench;

/// <summary>The phones of all squads: each fix is a step of a metre, so that a viewer can tell from the longitude which fix it sees; vague enough that a step in a millisecond is no leap.</summary>
public sealed class MovingSquads(BenchSystem system) : IDisposable
{
    private const int Workers = 32;
    private const int Remembered = 1024;
    private const int StepE6 = 10;
    private const int BaseLonE6 = 113_000_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = Workers }) { BaseAddress = system.Url };
    private readonly string _origin = system.Url.GetLeftPart(UriPartial.Authority);
    private readonly int[] _step = new int[BenchSystem.Squads];
    private readonly long[][] _sent = [.. Enumerable.Range(0, BenchSystem.Squads).Select(_ => new long[Remembered])];
    private readonly int _firstSlot = system.Phones[0].Slot;
    private long _accepted, _refused;

    public long Accepted => _accepted;

    public long Refused => _refused;

    public void Reset() => (_accepted, _refused) = (0, 0);

    /// <summary>Milliseconds since the fix that is shown there was sent; nothing for a position that is not ours.</summary>
    public double? AgeOf(int slot, int lonE6)
    {
        var squad = slot - _firstSlot;
        if (squad < 0 || squad >= _sent.Length || lonE6 <= BaseLonE6) return null;
        var sent = Volatile.Read(ref _sent[squad][(lonE6 - BaseLonE6) / StepE6 % Remembered]);
        return sent == 0 ? null : Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }

    /// <summary>Every squad so many times a second, spread evenly over it.</summary>
    public Task Report(TimeSpan time, int perSecond, CancellationToken ct) => Each(async (mine, clock) =>
    {
        var every = TimeSpan.FromSeconds(1.0 / perSecond / mine.Length);
        for (var n = 0; clock.Elapsed < time; n++)
        {
            var due = every * n;
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, ct);
            await Send(mine[n % mine.Length], ct);
        }
    });

    /// <summary>Every worker sends its next fix as soon as the last one was taken.</summary>
    public Task Flood(TimeSpan time, CancellationToken ct) => Each(async (mine, clock) =>
    {
        for (var n = 0; clock.Elapsed < time; n++) await Send(mine[n % mine.Length], ct);
    });

    public void Dispose() => _http.Dispose();

    private static Task Each(Func<int[], Stopwatch, Task> work)
    {
        var clock = Stopwatch.StartNew();
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(w => Task.Run(() => work([.. Enumerable.Range(0, BenchSystem.Squads).Where(s => s % Workers == w)], clock))));
    }

    /// <summary>The squad's next fixes, the last of them just taken, in one message that is acknowledged.</summary>
    public async Task Send(int squad, CancellationToken ct, int count = 1)
    {
        var (first, step) = (_step[squad] + 1, _step[squad] += count);
        var now = DateTimeOffset.UtcNow;
        var fixes = string.Join(',', Enumerable.Range(first, count).Select(n => string.Create(CultureInfo.InvariantCulture,
            $$"""{"seq":{{n}},"t":"{{now.AddMilliseconds(n - step):O}}","lon":{{(BaseLonE6 + (n * StepE6)) / 1e6}},"lat":36.2,"acc":100,"spd":1}""")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/squad/track")
        {
            Content = new StringContent($$"""{"device":"bench","sentAt":"{{now:O}}","fixes":[{{fixes}}]}""", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.TryAddWithoutValidation("Cookie", $"opsmap={system.Phones[squad].Token}");
        request.Headers.TryAddWithoutValidation("Origin", _origin);
        Volatile.Write(ref _sent[squad][step % Remembered], Stopwatch.GetTimestamp());
        using var answer = await _http.SendAsync(request, ct);
        Interlocked.Add(ref answer.IsSuccessStatusCode ? ref _accepted : ref _refused, count);
    }
}
