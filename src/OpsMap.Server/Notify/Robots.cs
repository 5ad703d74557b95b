using System.Security.Cryptography;
using System.Text;
using OpsMap.Domain;

namespace OpsMap.Server.Notify;

/// <summary>The robot of a 企业微信 group: its key stands in its address; a text may call members by their mobile number.</summary>
public sealed class WeComRobot : INotifier
{
    private const int CalledTooOften = 45009;

    public ChannelKind Kind => ChannelKind.WeCom;

    public int MostBytes => 2048;

    public HttpRequestMessage Request(ChannelSettings to, Message message, DateTimeOffset now) => new(HttpMethod.Post, to.Url)
    {
        // only a text can call somebody
        Content = message.Digest && message.Phones.Count == 0
            ? JsonContent.Create(new { msgtype = "markdown", markdown = new { content = message.Text } }, options: Wire.Options)
            : JsonContent.Create(new { msgtype = "text", text = new Text(message.Text, message.Phones) }, options: Wire.Options),
    };

    public Outcome Read(int status, string body) => Outcome.OfRobot(status, body, CalledTooOften);

    private sealed record Text(string Content, [property: System.Text.Json.Serialization.JsonPropertyName("mentioned_mobile_list")] IReadOnlyList<string> Mentioned);
}

/// <summary>The robot of a 钉钉 group: each call is signed over its time with the robot's secret.</summary>
public sealed class DingTalkRobot : INotifier
{
    private const int SentTooFast = 130101;
    private const int SystemBusy = 410100;

    public ChannelKind Kind => ChannelKind.DingTalk;

    public int MostBytes => 16 * 1024;

    public HttpRequestMessage Request(ChannelSettings to, Message message, DateTimeOffset now) => new(HttpMethod.Post, Signed(to, now.ToUnixTimeMilliseconds()))
    {
        Content = message.Digest
            ? JsonContent.Create(new { msgtype = "markdown", markdown = new { title = message.Text.Split('\n')[0], text = message.Text.Replace("\n", "\n\n", StringComparison.Ordinal) }, at = new { atMobiles = message.Phones } }, options: Wire.Options)
            : JsonContent.Create(new { msgtype = "text", text = new { content = message.Text }, at = new { atMobiles = message.Phones } }, options: Wire.Options),
    };

    public Outcome Read(int status, string body) => Outcome.OfRobot(status, body, SentTooFast, SystemBusy);

    public static string Sign(string secret, long timestamp) => Uri.EscapeDataString(Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(FormattableString.Invariant($"{timestamp}\n{secret}")))));

    private static Uri Signed(ChannelSettings to, long timestamp) => to.Secret is not { } secret
        ? to.Url
        : new Uri(FormattableString.Invariant($"{to.Url.AbsoluteUri}{(to.Url.Query.Length == 0 ? '?' : '&')}timestamp={timestamp}&sign={Sign(secret, timestamp)}"));
}

/// <summary>A gateway that sends a text to phones, or reads it out to them: one JSON call, the secret in a header.</summary>
public sealed class PhoneGateway(ChannelKind kind) : INotifier
{
    public const string SecretHeader = "X-OpsMap-Secret";

    public ChannelKind Kind => kind;

    // 500 characters are seven parts of a long SMS, and two minutes of speech
    public int MostBytes => 1500;

    public HttpRequestMessage Request(ChannelSettings to, Message message, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, to.Url) { Content = JsonContent.Create(new { message.Id, Kind = kind, message.Phones, message.Text, At = now }, options: Wire.Options) };
        if (to.Secret is { } secret) request.Headers.TryAddWithoutValidation(SecretHeader, secret);
        return request;
    }

    public Outcome Read(int status, string body) => Outcome.OfStatus(status);
}
