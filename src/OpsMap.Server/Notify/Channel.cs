using System.Net;
using System.Net.Sockets;
using OpsMap.Domain;

namespace OpsMap.Server.Notify;

/// <summary>By what way somebody is told (通知渠道): 企业微信 robot, 钉钉 robot, SMS gateway, voice-call gateway.</summary>
public enum ChannelKind { WeCom, DingTalk, Sms, Voice }

/// <summary>Where a channel leads and with what secret (渠道密钥): sealed in the database, never shown again. The phones are the duty office's own.</summary>
public sealed record ChannelSettings(Uri Url, IReadOnlyList<string> Phones, string? Secret = null);

/// <summary>A channel with its settings opened, for sending; to complainants (告知消费者) only if that was set.</summary>
public sealed record Channel(Guid Id, CountyCode County, ChannelKind Kind, int PerMinute, ChannelSettings Settings, bool Complainants)
{
    public bool IsRobot => Kind is ChannelKind.WeCom or ChannelKind.DingTalk;
}

/// <summary>A channel as it is to be; address, secret and phones that are left out stay as they are.</summary>
public sealed record ChannelSaid(
    ChannelKind Kind, string Name, CountyCode County, string? Url = null, string? Secret = null, IReadOnlyList<string>? Phones = null, int PerMinute = 20, bool Enabled = false,
    bool Complainants = false)
{
    private const int MostPhones = 20;

    public Refusal? Check() =>
        Texts.Required("channel.name", Name, 50)
        ?? Texts.Optional("channel.secret", Secret, 200)
        ?? (PerMinute is >= 1 and <= 600 ? null : new Refusal(Refusals.OutOfRange, "channel.perMinute"))
        ?? (Complainants && Kind is not ChannelKind.Sms ? new Refusal(Refusals.OutOfRange, "channel.complainants") : null)
        ?? (Phones is { Count: > MostPhones } ? new Refusal(Refusals.OutOfRange, "channel.phones") : null)
        ?? (Phones ?? []).Select((p, i) => IsPhone(p) ? null : new Refusal(Refusals.OutOfRange, $"channel.phones[{i}]")).FirstOrDefault(r => r is not null);

    /// <summary>Over https anywhere; in the clear only within the office (a gateway in the next room); never to a machine's own neighbours-only address.</summary>
    public static Uri? AddressOf(string url)
    {
        if (url.Length > 1000 || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0) return null;
        var at = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip : null;
        if (at is not null && (at.IsIPv6LinkLocal || IsIn(at, 169, 254) || at.Equals(IPAddress.Any))) return null;
        return uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && at is not null && IsPrivate(at)) ? uri : null;
    }

    private static bool IsPrivate(IPAddress at) => IPAddress.IsLoopback(at) || at.IsIPv6UniqueLocal
        || (at.AddressFamily is AddressFamily.InterNetwork && at.GetAddressBytes() is var b && (b[0] == 10 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168)));

    private static bool IsIn(IPAddress at, byte first, byte second) => at.AddressFamily is AddressFamily.InterNetwork && at.GetAddressBytes() is var b && b[0] == first && b[1] == second;

    private static bool IsPhone(string phone) => phone.Length is >= 5 and <= 20 && phone.All(c => char.IsAsciiDigit(c) || c is '-' or '+');
}

/// <summary>A channel as lists show it (渠道卡片): that there is an address and a secret, and not which.</summary>
public sealed record ChannelCard(
    Guid Id, ChannelKind Kind, string Name, CountyCode County, string Host, bool HasSecret, IReadOnlyList<string> Phones, int PerMinute, bool Enabled, bool Complainants, DateTimeOffset? PausedUntil, long Waiting, int Version);
