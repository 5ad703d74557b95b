using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>The register of squads (分队名册): who enters one gives it its code, its county and what may change; its slot is drawn here.</summary>
public sealed class SquadRegister(IGrainFactory grains, Database database, Ledger ledger)
{
    /// <summary>Slots below belong to the demonstration, which may be switched on over the same database later.</summary>
    private const int FirstSlot = 100;

    /// <summary>The squad takes its id from the command.</summary>
    public async Task<IResult> Enter(SquadRequest request, Actor by, CancellationToken ct)
    {
        var id = new SquadId(request.CommandId.Value);
        if (await Refusal(request, id, by, ct) is { } no) return Problems.Answer(no);
        var answer = await Enter(request, id, by, ct: ct);
        return answer.Refusal is { } refused ? Problems.Answer(In(refused)) : WrittenJson.Created($"/api/squads/{id}", id.Value, answer);
    }

    /// <summary>What stands against entering it, its own rules apart.</summary>
    internal async Task<Refusal?> Refusal(SquadRequest request, SquadId id, Actor by, CancellationToken ct)
    {
        var code = request.Squad.Code.Trim();
        var found = await Relations(code, id, request.Squad.Profile, ct);
        if (found.CodeTaken) return new Refusal(Refusals.Repeated, "squad.code");
        return by.MaySee(request.Squad.County) ? Fits(found, request.Squad.Profile, request.Squad.County, id) : null;
    }

    internal async Task<CommandAnswer> Enter(SquadRequest request, SquadId id, Actor by, CancellationToken ct)
    {
        var (code, county, profile) = (request.Squad.Code.Trim(), request.Squad.County, request.Squad.Profile);
        var slot = FirstSlot + await ledger.Draw("squad-slot", "") - 1;
        return await grains.Squad(id).Handle(new SquadEnvelope
        {
            Id = request.CommandId,
            Command = new SquadCommand.Register(id, new SquadEntry(
                code, profile.Name.Trim(), county, profile.Kind, profile.Capabilities, profile.Base, slot,
                profile.Vehicle, profile.Radio, profile.DutyPhone, profile.Members, profile.Station, profile.Parent)),
            By = by,
            // what was said, without the slot: a repeat draws another
            ContentHash = Answers.HashOf(request.Squad, id.Value, by),
        });
    }

    public async Task<IResult> Change(SquadId id, SquadChange request, Actor by, CancellationToken ct)
    {
        var known = await database.Rows(Scope.Of(by), Database.Sql("select county from squad_view where id = $1", id.Value), r => new CountyCode(r.GetString(0)), ct);
        if (known is not [var county]) return Problems.Answer(new Refusal(Refusals.OtherCounty));
        if (Fits(await Relations(code: null, id, request.Squad, ct), request.Squad, county, id) is { } no) return Problems.Answer(no);
        var answer = await grains.Squad(id).Handle(new SquadEnvelope
        {
            Id = request.CommandId,
            Command = new SquadCommand.Revise(request.Squad with { Name = request.Squad.Name.Trim() }),
            By = by,
            ExpectedVersion = request.Version,
            ContentHash = Answers.HashOf(request.Squad, id.Value, by),
        });
        return answer.Refusal is { } refused ? Problems.Answer(In(refused)) : WrittenJson.Done(answer);
    }

    /// <summary>What the squad's own rules said no to stands inside the request's member.</summary>
    internal static Refusal In(Refusal refusal) => refusal is { Kind: RefusalKind.BadInput or RefusalKind.OtherCounty, Field: { } field } ? refusal with { Field = $"squad.{field}" } : refusal;

    private static Refusal? Fits(Related found, SquadProfile said, CountyCode county, SquadId id)
    {
        if (said.Station is not null && found.Station != county.Value) return new Refusal(Refusals.NoSuchUnit, "squad.station");
        // a squad above is of the same county, in service, and stands under no other
        if (said.Parent is { } parent && (parent == id || found.Parent != county.Value)) return new Refusal(Refusals.ParentDoesNotFit, "squad.parent");
        return said.Parent is not null && found.HasParts ? new Refusal(Refusals.ParentDoesNotFit, "squad.parent") : null;
    }

    private async Task<Related> Relations(string? code, SquadId id, SquadProfile said, CancellationToken ct) => (await database.Rows(Scope.Everything, Database.Sql("""
        select exists (select from squad_view where code = $1 and id <> $2),
               (select county from unit where id = $3 and kind = 'station' and not closed),
               (select county from squad_view where id = $4 and not retired and card ->> 'parent' is null),
               exists (select from squad_view where (card ->> 'parent')::uuid = $2 and not retired)
        """, Database.Nullable(code), id.Value, Database.Nullable(said.Station?.Value), Database.Nullable(said.Parent?.Value)),
        r => new Related(r.GetBoolean(0), r[1] as string, r[2] as string, r.GetBoolean(3)), ct))[0];

    private sealed record Related(bool CodeTaken, string? Station, string? Parent, bool HasParts);
}

/// <summary>A squad to be entered: its code and county stay, the rest may change.</summary>
public sealed record SquadRequest(CommandId CommandId, SquadSaid Squad);

/// <summary>A squad as a person describes it.</summary>
public sealed record SquadSaid(
    string Code, CountyCode County, string Name, SquadKind Kind, IReadOnlyList<Domain.Triage.Capability> Capabilities, GeoPoint Base, string? Vehicle = null, string? Radio = null,
    string? DutyPhone = null, IReadOnlyList<string>? Members = null, UnitId? Station = null, SquadId? Parent = null)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public SquadProfile Profile => new(Name, Kind, Capabilities, Base, Vehicle, Radio, DutyPhone, Members, Station, Parent);
}

/// <summary>What a squad is to be from now on, and the version the person was looking at.</summary>
public sealed record SquadChange(CommandId CommandId, SquadProfile Squad, int? Version = null);
