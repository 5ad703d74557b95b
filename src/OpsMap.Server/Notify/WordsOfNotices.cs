using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>Words about channels (通知渠道提示).</summary>
internal static class WordsOfNotices
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Codes.AddressNotAllowed] = new("地址应为 https，仅办公内网的 IP 地址可用 http", "The address must be https; plain http only to an IP address inside the office"),
        [Codes.ChannelBusy] = new("该渠道本分钟内的发送次数已用完，请稍后再试", "This channel has sent as much as it may this minute; try again shortly"),
    };
}
