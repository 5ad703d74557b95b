using OpsMap.Domain;
using OpsMap.Server.Cases;
using OpsMap.Server.Incidents;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Platform;

/// <summary>Typed ways to a grain: a squad's id does not open a case.</summary>
public static class Grains
{
    extension(IGrainFactory grains)
    {
        public ICaseGrain Case(CaseId id) => grains.GetGrain<ICaseGrain>(id.Value);

        public IIncidentGrain Incident(IncidentId id) => grains.GetGrain<IIncidentGrain>(id.Value);

        public ISquadGrain Squad(SquadId id) => grains.GetGrain<ISquadGrain>(id.Value);
    }
}
