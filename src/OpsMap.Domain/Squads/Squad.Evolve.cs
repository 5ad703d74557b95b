using static OpsMap.Domain.Squads.SquadEvent;

namespace OpsMap.Domain.Squads;

public sealed partial record Squad
{
    /// <summary>What the squad is after this happened. History that cannot be is a defect, so it throws.</summary>
    public Squad Evolve(SquadEvent e) => (State, e) switch
    {
        (_, SquadRegistered r) when !Exists => Registered(r),
        _ when !Exists => throw Impossible(e),

        (not SquadState.OffDuty, SosRaised s) when Sos is null => this with { Sos = new(s.OccurredAt, s.By, s.Note, s.Point) },
        (_, SosCleared) when Sos is not null => this with { Sos = null },

        (_, PositionDoubted d) when SharesLocation && Health != d.Why => this with { Health = d.Why },
        (_, PhoneReported p) when SharesLocation && p.Phone.IsNewsAfter(Phone) => this with { Phone = p.Phone.Troubles.Count > 0 ? p.Phone : null },
        (_, PositionTrusted) when Health is not null => this with { Health = null },

        (SquadState.OffDuty, ClockedOn c) => this with
        {
            State = SquadState.Available,
            Crew = c.Crew,
            NoticeVersion = c.NoticeVersion,
            Members = c.Members ?? Members,
            Vehicle = c.Vehicle ?? Vehicle,
        },
        (SquadState.Available or SquadState.Returning or SquadState.Break, ClockedOff) =>
            this with { State = SquadState.OffDuty, Crew = 0, BreakUntil = null, Health = null, Phone = null },
        (SquadState.Available, BreakStarted b) => this with { State = SquadState.Break, BreakUntil = b.Until },
        (SquadState.Break, BreakEnded) => this with { State = SquadState.Available, BreakUntil = null },
        (SquadState.Returning, BackReady) => this with { State = SquadState.Available },

        (SquadState.Available or SquadState.Returning or SquadState.Break, Assigned a) => Taken(a),
        (SquadState.Assigned, Acknowledged) => this with { State = SquadState.Responding },
        (SquadState.Responding, RespondingRemotely) => this,
        (SquadState.Responding, Departed) => this with { State = SquadState.EnRoute },
        (SquadState.Responding or SquadState.EnRoute, Arrived) => this with { State = SquadState.OnScene },
        (SquadState.OnScene, Finished) => this with { State = SquadState.Returning, Job = null },
        (SquadState.OnScene, Released) => this with { State = SquadState.Returning, Job = null },
        (SquadState.Assigned or SquadState.Responding or SquadState.EnRoute, Released) =>
            this with { State = SquadState.Available, Job = null },

        _ => throw Impossible(e),
    };

    public Squad Evolve(IEnumerable<SquadEvent> history) => history.Aggregate(this, (state, e) => state.Evolve(e));

    private static Squad Registered(SquadRegistered e) => new()
    {
        Id = e.Id,
        Code = e.Entry.Code,
        Name = e.Entry.Name,
        County = e.Entry.County,
        Kind = e.Entry.Kind,
        Capabilities = e.Entry.Capabilities,
        Base = e.Entry.Base,
        Slot = e.Entry.Slot,
        Vehicle = e.Entry.Vehicle,
        Radio = e.Entry.Radio,
        DutyPhone = e.Entry.DutyPhone,
        Members = e.Entry.Members ?? [],
        Station = e.Entry.Station,
        Parent = e.Entry.Parent,
    };

    private Squad Taken(Assigned e) => this with
    {
        State = SquadState.Assigned,
        BreakUntil = null,
        Job = new SquadJob(e.CaseId, e.CaseNo, e.By, e.At, e.CaseCounty, e.Scene),
        JobsDay = CityTime.DayOf(e.At),
        Jobs = JobsToday(e.At) + 1,
    };

    private InvalidOperationException Impossible(SquadEvent e) => new($"{e.GetType().Name} cannot follow {State} of squad {Id}");
}
