using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>How sure the county is (属地把握): by the point, by the point but near a border, by the words of an address only, or not at all.</summary>
public enum CountyConfidence { Point, NearBorder, Outside, Address, None }

/// <summary>Whose case this seems to be (属地建议). Without a place nothing is guessed: no county's middle stands in for it.</summary>
public sealed record CountySuggestion(CountyCode? County, CountyConfidence Confidence, double? BorderM, bool PinNeeded, IReadOnlyList<CountyNear> Others, IReadOnlyList<TriageReason> Reasons);

/// <summary>Another county within reach of the place.</summary>
public sealed record CountyNear(CountyCode County, string Name, double Metres);

/// <summary>Finds the county of a case from its point, else from what its address says.</summary>
public sealed class CountyFinder(Database database, Jurisdiction jurisdiction)
{
    private const string NearSql = """
        select d.code, st_distance(d.border, p.plane)
        from   (select st_transform(st_point($1, $2, 4326), 4546) as plane) p
        join   district d on st_dwithin(d.border, p.plane, $3)
        order  by 2
        """;

    public async Task<CountySuggestion> For(Case state, CancellationToken ct)
    {
        var found = state.Point is { } point ? await ByPoint(point, ct) : ByAddress(state.Registration);
        return found.County is { } county && county != state.County
            ? found with { Reasons = [.. found.Reasons, TriageReason.Of(TriageReasons.CountyDiffers, ("county", Counties.NameOf(county)), ("said", Counties.NameOf(state.County)))] }
            : found;
    }

    private async Task<CountySuggestion> ByPoint(GeoPoint point, CancellationToken ct)
    {
        var place = await jurisdiction.Of(point, ct);
        var border = Math.Round(place.BorderMetres);
        if (place.Outside) return new(place.County, CountyConfidence.Outside, border, PinNeeded: false, [], [TriageReason.Of(TriageReasons.PlaceOutsideCity, ("metres", Whole(border)))]);
        var inside = TriageReason.Of(TriageReasons.PlaceInside, ("county", Counties.NameOf(place.County)), ("metres", Whole(border)));
        if (!place.Pending) return new(place.County, CountyConfidence.Point, border, PinNeeded: false, [], [inside]);
        var near = await database.Rows(Scope.Everything, Database.Sql(NearSql, point.Lon, point.Lat, Borders.PendingMetres),
            r => (County: new CountyCode(r.GetString(0)), Metres: Math.Round(r.GetDouble(1))), ct);
        var others = near.Where(n => n.County != place.County).Select(n => new CountyNear(n.County, Counties.NameOf(n.County), n.Metres)).ToList();
        return new(place.County, CountyConfidence.NearBorder, border, PinNeeded: false, others,
            [inside, TriageReason.Of(TriageReasons.PlaceNearBorder, ("metres", Whole(border)), ("others", others.Count == 0 ? "市外" : string.Join('、', others.Select(o => o.Name))))]);
    }

    private static CountySuggestion ByAddress(Registration said)
    {
        var address = $"{said.Place} {said.Respondent?.Address} {said.Respondent?.Name}";
        var missing = TriageReason.Of(TriageReasons.PlaceMissing);
        return CountyNames.Within(address) is { } county
            ? new(county, CountyConfidence.Address, null, PinNeeded: true, [], [TriageReason.Of(TriageReasons.AddressNames, ("county", Counties.NameOf(county))), missing])
            : new(null, CountyConfidence.None, null, PinNeeded: true, [], [missing]);
    }

    private static string Whole(double metres) => metres.ToString("0", CultureInfo.InvariantCulture);
}
