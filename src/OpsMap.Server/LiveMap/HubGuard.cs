using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using OpsMap.Domain.Access;

namespace OpsMap.Server.LiveMap;

/// <summary>The door of both hubs: no more connections than agreed, and a connection that calls like a machine gun is cut.</summary>
public sealed partial class HubGuard(Connections connections, ILiveSessions sessions, IOptions<LiveMapOptions> options, TimeProvider clock, ILogger<HubGuard> log) : IHubFilter
{
    private const string Budget = "call-budget";

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var caller = context.Context;
        if (caller.User is not { } user || sessions.ActorOf(user) is not { } actor)
        {
            caller.Abort();
            return;
        }
        var address = caller.GetHttpContext()?.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (!connections.Admit(new(caller.ConnectionId, actor.Id.Value, sessions.SessionOf(user), address, caller.Abort)))
        {
            LogTooMany(log, actor.Id.Value);
            caller.Abort();
            return;
        }
        caller.Items[HubCaller.Key] = actor;
        caller.Items[Budget] = new CallBudget(options.Value.CallBurst, clock.GetTimestamp());
        await next(context);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var caller = invocationContext.Context;
        if (caller.Items[Budget] is CallBudget budget && budget.Spend(clock)) return await next(invocationContext);
        LogFlood(log, caller.ConnectionId);
        caller.Abort();
        throw new HubException("too-many-calls");
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        connections.Leave(context.Context.ConnectionId);
        return next(context, exception);
    }

    [LoggerMessage(EventId = 4301, Level = LogLevel.Warning, Message = "Person {Person} has too many live connections: one more refused")]
    private static partial void LogTooMany(ILogger log, Guid person);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Warning, Message = "Connection {Connection} calls too often: cut")]
    private static partial void LogFlood(ILogger log, string connection);

    /// <summary>A bucket of calls that refills by half its size each second; a connection's calls come one after another.</summary>
    private sealed class CallBudget(int burst, long since)
    {
        private double _left = burst;
        private long _since = since;

        public bool Spend(TimeProvider clock)
        {
            var now = clock.GetTimestamp();
            _left = Math.Min(burst, _left + clock.GetElapsedTime(_since, now).TotalSeconds * burst / 2);
            _since = now;
            return --_left >= 0;
        }
    }
}

/// <summary>Who is at the other end, as the guard found at the door.</summary>
public static class HubCaller
{
    internal const string Key = "actor";

    public static Actor Actor(this HubCallerContext caller) => (Actor)caller.Items[Key]!;
}
