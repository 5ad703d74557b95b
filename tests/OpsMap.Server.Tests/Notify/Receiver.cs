using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>What stands at the other end of every channel: a real server on this machine that keeps what it is sent.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string Query, string? Secret, JsonElement Body)> Heard { get; } = new();

    /// <summary>What it answers; by default what a robot says when all is well.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsJsonAsync(new { errcode = 0, errmsg = "ok" });

    public string Url(string path) => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + path;

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.Hear);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>No answer until whoever asked has hung up.</summary>
    public static Task Silence(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>The text of a robot's message, whichever sort it is.</summary>
    public static string Text(JsonElement body) => body.GetProperty("msgtype").GetString() switch
    {
        "text" => body.GetProperty("text").GetProperty("content").GetString()!,
        _ => body.GetProperty("markdown") is var m && m.TryGetProperty("content", out var content) ? content.GetString()! : m.GetProperty("text").GetString()!,
    };

    private async Task Hear(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Heard.Enqueue((context.Request.Path, context.Request.QueryString.Value!, context.Request.Headers["X-OpsMap-Secret"], body));
        await Answer(context);
    }
}
