using OpsMap.Domain;

namespace OpsMap.Server.Notify;

/// <summary>What somebody is told of (通知事项).</summary>
public enum NoticeKind { Directive, Unacknowledged, NextSquad, Half, Eighty, Overdue, Sos, Incident, ChannelDown }

/// <summary>
/// One thing to tell (通知): its words name numbers, squads and limits and nothing of any complainant, who may be read over a shoulder.
/// <see cref="Key"/> makes it one thing, however often the feed tells it.
/// </summary>
public sealed record Notice(NoticeKind Kind, string Key, CountyCode County, string Text, string Brief)
{
    /// <summary>The duty phone of the squad it is about.</summary>
    public string? SquadPhone { get; init; }

    /// <summary>True only while this directive of this case is not acknowledged.</summary>
    public (Guid Case, string Directive)? WhileUnacknowledged { get; init; }

    public TimeSpan After { get; init; }

    public int Urgency => Kind switch
    {
        NoticeKind.Sos => 0,
        NoticeKind.Incident => 0,
        NoticeKind.Unacknowledged or NoticeKind.Eighty or NoticeKind.Overdue => 1,
        _ => 2,
    };

    /// <summary>Each step is louder than the one before (逐级提醒): robot and text first, then the telephone rings.</summary>
    public bool Goes(ChannelKind by) => Kind switch
    {
        NoticeKind.Sos or NoticeKind.Incident or NoticeKind.Unacknowledged => true,
        NoticeKind.Directive or NoticeKind.Half => by is not ChannelKind.Voice,
        NoticeKind.Eighty => by is not ChannelKind.Sms,
        _ => by is ChannelKind.WeCom or ChannelKind.DingTalk,
    };

    /// <summary>Whom a channel's gateway rings: the squad it concerns, or for the whole office's alarms the duty office; null when it has nobody to ring.</summary>
    public IReadOnlyList<string> Phones(Channel by) => Kind is NoticeKind.Sos or NoticeKind.Incident || SquadPhone is null ? by.Settings.Phones : [SquadPhone];
}
