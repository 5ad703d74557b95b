using static OpsMap.Domain.Squads.SquadEvent;

namespace OpsMap.Domain.Squads;

public sealed partial record Squad
{
    /// <summary>What the squad is after this happened. History that cannot be is a defect, so it throws.</summary>
    public Squad Evolve(SquadEvent e) => After(e) with
    {
        Since = e switch
        {
            ClockedOn c => c.At,
            DutyStep d => d.Instant,
            Finished f => f.OccurredAt ?? f.At,
            _ => Since,
        },
    };

    private Squad After(SquadEvent e) => (State, e) switch
    {
        (_, SquadRegistered r) when !Exists => Registered(r),
        _ when !Exists => throw Impossible(e),

        (_, SquadRevised r) => With(r.Profile),
        (SquadState.OffDuty, SquadRetired) when !Retired => this with { Retired = true },
        (SquadState.OffDuty, SquadReinstated) when Retired => this with { Retired = false },
        _ when Retired => throw Impossible(e),

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

        _ when Waiting(e) is { } waiting => Moved(waiting, e),
        (_, Queued q) when Job is not null => Behind(q),
        (SquadState.Assigned or SquadState.Responding or SquadState.EnRoute, GaveWay) =>
            this with { State = SquadState.Available, Job = null },

        (SquadState.Assigned, Acknowledged) => this with { State = SquadState.Responding },
        (SquadState.Responding, RespondingRemotely) => this,
        (SquadState.Responding, Departed) => this with { State = SquadState.EnRoute },
        (SquadState.Responding or SquadState.EnRoute, Arrived) => ArrivedWithAll(),
        (SquadState.OnScene, Finished) => this with { State = SquadState.Returning, Job = null },
        (SquadState.OnScene, Released) => this with { State = SquadState.Returning, Job = null },
        (SquadState.Assigned or SquadState.Responding or SquadState.EnRoute, Released) =>
            this with { State = SquadState.Available, Job = null },

        _ => throw Impossible(e),
    };

    public Squad Evolve(IEnumerable<SquadEvent> history) => history.Aggregate(this, (state, e) => state.Evolve(e));

    private static Squad Registered(SquadRegistered e) =>
        new Squad { Id = e.Id, Code = e.Entry.Code, County = e.Entry.County, Slot = e.Entry.Slot }.With(e.Entry.Profile);

    private Squad With(SquadProfile profile) => this with
    {
        Name = profile.Name,
        Kind = profile.Kind,
        Capabilities = profile.Capabilities,
        Base = profile.Base,
        Vehicle = profile.Vehicle,
        Radio = profile.Radio,
        DutyPhone = profile.DutyPhone,
        Members = profile.Members ?? [],
        Station = profile.Station,
        Parent = profile.Parent,
    };

    private Squad Taken(Assigned e) => this with
    {
        State = SquadState.Assigned,
        BreakUntil = null,
        Job = new SquadJob(e.CaseId, e.CaseNo, e.By, e.At, e.CaseCounty, e.Scene),
        JobsDay = CityTime.DayOf(e.At),
        Jobs = JobsToday(e.At) + 1,
    };

    private NextJob? Waiting(SquadEvent e) => e switch
    {
        Acknowledged a => Waiting(a.CaseId),
        RespondingRemotely r => Waiting(r.CaseId),
        Arrived a => Waiting(a.CaseId),
        Finished f => Waiting(f.CaseId),
        NextTaken t => Waiting(t.CaseId),
        NextDropped d => Waiting(d.CaseId),
        _ => null,
    };

    /// <summary>What is done about a job that waits leaves the one in hand alone.</summary>
    private Squad Moved(NextJob waiting, SquadEvent e)
    {
        return (waiting.Stage, e) switch
        {
            (SquadState.Assigned, Acknowledged) => Now(SquadState.Responding),
            (SquadState.Responding, RespondingRemotely) => this,
            (SquadState.Responding, Arrived) => Now(SquadState.OnScene),
            (SquadState.OnScene, Finished) or (_, NextDropped) => this with { Next = Next.Remove(waiting) },
            (var stage, NextTaken) when Job is null => this with { State = stage, Job = waiting.Job, Next = Next.Remove(waiting) },
            _ => throw Impossible(e),
        };

        Squad Now(SquadState stage) => this with { Next = Next.Replace(waiting, waiting with { Stage = stage }) };
    }

    private Squad Behind(Queued e) => this with
    {
        Next = Next.Add(new NextJob(new SquadJob(e.CaseId, e.CaseNo, e.By, e.At, e.CaseCounty, e.Scene), SquadState.Assigned, e.With)),
        JobsDay = CityTime.DayOf(e.At),
        Jobs = JobsToday(e.At) + 1,
    };

    /// <summary>Who knows of another complaint at this place has arrived for that one too.</summary>
    private Squad ArrivedWithAll() => this with
    {
        State = SquadState.OnScene,
        Next = Next.ConvertAll(n => n.With == Job!.CaseId && n.Stage is SquadState.Responding ? n with { Stage = SquadState.OnScene } : n),
    };

    private InvalidOperationException Impossible(SquadEvent e) => new($"{e.GetType().Name} cannot follow {State} of squad {Id}");
}
