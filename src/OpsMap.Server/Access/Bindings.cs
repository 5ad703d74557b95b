using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>What an account belongs to (绑定): a squad, a station or section, a department, a venue; nothing for a dispatcher.</summary>
public sealed record Binding(SquadId? Squad = null, UnitId? Unit = null, DepartmentId? Department = null, VenueId? Venue = null)
{
    public static Binding None { get; } = new();
}

/// <summary>Finds what a new account is to belong to, and refuses what does not fit its role or its county (岗位绑定核对).</summary>
public sealed class Bindings(Database database, Accounts accounts)
{
    private static readonly string[] _stations = ["station"];
    private static readonly string[] _sections = ["section", "centre", "team", "association"];

    /// <exception cref="ProblemException">Missing, unknown, of another county, or nothing this role is bound to.</exception>
    public async Task<Binding> Of(NewAccount said, CancellationToken ct)
    {
        CheckCounty(said);
        Only(said.Squad, "squad", said.Role is Role.SquadMember or Role.SquadLeader, required: true);
        Only(said.Unit, "unit", said.Role is Role.StationHead or Role.Section, required: said.Role is Role.Section);
        Only(said.Department, "department", said.Role is Role.Liaison, required: true);
        Only(said.Venue?.ToString(), "venue", said.Role is Role.MerchantStaff, required: true);
        return new Binding(
            said.Squad is null ? null : Fitting(await Squad(said.Squad, ct), said, Refusals.NoSuchSquad, "squad"),
            said.Unit is null ? null : Fitting(await Unit(said.Unit, said.Role is Role.Section ? _sections : _stations, ct), said, Refusals.NoSuchUnit, "unit"),
            said.Department is null ? null : Fitting(await Department(said.Department, ct), said, Refusals.NoSuchDepartment, "department"),
            said.Venue is not { } venue ? null : Fitting(await Venue(venue, ct), said, Refusals.NoSuchVenue, "venue"));
    }

    /// <summary>An open unit of these kinds, by its code.</summary>
    public async Task<(UnitId Id, CountyCode County)?> Unit(string code, IReadOnlyList<string> kinds, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql("select id, county from unit where code = $1 and kind = any($2) and not closed", code, kinds.ToArray()),
            r => (new UnitId(r.GetGuid(0)), new CountyCode(r.GetString(1))), ct) is [var unit] ? unit : null;

    /// <summary>A department of the joint conference, by its code.</summary>
    public async Task<(DepartmentId Id, CountyCode County)?> Department(string code, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql("select id, county from department where code = $1 and not closed", code),
            r => (new DepartmentId(r.GetGuid(0)), new CountyCode(r.GetString(1))), ct) is [var department] ? department : null;

    private async Task<(SquadId Id, CountyCode County)?> Squad(string code, CancellationToken ct) => await accounts.Squad(code, ct) is { } squad ? (squad.Id, squad.County) : null;

    private async Task<(VenueId Id, CountyCode County)?> Venue(VenueId id, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql("select county from venue where id = $1", id.Value), r => (id, new CountyCode(r.GetString(0))), ct) is [var venue] ? venue : null;

    private static void CheckCounty(NewAccount said)
    {
        if (Domain.Geo.Counties.Find(said.County) is null && !said.County.IsCity) throw Bad(Codes.UnknownCode, "county");
        var fits = said.Role switch
        {
            Role.CityDispatcher => said.County.IsCity,
            Role.CountyDispatcher or Role.StationHead or Role.SquadMember or Role.SquadLeader or Role.MerchantStaff => !said.County.IsCity,
            Role.Leadership or Role.Admin or Role.Section or Role.Liaison => true,
            // the machine signs in nowhere, a complainant needs no account
            Role.System or Role.Public => throw Bad(Codes.UnknownCode, "role"),
        };
        if (!fits) throw Bad(Refusals.CountyDoesNotFit, "county");
    }

    private static void Only(string? given, string field, bool belongs, bool required)
    {
        if (given is not null && !belongs) throw Bad(Refusals.BindingNotForRole, field);
        if (given is null && belongs && required) throw Bad(Refusals.Required, field);
    }

    private static TId Fitting<TId>((TId Id, CountyCode County)? found, NewAccount said, string code, string field) where TId : struct =>
        found is { } one && one.County == said.County ? one.Id : throw Bad(code, field);

    private static ProblemException Bad(string code, string field) => new(Problem.BadInput(code, field));
}
