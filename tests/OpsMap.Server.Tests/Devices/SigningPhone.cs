using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OpsMap.Server.Tests.Access;

namespace OpsMap.Server.Tests.Devices;

/// <summary>A phone as the page makes one: a key pair of its own, every call with its id, every step signed.</summary>
public sealed class SigningPhone(Browser browser) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private long _seq;

    public Guid Id { get; } = Guid.NewGuid();

    public Browser Browser => browser;

    public object Jwk
    {
        get
        {
            var q = _key.ExportParameters(includePrivateParameters: false).Q;
            return new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(q.X), y = Base64Url.EncodeToString(q.Y), ext = true, key_ops = new[] { "verify" } };
        }
    }

    public async Task<SigningPhone> Register()
    {
        browser.Headers["X-Device"] = Id.ToString();
        await (await browser.Post("/api/squad/devices", new { device = Id, key = Jwk, model = "测试机" })).Json();
        return this;
    }

    public string Sign(string said) => Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(said), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <summary>Sends a command with its signature; <paramref name="sent"/> is what is sent instead of what was signed.</summary>
    public Task<HttpResponseMessage> Step(string path, Guid stream, string command, Guid? commandId = null, DateTimeOffset? occurredAt = null, string? sent = null)
    {
        var (id, seq, at) = (commandId ?? Guid.NewGuid(), ++_seq, occurredAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        var signature = Sign($"{id}\n{stream}\n{at}\n{seq}\n{command}");
        return browser.PostText(path, $$$"""{"commandId":"{{{id}}}",{{{(at is null ? "" : $"\"occurredAt\":\"{at}\",")}}}"command":{{{sent ?? command}}},"device":{"id":"{{{Id}}}","seq":{{{seq}}},"signature":"{{{signature}}}"}}""");
    }

    public async Task<HttpResponseMessage> Track()
    {
        var now = TimeProvider.System.GetUtcNow();
        return await browser.Post("/api/squad/track", new { device = Id, sentAt = now, fixes = new[] { new { seq = now.ToUnixTimeMilliseconds(), t = now, lon = 113.11, lat = 36.19, acc = 12 } } });
    }

    public void Dispose()
    {
        _key.Dispose();
        browser.Dispose();
    }
}
