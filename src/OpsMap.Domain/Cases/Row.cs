using OpsMap.Domain.Access;

namespace OpsMap.Domain.Cases;

/// <summary>What must hold before a step may be taken, whatever is said with it.</summary>
public delegate Refusal? Guard(Case state, Actor by, Moment when);

/// <summary>One row of the procedure: who, when, and what follows.</summary>
public sealed record Row(
    string Id,
    Type Command,
    Who Who,
    IReadOnlyList<Guard> Guards,
    Func<Case, CaseCommand, Actor, Moment, Decision<CaseEvent>> Step)
{
    public string Name { get; } = Wire.NameOf(typeof(CaseCommand), Command);

    private bool Opens => Command == typeof(CaseCommand.Register) || Command == typeof(CaseCommand.RegisterKin);

    public static Row On<T>(string id, Who who, IReadOnlyList<Guard> guards, Func<Case, T, Actor, Moment, Decision<CaseEvent>> step)
        where T : CaseCommand =>
        new(id, typeof(T), who, guards, (state, command, by, when) => step(state, (T)command, by, when));

    /// <summary>Null when the step is open to this person now.</summary>
    public Refusal? Refuse(Case state, Actor by, Moment when)
    {
        if (Opens)
        {
            return state.Exists ? new(Refusals.AlreadyRegistered, Facts: Facts.Of("caseNo", state.No))
                : Who.Roles.Contains(by.Role) ? null
                : new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role));
        }

        if (!state.Exists) return new(Refusals.NoSuchCase);
        if (Who.Refuse(state, by) is { } wrongPerson) return wrongPerson;
        foreach (var guard in Guards)
        {
            if (guard(state, by, when) is { } notNow) return notNow;
        }

        return null;
    }

    public Decision<CaseEvent> Decide(Case state, CaseCommand command, Actor by, Moment when) =>
        Refuse(state, by, when) is { } refusal ? refusal : Step(state, command, by, when);
}
