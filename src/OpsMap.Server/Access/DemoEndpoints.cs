using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Demonstration mode (演示模式): a secret link is a role. The routes exist only where OPSMAP_DEMO_KEY is set.</summary>
public static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder app)
    {
        app.MapGet("/demo/{key}/{role}", async (string key, string role, string? squad, HttpContext context, Demonstration demo, CancellationToken ct) =>
        {
            await demo.Enter(context, new DemoRequest(key, role, squad), ct);
            return Results.Redirect(PageOf(role));
        }).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/api/demo/session", (DemoRequest body, HttpContext context, Demonstration demo, CancellationToken ct) => demo.Enter(context, body, ct))
            .AllowAnonymous().WithTags("Session");
    }

    private static string PageOf(string role) => role switch
    {
        "squad" => "/squad",
        "leader" => "/screen",
        "liaison" => "/liaison",
        "admin" => "/admin",
        _ => "/console",
    };
}

/// <summary>The key, and who to be: a squad or a department by its code, a county's people by its code (otherwise 潞州区's).</summary>
public sealed record DemoRequest(string Key, string Role, string? Squad = null, CountyCode? County = null, string? Department = null);

/// <summary>Lets a visitor in as one of the demonstration roles.</summary>
public sealed class Demonstration(Accounts accounts, Bindings bindings, Sessions sessions, Introduction introduce, AddressTries tries, IConfiguration configuration)
{
    private const string Police = "police";
    private static readonly CountyCode Luzhou = new("140403");
    private static readonly string[] _sections = ["section"];
    private static readonly string[] _stations = ["station"];

    public async Task<Me> Enter(HttpContext context, DemoRequest who, CancellationToken ct)
    {
        var address = context.Address();
        if (!tries.Pay(address)) throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, Codes.TooManySignIns, RetryAfter: TimeSpan.FromMinutes(1)));
        // a wrong key and a route that is not there look the same
        if (configuration["DEMO_KEY"] is not { Length: > 0 } secret || !Secrets.AreEqual(who.Key, secret)) throw new ProblemException(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        tries.GiveBack(address);

        var actor = await accounts.Demo(await AccountOf(who, ct), ct);
        return await SessionEndpoints.Welcome(context, actor, sessions, introduce, ct);
    }

    private async Task<Account> AccountOf(DemoRequest who, CancellationToken ct) => who.Role switch
    {
        "dispatcher" => Person("demo-dispatcher", "演示·市级调度员", Role.CityDispatcher, CountyCode.City),
        "county" => InCounty(who.County ?? Luzhou, "demo-county", "调度员", Role.CountyDispatcher),
        "station" => await Office(InCounty(who.County ?? Luzhou, "demo-station", "市场监管所所长", Role.StationHead), "S01", _stations, ct),
        "leader" => Person("demo-leader", "演示·领导", Role.Leadership, CountyCode.City),
        "admin" => Person("demo-admin", "演示·系统管理员", Role.Admin, CountyCode.City),
        "section" => await Office(InCounty(who.County ?? Luzhou, "demo-section", "消保股", Role.Section), "XBG", _sections, ct),
        "liaison" => await bindings.Department(who.Department ?? Police, ct) is { } office
            ? Person($"demo-liaison-{who.Department ?? Police}", "演示·联席部门联络员", Role.Liaison, office.County, new Binding(Department: office.Id))
            : throw new ProblemException(Problem.BadInput(Refusals.NoSuchDepartment, "department")),
        "squad" => await accounts.Squad(who.Squad, ct) is { } found
            ? Person($"demo-squad-{found.Code}", $"演示·{found.Code}队长", Role.SquadLeader, found.County, new Binding(found.Id))
            : throw new ProblemException(new Problem(StatusCodes.Status404NotFound, Refusals.NoSuchSquad, "squad")),
        _ => throw new ProblemException(Problem.BadInput(Codes.UnknownCode, "role")),
    };

    private static Account InCounty(CountyCode code, string login, string post, Role role)
    {
        var county = Counties.Find(code) ?? throw new ProblemException(Problem.BadInput(Codes.UnknownCode, "county"));
        return Person(code == Luzhou ? login : $"{login}-{code}", $"演示·{county.Name}{post}", role, code);
    }

    /// <summary>The county's first station, or its 消保股; the demonstration's own offices may not be there yet.</summary>
    private async Task<Account> Office(Account person, string code, string[] kinds, CancellationToken ct)
    {
        var unit = await bindings.Unit($"{person.County}-{code}", kinds, ct);
        return unit is { } office ? person with { Binding = new Binding(Unit: office.Id) } : person;
    }

    private static Account Person(string login, string name, Role role, CountyCode county, Binding? binding = null) =>
        new(new PersonId(Guid.CreateVersion7()), login, name, role, county, binding ?? Binding.None, PasswordHash: null);
}
