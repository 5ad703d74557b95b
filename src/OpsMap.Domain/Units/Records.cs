namespace OpsMap.Domain.Units;

/// <summary>Something the offices write down beside the cases (工作记录): when it was, which cases it concerns, what one searches it by.</summary>
public abstract record WorkRecord
{
    public const int MostAttendees = 60;
    public const int MostCases = 50;

    /// <summary>The first slip in it, if there is one.</summary>
    public abstract Refusal? Check(DateOnly today);

    public abstract DateOnly? Day();

    public abstract IReadOnlyList<CaseId> About();

    public abstract string Search();

    protected static Refusal? People(IReadOnlyList<string> attendees)
    {
        if (attendees.Count is 0) return new(Refusals.Required, "record.attendees");
        if (attendees.Count > MostAttendees) return new(Refusals.TooLong, "record.attendees", Facts.Of("max", MostAttendees));
        return attendees.Select((name, i) => Texts.Required($"record.attendees[{i}]", name, 50)).FirstOrDefault(no => no is not null);
    }

    protected static Refusal? Linked(IReadOnlyList<CaseId>? cases) =>
        cases is null ? null
        : cases.Count > MostCases ? new(Refusals.TooLong, "record.cases", Facts.Of("max", MostCases))
        : cases.Distinct().Count() != cases.Count ? new(Refusals.Repeated, "record.cases")
        : null;

    protected static Refusal? Within(string field, DateOnly? day, DateOnly from, DateOnly to) =>
        day < from || day > to ? new(Refusals.OutOfRange, field) : null;
}

/// <summary>A consultation meeting (会商): announced with its topic, later with its minutes.</summary>
public sealed record Consultation(
    DateOnly Date, string Topic, IReadOnlyList<string> Attendees, string? Place = null, IReadOnlyList<DepartmentId>? Departments = null, string? Minutes = null, IReadOnlyList<CaseId>? Cases = null) : WorkRecord
{
    public override Refusal? Check(DateOnly today) =>
        Texts.Required("record.topic", Topic, 100)
        ?? Within("record.date", Date, today.AddYears(-5), today.AddYears(1))
        ?? People(Attendees)
        ?? Texts.Optional("record.place", Place, 100)
        ?? (Departments is { Count: > 60 } ? new Refusal(Refusals.TooLong, "record.departments", Facts.Of("max", 60)) : null)
        ?? Texts.Optional("record.minutes", Minutes, 10_000)
        // what has not been held has no minutes
        ?? (!string.IsNullOrWhiteSpace(Minutes) && Date > today ? new Refusal(Refusals.OutOfRange, "record.date") : null)
        ?? Linked(Cases);

    public override DateOnly? Day() => Date;

    public override IReadOnlyList<CaseId> About() => Cases ?? [];

    public override string Search() => string.Join(' ', [Topic, Place, .. Attendees]);
}

/// <summary>Whom an interview is with (约谈对象).</summary>
public enum InterviewTarget
{
    Merchant,
    Unit,
}

/// <summary>An interview of a merchant or a unit (约谈): what was found, by when it is to be put right, and whether the public is told.</summary>
public sealed record Interview(
    DateOnly Date, InterviewTarget Target, string Name, string Subject, IReadOnlyList<string> Attendees, UnitId? Unit = null, string? Findings = null,
    DateOnly? RectifyBy = null, DateOnly? RectifiedOn = null, bool Published = false, IReadOnlyList<CaseId>? Cases = null) : WorkRecord
{
    public override Refusal? Check(DateOnly today) =>
        Texts.Required("record.name", Name, 100)
        ?? Texts.Required("record.subject", Subject, 200)
        ?? Within("record.date", Date, today.AddYears(-5), today.AddYears(1))
        ?? People(Attendees)
        ?? (Target is InterviewTarget.Unit && Unit is null ? new Refusal(Refusals.Required, "record.unit") : null)
        ?? (Target is InterviewTarget.Merchant && Unit is not null ? new Refusal(Refusals.OutOfRange, "record.unit") : null)
        ?? Texts.Optional("record.findings", Findings, 5000)
        ?? (RectifyBy < Date ? new Refusal(Refusals.OutOfRange, "record.rectifyBy") : null)
        ?? Within("record.rectifiedOn", RectifiedOn, Date, today)
        // 公示 tells what was found
        ?? (Published ? Texts.Required("record.findings", Findings, 5000) : null)
        ?? Linked(Cases);

    public override DateOnly? Day() => Date;

    public override IReadOnlyList<CaseId> About() => Cases ?? [];

    public override string Search() => $"{Name} {Subject}";
}

/// <summary>A typical case (典型案例): an archived case that teaches something; <c>Shared</c> lets every county read it.</summary>
public sealed record Lesson(string Title, string Text, bool Shared = false)
{
    public Refusal? Check() => Texts.Required("lesson.title", Title, 100) ?? Texts.Required("lesson.text", Text, 5000);
}
