using System.Diagnostics;

namespace OpsMap.Server.Notify;

/// <summary>Carries messages out of the house (外发): only to the address that was configured, never further by a redirect, and never longer than a few seconds.</summary>
public sealed partial class Courier(TimeProvider clock, ILogger<Courier> log) : IDisposable
{
    public const string TimedOut = "timeout";

    private const int MostOfAnAnswer = 16 * 1024;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = _longest,
        MaxResponseContentBufferSize = MostOfAnAnswer,
    };

    public async Task<(Outcome Outcome, int Ms)> Send(Channel to, INotifier by, Message message, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        var outcome = await Try(to, by, message, ct);
        var took = (int)Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        if (!outcome.Ok) LogRefused(log, to.Id, message.Id, outcome.Result);
        return (outcome, took);
    }

    public void Dispose() => _http.Dispose();

    // an exception's own words may hold the address, and the address of a robot is its key
    private async Task<Outcome> Try(Channel to, INotifier by, Message message, CancellationToken ct)
    {
        try
        {
            using var request = by.Request(to.Settings, message, clock.GetUtcNow());
            using var answer = await _http.SendAsync(request, ct);
            return by.Read((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Outcome(false, TimedOut);
        }
        catch (HttpRequestException e)
        {
            return new Outcome(false, e.HttpRequestError is HttpRequestError.Unknown ? "unreachable" : Kebab(e.HttpRequestError.ToString()),
                Unreached: e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);
        }
    }

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    [LoggerMessage(EventId = 2601, Level = LogLevel.Warning, Message = "Channel {Channel} did not take message {Message}: {Why}")]
    private static partial void LogRefused(ILogger log, Guid channel, long message, string why);
}
