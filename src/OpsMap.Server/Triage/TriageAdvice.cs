using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>The suggestions as a page shows them (研判建议): each says why, in the reader's language, and what it rests on.</summary>
public sealed record TriageAdvice
{
    public required CaseId CaseId { get; init; }
    public required string CaseNo { get; init; }
    public required int Version { get; init; }
    public required int Rules { get; init; }
    public required DateTimeOffset At { get; init; }
    public required IndustryAdvice Industry { get; init; }
    public required IReadOnlyList<SituationAdvice> Situations { get; init; }
    public required GradeAdvice Grade { get; init; }
    public required CountyAdvice County { get; init; }
    public required IReadOnlyList<DuplicateAdvice> Duplicates { get; init; }
    public required IReadOnlyList<ElsewhereAdvice> DuplicatesElsewhere { get; init; }
    public required ClaimantAdvice Claimant { get; init; }
    public IncidentAdvice? Incident { get; init; }
    /// <summary>Whom to call at once (安全提示).</summary>
    public required IReadOnlyList<ReasonAdvice> Hints { get; init; }
    public required IReadOnlyList<TriageDecision> Decisions { get; init; }

    public static TriageAdvice Of(Suggestions s, IReadOnlyList<TriageDecision> decisions, Tongue tongue)
    {
        return new TriageAdvice
        {
            CaseId = s.Case.Id,
            CaseNo = s.Case.No,
            Version = s.CaseVersion,
            Rules = s.Rules.Version,
            At = s.At,
            Industry = new(s.Industries[0].Industry, s.Case.Industry, s.Industries[0].Score, Why(s.Industries[0].Reasons),
                [.. s.Industries.Skip(1).Take(3).Select(i => new OtherIndustry(i.Industry, i.Score, Why(i.Reasons)))]),
            Situations = [.. s.Situations.Select(i => new SituationAdvice(i.Situation, Why(i.Reasons)))],
            Grade = new(s.Grade.Urgency, s.Grade.Importance, s.Grade.Grade, s.Case.Grade, Why(s.Grade.Reasons)),
            County = new(s.County.County, s.County.County is { } c ? Counties.NameOf(c) : null, s.Case.County, s.County.Confidence, s.County.BorderM,
                s.County.PinNeeded ? true : null, s.County.Others, Why(s.County.Reasons)),
            Duplicates = [.. s.Duplicates.Own.Select(d => new DuplicateAdvice(d.Id, d.No, d.Title, d.Workflow, d.ReceivedAt, d.Earlier, d.Score.Score, Why(d.Score.Reasons)))],
            DuplicatesElsewhere = [.. s.Duplicates.Elsewhere.Select(e => new ElsewhereAdvice(e.County, Counties.NameOf(e.County), e.Count))],
            Claimant = new([.. s.Claimant.Select(f => new FactorAdvice(f.Code, Say(f.Reason), f.Count, f.Threshold, f.Reason.Evidence))],
                s.Claimant.Count > 0 ? Words.Of(TriageReasons.PersonDecides, tongue) : null),
            Incident = s.Incident is { } burst
                ? new([.. burst.Cases.Select(c => new IncidentCase(c.Id, c.No, c.ReceivedAt))], burst.Elsewhere, burst.Centre, burst.RadiusM, Why([burst.Reason]))
                : null,
            Hints = Why(SafetyHints.Of(s.Case.Registration, [.. s.Case.Situations, .. s.Situations.Select(i => i.Situation)])),
            Decisions = decisions,
        };

        string Say(TriageReason reason) => Words.Of(reason.Code, tongue, reason.Facts);

        IReadOnlyList<ReasonAdvice> Why(IReadOnlyList<TriageReason> reasons) => [.. reasons.Select(r => new ReasonAdvice(r.Code, Say(r), r.Evidence))];
    }
}

/// <summary>One reason: its code, its words, and the matched words or case numbers it rests on.</summary>
public sealed record ReasonAdvice(string Code, string Text, IReadOnlyList<string> Evidence);

/// <summary>The industry suggested beside the one recorded.</summary>
public sealed record IndustryAdvice(Industry Suggested, Industry Current, int Score, IReadOnlyList<ReasonAdvice> Reasons, IReadOnlyList<OtherIndustry> Alternatives);

/// <summary>What else the words speak for.</summary>
public sealed record OtherIndustry(Industry Industry, int Score, IReadOnlyList<ReasonAdvice> Reasons);

/// <summary>A fast situation suggested.</summary>
public sealed record SituationAdvice(Situation Situation, IReadOnlyList<ReasonAdvice> Reasons);

/// <summary>The grade suggested beside the one recorded.</summary>
public sealed record GradeAdvice(int Urgency, int Importance, int Grade, int Current, IReadOnlyList<ReasonAdvice> Reasons);

/// <summary>The county suggested beside the one that has the case.</summary>
public sealed record CountyAdvice(
    CountyCode? Suggested, string? Name, CountyCode Current, CountyConfidence Confidence, double? BorderM, bool? PinNeeded, IReadOnlyList<CountyNear> Others, IReadOnlyList<ReasonAdvice> Reasons);

/// <summary>Another case that may be the same dispute.</summary>
public sealed record DuplicateAdvice(CaseId CaseId, string CaseNo, string Title, string Workflow, DateTimeOffset ReceivedAt, bool Earlier, double Score, IReadOnlyList<ReasonAdvice> Reasons);

/// <summary>So many possible duplicates in another county.</summary>
public sealed record ElsewhereAdvice(CountyCode County, string Name, int Count);

/// <summary>The factors of R121 art. 17, and that a person decides.</summary>
public sealed record ClaimantAdvice(IReadOnlyList<FactorAdvice> Factors, string? Note);

/// <summary>One factor with its count and the threshold it reached.</summary>
public sealed record FactorAdvice(string Factor, string Text, int Count, int Threshold, IReadOnlyList<string> Evidence);

/// <summary>Cases that look like one incident.</summary>
public sealed record IncidentAdvice(IReadOnlyList<IncidentCase> Cases, int Elsewhere, GeoPoint Centre, double RadiusM, IReadOnlyList<ReasonAdvice> Reasons);

/// <summary>A case of a suggested incident.</summary>
public sealed record IncidentCase(CaseId CaseId, string CaseNo, DateTimeOffset ReceivedAt);
