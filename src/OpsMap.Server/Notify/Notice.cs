using OpsMap.Domain;

namespace OpsMap.Server.Notify;

/// <summary>What somebody is told of (通知事项).</summary>
public enum NoticeKind { Directive, Unacknowledged, NextSquad, Half, Eighty, Overdue, Unanswered, Owed, Sos, Incident, ChannelDown, Complainant }

/// <summary>How a directive must still stand for a notice to be true (通知前提): not acknowledged (未签收), not answered (未回应), not on the scene (未到场).</summary>
public enum Standing { Unacknowledged, Unanswered, NotArrived }

/// <summary>This directive of this case still stands like that.</summary>
public sealed record Premise(Standing Standing, Guid Case, string Directive);

/// <summary>
/// One thing to tell (通知): its words name numbers, squads and limits and nothing of any complainant, who may be read over a shoulder.
/// <see cref="Key"/> makes it one thing, however often the feed tells it.
/// </summary>
public sealed record Notice(NoticeKind Kind, string Key, CountyCode County, string Text, string Brief)
{
    /// <summary>The duty phone of the squad it is about.</summary>
    public string? SquadPhone { get; init; }

    /// <summary>Not told any more when this has ended by then; without it, told in any case.</summary>
    public Premise? OnlyWhile { get; init; }

    /// <summary>The case whose complainant it is for (告知消费者), and nobody of the office.</summary>
    public Guid? Complainant { get; init; }

    public TimeSpan After { get; init; }

    public int Urgency => Kind switch
    {
        NoticeKind.Sos => 0,
        NoticeKind.Incident => 0,
        // the office's alarms first
        NoticeKind.Complainant => 3,
        NoticeKind.Unacknowledged or NoticeKind.Eighty or NoticeKind.Overdue or NoticeKind.Unanswered or NoticeKind.Owed => 1,
        _ => 2,
    };

    /// <summary>Each step is louder than the one before (逐级提醒): robot and text first, then the telephone rings; what is over is told in writing, and rung about once more when nobody stirs.</summary>
    public bool Goes(ChannelKind by) => Kind switch
    {
        NoticeKind.Sos or NoticeKind.Incident or NoticeKind.Unacknowledged or NoticeKind.Unanswered => true,
        NoticeKind.Directive or NoticeKind.Half or NoticeKind.Overdue or NoticeKind.Owed => by is not ChannelKind.Voice,
        NoticeKind.Eighty => by is not ChannelKind.Sms,
        NoticeKind.Complainant => by is ChannelKind.Sms,
        _ => by is ChannelKind.WeCom or ChannelKind.DingTalk,
    };

    /// <summary>Whom a channel's gateway rings: nobody yet in a text to a complainant; the squad it concerns while that may still act, the duty office for what it answers for, both for a limit that is over.</summary>
    public IReadOnlyList<string> Phones(Channel by) => (Kind, SquadPhone) switch
    {
        (NoticeKind.Complainant, _) => [],
        (NoticeKind.Sos or NoticeKind.Incident or NoticeKind.Unanswered or NoticeKind.Owed, _) or (_, null) => by.Settings.Phones,
        (NoticeKind.Overdue, { } squad) => [squad, .. by.Settings.Phones.Where(p => p != squad)],
        (_, { } squad) => [squad],
    };
}
