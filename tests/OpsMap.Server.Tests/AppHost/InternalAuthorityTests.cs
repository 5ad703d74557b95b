using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OpsMap.AppHost.Https;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class InternalAuthorityTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly OpenFolder _folder = new();

    private string Certificates => Path.Combine(_folder.Path, "certs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_trusts_the_root_trusts_its_server_and_nobody_elses()
    {
        var ours = new InternalAuthority(Certificates);
        using var root = ours.Root(Now);
        using var server = ours.Issue(["opsmap.changzhi.lan"], [IPAddress.Parse("10.1.2.3")], 397, Now);
        using var stranger = new InternalAuthority(Path.Combine(_folder.Path, "other")).Root(Now);
        Assert.True(Chains(server, root));
        Assert.False(Chains(server, stranger));
        Assert.True(server.MatchesHostname("opsmap.changzhi.lan"));
        Assert.True(server.MatchesHostname("10.1.2.3"));
        Assert.False(server.MatchesHostname("example.org"));
        Assert.InRange(server.NotAfter - server.NotBefore, TimeSpan.FromDays(396), TimeSpan.FromDays(397));
    }

    [Fact]
    public void The_root_is_kept_when_names_change_and_its_key_is_its_owners()
    {
        var authority = new InternalAuthority(Certificates);
        using var first = authority.Root(Now);
        using var server = authority.Issue(["a.lan"], [IPAddress.Loopback], 30, Now);
        using var again = new InternalAuthority(Certificates).Root(Now);
        using var renewed = new InternalAuthority(Certificates).Issue(["b.lan"], [IPAddress.Loopback], 30, Now);
        Assert.Equal(first.Thumbprint, again.Thumbprint);
        Assert.NotEqual(server.SerialNumber, renewed.SerialNumber);
        Assert.True(Chains(renewed, first));
        foreach (var key in Directory.GetFiles(Certificates, "*.key"))
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
    }

    [Fact]
    public async Task A_handshake_with_the_written_files_holds_under_the_root()
    {
        var cancel = TestContext.Current.CancellationToken;
        var authority = new InternalAuthority(Certificates);
        using var root = authority.Root(Now);
        authority.Issue(["localhost"], [IPAddress.Loopback], 30, Now).Dispose();
        using var certificate = X509Certificate2.CreateFromPemFile(authority.CertificateFile, authority.KeyFile);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancel);
        using var accepted = await listener.AcceptTcpClientAsync(cancel);
        await using var there = new SslStream(accepted.GetStream());
        await using var here = new SslStream(client.GetStream());
        var serving = there.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
        await here.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck },
        }, cancel);
        await serving;
        Assert.True(here.IsAuthenticated);
    }

    private static bool Chains(X509Certificate2 certificate, X509Certificate2 root)
    {
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck } };
        return chain.Build(certificate);
    }
}
