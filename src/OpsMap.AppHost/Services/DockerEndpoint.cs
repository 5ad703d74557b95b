using System.Net.Sockets;

namespace OpsMap.AppHost.Services;

/// <summary>Is somebody behind the Docker socket? The file alone proves nothing, so ask.</summary>
public static class DockerEndpoint
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static async Task<bool> Answers(CancellationToken cancel)
    {
        var address = new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock");
        using var handler = new SocketsHttpHandler { ConnectTimeout = Limit };
        if (address.Scheme == "unix") handler.ConnectCallback = (_, token) => Unix(address.AbsolutePath, token);
        using var client = new HttpClient(handler) { Timeout = Limit };
        var ping = address.Scheme == "unix" ? new Uri("http://docker/_ping") : new UriBuilder(address) { Scheme = "http", Path = "/_ping" }.Uri;
        try
        {
            using var answer = await client.GetAsync(ping, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async ValueTask<Stream> Unix(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
