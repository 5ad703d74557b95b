using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain.Access;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class HubGuardTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/live", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/device", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/live", "null", HttpStatusCode.Forbidden)]
    [InlineData("/live", "own", HttpStatusCode.SwitchingProtocols)]
    [InlineData("/live", "https://portal.example", HttpStatusCode.SwitchingProtocols)]
    public async Task A_socket_opens_for_pages_of_this_server_only(string hub, string origin, HttpStatusCode expected)
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis, ("Origins:Allowed:0", "https://portal.example"));
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        foreach (var (name, value) in ((string, string)[])[("X-Role", "CityDispatcher"), ("X-County", "1404"), ("X-Session", "s"), ("X-Person", Guid.Empty.ToString())])
            socket.Options.SetRequestHeader(name, value);
        socket.Options.SetRequestHeader("Origin", origin == "own" ? host.Address : origin);
        var opening = socket.ConnectAsync(new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + hub), Cancel);
        if (expected == HttpStatusCode.SwitchingProtocols) await opening;
        else await Assert.ThrowsAsync<WebSocketException>(() => opening);
        Assert.Equal(expected, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Nobody_connects_unsigned()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(host.Address + "/live/negotiate?negotiateVersion=1"), null, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/live", Role.SquadMember)]
    [InlineData("/live", Role.Admin)]
    [InlineData("/device", Role.CityDispatcher)]
    public async Task A_hub_is_closed_to_those_whose_work_is_elsewhere(string hub, Role role)
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var connection = host.Connection(role, hub: hub);
        var closed = Closed(connection);
        await connection.StartAsync(Cancel);
        await closed.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task A_connection_that_calls_like_a_machine_gun_is_cut_and_the_others_go_on()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var gun = host.Connection(Role.CityDispatcher);
        await using var console = host.Connection(Role.CityDispatcher);
        await gun.StartAsync(Cancel);
        await console.StartAsync(Cancel);
        var closed = Closed(gun);
        var answered = 0;
        var shots = Enumerable.Range(0, 300).Select(async _ =>
        {
            await gun.InvokeAsync<string>("Heads", Cancel);
            Interlocked.Increment(ref answered);
        }).ToArray();
        await closed.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(shots));
        Assert.InRange(answered, 1, 60);
        Assert.NotEmpty(await console.InvokeAsync<string>("Heads", Cancel));
    }

    [Fact]
    public async Task A_call_of_more_than_32_KB_cuts_the_connection()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var connection = host.Connection(Role.CityDispatcher);
        await connection.StartAsync(Cancel);
        var closed = Closed(connection);
        await Assert.ThrowsAnyAsync<Exception>(() => connection.InvokeAsync<string>("Since", new string('x', 40_000), 0L, Cancel));
        await closed.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task A_revoked_session_is_cut_within_five_seconds_and_no_other()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var revoked = host.Connection(Role.CityDispatcher, session: "gone");
        await using var standing = host.Connection(Role.CityDispatcher, session: "stays");
        await revoked.StartAsync(Cancel);
        await standing.StartAsync(Cancel);
        var closed = Closed(revoked);
        host.Sessions.Revoke("gone");
        await closed.WaitAsync(TimeSpan.FromSeconds(5), Cancel);
        Assert.Equal(HubConnectionState.Connected, standing.State);
    }

    [Fact]
    public async Task One_person_has_so_many_connections_and_no_more()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis, ("LiveMap:ConnectionsPerPerson", "2"));
        var person = Guid.NewGuid().ToString();
        var connections = Enumerable.Range(0, 3).Select(_ => host.Connection(Role.CityDispatcher, person: person)).ToArray();
        await connections[0].StartAsync(Cancel);
        await connections[1].StartAsync(Cancel);
        var closed = Closed(connections[2]);
        await connections[2].StartAsync(Cancel);
        await closed.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        await connections[0].DisposeAsync();
        await Patience.Until(() => host.The<OpsMap.Server.LiveMap.Connections>().Open.Count == 1, "the place is free again");
        await using var next = host.Connection(Role.CityDispatcher, person: person);
        await next.StartAsync(Cancel);
        Assert.NotEmpty(await next.InvokeAsync<string>("Heads", Cancel));
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    private static Task Closed(HubConnection connection)
    {
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        return closed.Task;
    }
}
