using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.Access;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>Registers a case (登记), whoever brings it: a person at the desk, a file, another system. The case takes its id from the command.</summary>
public sealed class CaseIntake(IGrainFactory grains, Jurisdiction jurisdiction, Venues venues, ComplainantVault vault)
{
    /// <summary>The place decides the county unless the registrar says it; the complainant's data part from the case here.</summary>
    public async Task<CommandAnswer> Register(CommandId id, Registration said, Complainant? complainant, Actor by, CancellationToken ct)
    {
        if (complainant?.Check() is { } refusal) return CommandAnswer.Refused(refusal);
        if (said.Venue is { } venue && !await venues.Knows(venue.ToString(), ct)) return CommandAnswer.Refused(new Refusal(Refusals.NoSuchVenue, "venue"));
        var registration = said with { OnFile = complainant?.OnFile(), CountyPending = false };
        if (said.Point is { } told && told.IsOnEarth)
        {
            var place = await jurisdiction.Of(Datums.ToWgs84(told, said.Datum ?? Datum.Wgs84), ct);
            registration = registration with { County = said.County ?? place.County, CountyPending = place.Pending };
        }
        return await grains.Case(new CaseId(id.Value)).Handle(new CaseEnvelope
        {
            Id = id,
            Command = new CaseCommand.Register(registration),
            By = by,
            ContentHash = Answers.HashOf(new RegisterRequest(id, said, complainant), id.Value, by),
            Complainant = complainant is null ? null : vault.Seal(complainant),
        });
    }
}
