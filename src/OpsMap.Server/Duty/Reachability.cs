using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>Whether a squad's duty phone is answered (值班电话通联核查): called by the desk, written down each time.</summary>
public sealed class Reachability(RosterQueries roster, RegisterBook book)
{
    public Task<IResult> Check(SquadId squad, CheckRequest request, Actor by) => book.Write(request.CommandId, request.CommandId.Value, new { squad, request }, by, async now =>
    {
        if (Texts.Optional("note", request.Note, 200) is { } no) throw RegisterBook.Refuse(no);
        var county = await roster.CountyOf(squad, by) ?? throw RegisterBook.NotFound();
        var id = request.CommandId.Value;
        return new Entry(county, 1, "duty-phone-checked", new { squad, request.Reached, request.Note }, Entry.AnswerOf(id, 1), Database.Sql(
            "insert into reachability (id, county, squad, at, by, reached, note) values ($1, $2, $3, $4, $5, $6, $7)",
            id, county.Value, squad.Value, now, by.Name, request.Reached, Database.Nullable(string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim())));
    }, creates: true);
}

/// <summary>What came of calling a duty phone.</summary>
public sealed record CheckRequest(CommandId CommandId, bool Reached, string? Note = null);
