using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.Geodata;

namespace OpsMap.Server.Cases;

/// <summary>Puts the county on a position that is found later (补定位); whatever a browser wrote there is thrown away.</summary>
public sealed class FoundPlaces(Jurisdiction jurisdiction)
{
    public async Task<CaseCommand> Attach(CaseCommand command, CancellationToken ct)
    {
        if (command is not CaseCommand.Locate found) return command;
        if (!found.Point.IsOnEarth) return found with { County = null, CountyPending = null };
        var place = await jurisdiction.Of(Datums.ToWgs84(found.Point, found.Datum ?? Datum.Wgs84), ct);
        return found with { County = place.County, CountyPending = place.Pending };
    }
}
