using OpsMap.Domain;

namespace OpsMap.Server.Messages;

/// <summary>Who speaks: the dispatch desk or the squad.</summary>
public enum Side { Dispatch, Squad }

/// <summary>One line of the conversation (对话消息) between dispatch and a squad, word for word as it was written.</summary>
public sealed record Message(Guid Id, int No, DateTimeOffset At, string By, Side Side, string Text, CaseId? CaseId = null);

/// <summary>How far each side has read (已读回执): the number of the last line it has seen.</summary>
public sealed record ReadBy(int Dispatch, int Squad);

/// <summary>The newest lines, or those before a number, oldest first.</summary>
public sealed record Conversation(IReadOnlyList<Message> Messages, ReadBy ReadBy);

/// <summary>A new line, or that somebody has read: what consoles and the squad's phones are told.</summary>
public sealed record MessageNews(SquadId Squad, Message? Message = null, ReadBy? ReadBy = null);

/// <summary>A line to be sent; its id makes sure that it is sent once.</summary>
public sealed record NewMessage(Guid Id, string Text, CaseId? CaseId = null);

/// <summary>The last line that was on the screen.</summary>
public sealed record ReadUpTo(int UpTo);
