using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Units;

/// <summary>A department of the joint conference (联席部门) as an administrator describes it.</summary>
public sealed record DepartmentSaid(
    string Name, CountyCode? County = null, string? Code = null, string? Duty = null, string? Liaison = null, string? Phone = null, bool Placeholder = false, bool Closed = false, int Sort = 0)
{
    public CountyCode Of => County ?? CountyCode.City;

    public Refusal? Check() =>
        Texts.Required("department.name", Name, 40)
        ?? (Of.IsCity || Counties.Find(Of) is not null ? null : new Refusal(Refusals.OutOfRange, "department.county"))
        ?? (Code is null || (Code.Length is >= 2 and <= 30 && Code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')) ? null : new Refusal(Refusals.OutOfRange, "department.code"))
        ?? Texts.Optional("department.duty", Duty, 300)
        ?? Texts.Optional("department.liaison", Liaison, 30)
        ?? Texts.Optional("department.phone", Phone, 30)
        ?? (Sort is < 0 or > 9999 ? new Refusal(Refusals.OutOfRange, "department.sort") : null);
}
