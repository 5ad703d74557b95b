using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>Puts the county on a position that is found later (补定位), whatever a browser wrote there; and believes a venue's code only if the venue is known.</summary>
public sealed class FoundPlaces(Jurisdiction jurisdiction, Venues venues)
{
    public async Task<CaseCommand> Attach(CaseCommand command, CancellationToken ct)
    {
        if (command is CaseCommand.Arrive { VenueCode: { } code } && !await venues.Knows(code, ct)) throw new ProblemException(Problem.BadInput(Refusals.NoSuchVenue, "command.venueCode"));
        if (command is not CaseCommand.Locate found) return command;
        if (!found.Point.IsOnEarth) return found with { County = null, CountyPending = null };
        var place = await jurisdiction.Of(Datums.ToWgs84(found.Point, found.Datum ?? Datum.Wgs84), ct);
        return found with { County = place.County, CountyPending = place.Pending };
    }
}
