namespace OpsMap.Domain;

/// <summary>What the rules answer to a command: the events it makes, or why not.</summary>
public abstract record Decision<TEvent>
{
    private Decision() { }

    public sealed record Accepted(IReadOnlyList<TEvent> Events) : Decision<TEvent>;

    public sealed record Refused(Refusal Refusal) : Decision<TEvent>;

    public static implicit operator Decision<TEvent>(Refusal refusal) => new Refused(refusal);

    public static implicit operator Decision<TEvent>(TEvent happened) => new Accepted([happened]);
}

/// <summary>A no with a stable code, the field it is about, and the facts a person needs to understand it.</summary>
public sealed record Refusal(string Code, string? Field = null, IReadOnlyDictionary<string, string>? Facts = null)
{
    public RefusalKind Kind => Refusals.KindOf(Code);
}

/// <summary>How the outside should treat a refusal.</summary>
public enum RefusalKind { NotNow, BadInput, WrongRole, OtherCounty }
