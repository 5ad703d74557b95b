using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OpsMap.Domain;

/// <summary>Which case (工单).</summary>
[JsonConverter(typeof(TextJson<CaseId>))]
public readonly record struct CaseId(Guid Value) : IParsable<CaseId>
{
    public static CaseId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CaseId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new CaseId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which squad (快反分队).</summary>
[JsonConverter(typeof(TextJson<SquadId>))]
public readonly record struct SquadId(Guid Value) : IParsable<SquadId>
{
    public static SquadId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SquadId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new SquadId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which command: the same id twice is the same act once.</summary>
[JsonConverter(typeof(TextJson<CommandId>))]
public readonly record struct CommandId(Guid Value) : IParsable<CommandId>
{
    public static CommandId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CommandId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new CommandId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which person acts (经办人).</summary>
[JsonConverter(typeof(TextJson<PersonId>))]
public readonly record struct PersonId(Guid Value) : IParsable<PersonId>
{
    public static PersonId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new PersonId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which bureau, section or station (单位).</summary>
[JsonConverter(typeof(TextJson<UnitId>))]
public readonly record struct UnitId(Guid Value) : IParsable<UnitId>
{
    public static UnitId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UnitId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new UnitId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which department of the joint conference (联席部门).</summary>
[JsonConverter(typeof(TextJson<DepartmentId>))]
public readonly record struct DepartmentId(Guid Value) : IParsable<DepartmentId>
{
    public static DepartmentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DepartmentId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new DepartmentId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which venue (消费场所).</summary>
[JsonConverter(typeof(TextJson<VenueId>))]
public readonly record struct VenueId(Guid Value) : IParsable<VenueId>
{
    public static VenueId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out VenueId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new VenueId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which photo or signature (证据).</summary>
[JsonConverter(typeof(TextJson<EvidenceId>))]
public readonly record struct EvidenceId(Guid Value) : IParsable<EvidenceId>
{
    public static EvidenceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EvidenceId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new EvidenceId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Which crowd or public-opinion incident (群体/舆情事件).</summary>
[JsonConverter(typeof(TextJson<IncidentId>))]
public readonly record struct IncidentId(Guid Value) : IParsable<IncidentId>
{
    public static IncidentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IncidentId result)
    {
        var read = Guid.TryParse(s, provider, out var value);
        result = new IncidentId(value);
        return read;
    }

    public override string ToString() => Value.ToString();
}
