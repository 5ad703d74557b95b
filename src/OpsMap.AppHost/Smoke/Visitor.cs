using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OpsMap.AppHost.Smoke;

/// <summary>The system did something else than it should.</summary>
public sealed class SmokeException(string message) : Exception(message);

/// <summary>One signed-in person, with the cookie a browser would hold.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    private Visitor(Uri server)
    {
        Server = server;
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(15) };
        _http.DefaultRequestHeaders.Add("Origin", Origin);
    }

    public Uri Server { get; }
    public CookieContainer Cookies { get; } = new();
    public string Origin => Server.GetLeftPart(UriPartial.Authority);

    public static async Task<Visitor> SignIn(Uri server, string demoKey, string role, string? squad, CancellationToken cancel)
    {
        var visitor = new Visitor(server);
        await visitor.Post("/api/demo/session", new { key = demoKey, role, squad }, cancel);
        return visitor;
    }

    public async Task<JsonElement> Get(string path, CancellationToken cancel) =>
        await Answer(await _http.GetAsync(new Uri(path, UriKind.Relative), cancel), $"GET {path}", cancel);

    public async Task<JsonElement> Post(string path, object body, CancellationToken cancel) =>
        await Answer(await _http.PostAsJsonAsync(path, body, cancel), $"POST {path}", cancel);

    /// <summary>One step of the procedure; its own id, so that a repeat would count once.</summary>
    public Task<JsonElement> Command(string path, object command, CancellationToken cancel) =>
        Post($"{path}/commands", new { commandId = Guid.CreateVersion7(), command }, cancel);

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> Answer(HttpResponseMessage answer, string what, CancellationToken cancel)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode) throw new SmokeException($"{what} answered {(int)answer.StatusCode}: {text}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }
}
