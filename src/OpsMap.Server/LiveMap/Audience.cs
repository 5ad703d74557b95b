using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.LiveMap;

/// <summary>Who sees the same map: the city, one county, or leadership (whole city, coarse and masked).</summary>
public readonly record struct Audience
{
    public static readonly Audience City = new("city", Scope.Everything);
    public static readonly Audience Lead = new("lead", Scope.Everything);

    private readonly string _name;

    private Audience(string name, Scope scope)
    {
        _name = name;
        Scope = scope;
    }

    public bool IsLead => this == Lead;

    /// <summary>What row-level security is told.</summary>
    public Scope Scope { get; }

    public static Audience County(CountyCode code) => new($"county:{code.Value}", Scope.Of(code));

    /// <summary>What a person may watch; nothing for those whose work is on a phone or in the administration.</summary>
    public static Audience? Of(Actor person) => person switch
    {
        { Role: Role.CityDispatcher } or { Role: Role.Section, County.IsCity: true } => City,
        { Role: Role.Leadership } => Lead,
        { Role: Role.CountyDispatcher or Role.StationHead or Role.Section, County: var county } when county != CountyCode.City => County(county),
        _ => null,
    };

    public bool Sees(CountyCode county) => Scope == Scope.Everything || county.Value == Scope.Setting;

    public override string ToString() => _name;
}
