using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace OpsMap.AppHost.Services;

/// <summary>Ports on 127.0.0.1 that nobody uses.</summary>
public static class Loopback
{
    // Below the range the kernel gives to outgoing connections: a port found free stays free until its server binds it.
    private const int First = 20_000;
    private const int End = 32_000;

    public static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (IsFree(port)) return port;
        }
    }

    public static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
