using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Api;

/// <summary>Who signs in.</summary>
public sealed record Identity(string Role, string? Squad = null, string? County = null);

/// <summary>What came back: the body of a yes, or the status and code of a no.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string? Code = null)
{
    public bool Yes => (int)Status is >= 200 and < 300;

    public T As<T>() => JsonSerializer.Deserialize<T>(Body, Wire.Options) ?? throw new InvalidDataException("the answer is null");
}

/// <summary>The whole system has been out of reach for so long that going on makes no sense.</summary>
public sealed class OutOfReachException(string message, Exception? last) : Exception(message, last);

/// <summary>One signed-in person. Says everything until it is answered: to the next node when one is away, and under the same command id.</summary>
public sealed class Caller(World world, Identity who, int place)
{
    private static readonly TimeSpan _givesUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(8);

    private readonly Dice _dice = Dice.Of(world.Seed, "caller", who.Role, who.Squad ?? "", who.County ?? "");
    private readonly Lock _door = new();
    private int _place = place;
    private Task<string>? _cookie;

    public Uri Node => world.Nodes[_place % world.Nodes.Count];

    /// <summary>Signs in if need be; many may wait for the same sign-in.</summary>
    public Task<string> Cookie(CancellationToken ct)
    {
        lock (_door)
        {
            if (_cookie is null or { IsFaulted: true } or { IsCanceled: true }) _cookie = SignIn(ct);
            return _cookie;
        }
    }

    public void SignInAgain()
    {
        lock (_door) _cookie = null;
    }

    public void MoveOn() => Interlocked.Increment(ref _place);

    public Task<Answer> Get(string path, CancellationToken ct) => Send(HttpMethod.Get, path, null, ct);

    /// <summary>Null when there is no such thing for this person.</summary>
    public async Task<T?> Read<T>(string path, CancellationToken ct) where T : class
    {
        var reply = await Get(path, ct);
        if (reply.Yes) return reply.As<T>();
        if (reply.Status is not HttpStatusCode.NotFound) world.Tally.Refused("GET " + path.Split('?')[0], (int)reply.Status, reply.Code);
        return null;
    }

    public Task<Answer> Post(string path, object body, CancellationToken ct) => Send(HttpMethod.Post, path, body, ct);

    private async Task<string> SignIn(CancellationToken ct)
    {
        using var request = Request(HttpMethod.Post, "/api/demo/session", new { Key = world.DemoKey, who.Role, who.Squad, who.County });
        using var answer = await world.Http.SendAsync(request, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            throw new OutOfReachException($"no demo sign-in as {who.Role} {who.Squad ?? who.County}: {(int)answer.StatusCode}", null);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private async Task<Answer> Send(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var unauthorized = 0;
        for (var attempt = 0; ; attempt++)
        {
            var (pause, failure, why) = (Pause(attempt), (Exception?)null, "away");
            try
            {
                var cookie = await Cookie(ct);
                using var request = Request(method, path, body);
                request.Headers.Add("Cookie", cookie);
                var sent = TimeProvider.System.GetTimestamp();
                using var answer = await world.Http.SendAsync(request, ct);
                var text = await answer.Content.ReadAsStringAsync(ct);
                why = $"{(int)answer.StatusCode}";
                switch (answer.StatusCode)
                {
                    case HttpStatusCode.Unauthorized when unauthorized++ < 3:
                        SignInAgain();
                        break;
                    case HttpStatusCode.TooManyRequests:
                        pause = answer.Headers.RetryAfter?.Delta ?? pause;
                        break;
                    case HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout:
                        MoveOn();
                        break;
                    default:
                        world.Tally.Took(TimeProvider.System.GetElapsedTime(sent));
                        return new Answer(answer.StatusCode, text, answer.IsSuccessStatusCode ? null : CodeIn(text));
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                failure = e;
                MoveOn();
            }

            world.Tally.Retried(why);
            if (TimeProvider.System.GetElapsedTime(began) > _givesUp)
                throw new OutOfReachException($"no node has answered {method} {path} for {_givesUp.TotalMinutes:0} minutes", failure);
            await Task.Delay(pause, TimeProvider.System, ct);
        }
    }

    private TimeSpan Pause(int attempt)
    {
        var seconds = Math.Min(_longestPause.TotalSeconds, 0.2 * Math.Pow(2, Math.Min(attempt, 8)));
        return TimeSpan.FromSeconds(seconds * _dice.Between(0.6, 1));
    }

    private HttpRequestMessage Request(HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, new Uri(Node, path));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("zh"));
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body, body.GetType(), Wire.Options), Encoding.UTF8, "application/json");
        return request;
    }

    private static string? CodeIn(string body)
    {
        if (!body.StartsWith('{')) return null;
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
