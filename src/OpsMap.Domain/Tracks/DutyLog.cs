using System.Runtime.InteropServices;
using OpsMap.Domain.Squads;

namespace OpsMap.Domain.Tracks;

/// <summary>When the squad shared its position, and when it set out last (位置共享时段): a position counts if the squad was on duty when it was taken, however late it comes.</summary>
public sealed record DutyLog
{
    private const int Remembered = 24;
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(5);

    public static DutyLog Nothing { get; } = new();

    private IReadOnlyList<Span> Spans { get; init; } = [];

    /// <summary>When the squad set out for the job it has.</summary>
    public DateTimeOffset? DepartedAt { get; private init; }

    /// <summary>From when on a position counts for the sharing of now, a device's clock being believed to five seconds; nothing while it does not share.</summary>
    public DateTimeOffset? SharingSince => Spans is [.., { To: null } open] ? open.From - _slack : null;

    public bool Shared(DateTimeOffset at) => Spans.Any(s => at >= s.From - _slack && (s.To is not { } end || at <= end + _slack));

    public DutyLog After(SquadEvent e) => e switch
    {
        SquadEvent.ClockedOn or SquadEvent.Assigned => Opened(e.At),
        SquadEvent.BreakEnded b => Opened(b.Instant),
        SquadEvent.ClockedOff or SquadEvent.BreakStarted => Closed(((SquadEvent.DutyStep)e).Instant),
        SquadEvent.Departed => this with { DepartedAt = e.At },
        SquadEvent.Finished or SquadEvent.Released or SquadEvent.GaveWay => this with { DepartedAt = null },
        _ => this,
    };

    private DutyLog Opened(DateTimeOffset at) => SharingSince is not null
        ? this
        : this with { Spans = [.. Spans.Skip(Spans.Count - Remembered + 1), new Span(at, null)] };

    private DutyLog Closed(DateTimeOffset at) => SharingSince is null
        ? this
        : this with { Spans = [.. Spans.SkipLast(1), Spans[^1] with { To = at }], DepartedAt = null };

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(DateTimeOffset From, DateTimeOffset? To);
}
