using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Duty;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>Writes the roster (排班): a shift at a time, a week like the last one, two that change places.</summary>
public sealed class ShiftBook(RosterQueries roster, RegisterBook book)
{
    private const int Week = 7;

    public Task<IResult> Put(Guid id, ShiftRequest request, Actor by) => book.Write(request.CommandId, id, request, by, async now =>
    {
        if (request.Shift.Check() is { } no) throw RegisterBook.Refuse(no);
        var county = await roster.CountyOf(request.Shift.Squad, by) ?? throw RegisterBook.Refuse(new Refusal(Refusals.NoSuchSquad, "shift.squad"));
        var before = await roster.Find(id, CancellationToken.None);
        if (before is { } there && !by.MaySee(there.County)) throw RegisterBook.NotFound();
        RegisterBook.Fence(request.Version, before?.Version ?? 0);
        await Alone(request.Shift, "shift.startsAt", id);
        return Told(new Shift(id, county, request.Shift, (before?.Version ?? 0) + 1), before is null ? "shift-entered" : "shift-changed", now);
    });

    public Task<IResult> Remove(Guid id, CommandId? command, int? version, Actor by) => book.Write(command ?? Once("removed", id, version), id, new { Removed = id, version }, by, async now =>
    {
        var shift = await Own(id, by);
        RegisterBook.Fence(version, shift.Version);
        return Told(shift with { Removed = true, Version = shift.Version + 1 }, "shift-removed", now);
    });

    /// <summary>Each takes the other's hours; its people and its car stay with it.</summary>
    public Task<IResult> Swap(SwapRequest request, Actor by) => book.Write(request.CommandId, request.A, request, by, async now =>
    {
        if (request.A == request.B) throw RegisterBook.Refuse(new Refusal(Refusals.Repeated, "b"));
        var (a, b) = (await Own(request.A, by), await Own(request.B, by));
        var first = a with { Said = a.Said with { StartsAt = b.Said.StartsAt, EndsAt = b.Said.EndsAt, OnCall = b.Said.OnCall }, Version = a.Version + 1 };
        var second = b with { Said = b.Said with { StartsAt = a.Said.StartsAt, EndsAt = a.Said.EndsAt, OnCall = a.Said.OnCall }, Version = b.Version + 1 };
        if ((first.Said.Check("a") ?? second.Said.Check("b")) is { } no) throw RegisterBook.Refuse(no);
        await Alone(first.Said, "a", a.Id, b.Id);
        await Alone(second.Said, "b", a.Id, b.Id);
        return new Entry(first.County, first.Version, "shift-changed", first.Said, JsonSerializer.Serialize(new { a = first.Version, b = second.Version }, Wire.Options), Shift.Upsert([first, second], now))
        {
            Others = [second.Event("shift-changed")],
        };
    });

    /// <summary>The seven days from one day on, again from another day on; what would overlap is left out and named.</summary>
    public Task<IResult> CopyWeek(CopyRequest request, Actor by) => book.Write(request.CommandId, request.CommandId.Value, request, by, async now =>
    {
        var days = request.To.DayNumber - request.From.DayNumber;
        if (days == 0 || Math.Abs(days) > 400) throw RegisterBook.Refuse(new Refusal(Refusals.OutOfRange, "to"));
        if (request.County is { } asked && !by.MaySee(asked)) throw RegisterBook.Refuse(new Refusal(Refusals.OtherCounty, "county"));
        var (source, target) = (await roster.Shifts(by, request.County, request.From, request.From.AddDays(Week)), await roster.Shifts(by, request.County, request.To, request.To.AddDays(Week + 1)));
        var standing = target.ToLookup(s => s.Said.Squad);
        var (copies, skipped) = (new List<Shift>(), new List<object>());
        foreach (var shift in source.Where(s => CityTime.DayOf(s.Said.StartsAt) >= request.From))
        {
            var said = shift.Said with { StartsAt = shift.Said.StartsAt.AddDays(days), EndsAt = shift.Said.EndsAt.AddDays(days) };
            if (standing[said.Squad].Any(s => s.Said.Meets(said))) skipped.Add(new { said.Squad, said.StartsAt });
            else copies.Add(new Shift(NamedId.Of($"{request.CommandId} {shift.Id}"), shift.County, said, 1));
        }
        var answer = JsonSerializer.Serialize(new { copied = copies.Count, skipped }, Wire.Options);
        return new Entry(request.County ?? by.County, 1, "week-copied", new { request.From, request.To, request.County, Copied = copies.Count }, answer, Shift.Upsert(copies, now))
        {
            Others = [.. copies.Select(c => c.Event("shift-entered"))],
        };
    });

    private async Task<Shift> Own(Guid id, Actor by) =>
        await roster.Find(id, CancellationToken.None) is { Removed: false } shift && by.MaySee(shift.County) ? shift : throw RegisterBook.NotFound();

    private async Task Alone(ShiftSaid said, string field, params Guid[] except)
    {
        if (await roster.Meeting(said, except) is { } other) throw RegisterBook.Refuse(other.Overlap(field));
    }

    private static Entry Told(Shift shift, string type, DateTimeOffset now) =>
        new(shift.County, shift.Version, type, shift.Said, Entry.AnswerOf(shift.Id, shift.Version), Shift.Upsert([shift], now));

    // a caller without an id of its own still removes a version once
    private static CommandId Once(string what, Guid id, int? version) => new(NamedId.Of($"shift {what} {id} {version}"));
}

/// <summary>A shift as it is to stand, and the version the person was looking at.</summary>
public sealed record ShiftRequest(CommandId CommandId, ShiftSaid Shift, int? Version = null);

/// <summary>Two shifts that are to change hours.</summary>
public sealed record SwapRequest(CommandId CommandId, Guid A, Guid B);

/// <summary>Seven days from one day on are to be repeated from another day on.</summary>
public sealed record CopyRequest(CommandId CommandId, DateOnly From, DateOnly To, CountyCode? County = null);
