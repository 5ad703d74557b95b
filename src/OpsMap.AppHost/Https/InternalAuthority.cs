using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Https;

/// <summary>A certificate authority of the office's own (内部根证书): made once and kept, so that phones install it once; server certificates are made from it as often as names change.</summary>
public sealed class InternalAuthority(string folder)
{
    /// <summary>Browsers take no server certificate that is valid for longer.</summary>
    public const int LongestDays = 397;

    private const int RootYears = 10;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    // a clock of a phone that is a little behind must not refuse what was made a minute ago
    private static readonly TimeSpan _behind = TimeSpan.FromHours(1);

    public string RootFile => Path.Combine(folder, "ca.crt");
    public string CertificateFile => Path.Combine(folder, "server.crt");
    public string KeyFile => Path.Combine(folder, "server.key");

    private string RootKeyFile => Path.Combine(folder, "ca.key");

    public bool HasServerCertificate => File.Exists(CertificateFile) && File.Exists(KeyFile);

    /// <summary>The root: the kept one, else a new one.</summary>
    public X509Certificate2 Root(DateTimeOffset now)
    {
        if (File.Exists(RootFile) && File.Exists(RootKeyFile)) return X509Certificate2.CreateFromPemFile(RootFile, RootKeyFile);
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OpsMap internal root, O=OpsMap", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var root = request.CreateSelfSigned(now - _behind, now.AddYears(RootYears));
        Secrets.Write(RootKeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(RootFile, root.ExportCertificatePem() + "\n");
        return root;
    }

    /// <summary>A certificate for these names and addresses, valid for so many days; replaces the one before.</summary>
    public X509Certificate2 Issue(IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, int days, DateTimeOffset now)
    {
        using var root = Root(now);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={(names.Count > 0 ? names[0] : addresses[0].ToString())}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names) alternatives.AddDnsName(name);
        foreach (var address in addresses) alternatives.AddIpAddress(address);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var (until, rootUntil) = (now.AddDays(days) - _behind, new DateTimeOffset(root.NotAfter));
        var certificate = request.Create(root, now - _behind, until < rootUntil ? until : rootUntil, RandomNumberGenerator.GetBytes(16));
        Secrets.Write(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem() + "\n" + root.ExportCertificatePem() + "\n");
        return certificate;
    }

    /// <summary>What a person compares before trusting the root.</summary>
    public static string Fingerprint(X509Certificate2 certificate) => string.Join(':', Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256)).Chunk(2).Select(pair => new string(pair)));
}
