namespace OpsMap.Domain.Cases;

/// <summary>Complaint, report or consultation (投诉、举报、咨询).</summary>
public enum CaseKind { Complaint, Report, Consultation }

/// <summary>How a case came in (渠道).</summary>
public enum Channel
{
    Hotline12315,
    Platform12315,
    Hotline12345,
    MerchantQr,
    StationWalkIn,
    Letter,
    Transfer,
    Patrol,
    Other,
}

/// <summary>Region W: the spine 受理、调查、处理、传递、回访 "一条龙", in order, with its side states before what they lead back to.</summary>
public enum Workflow
{
    Received,
    Triaging,
    PreSettlement,
    AwaitingMaterials,
    Returned,
    Reopened,
    Routed,
    Investigating,
    Handling,
    Closed,
    FedBack,
    ReturnVisited,
    Archived,
    Merged,
    TransferredOut,
}

/// <summary>Region F: the fast response (快速响应), in order.</summary>
public enum FastStage
{
    None,
    Candidate,
    DirectiveIssued,
    DirectiveReceived,
    Responded,
    RemoteHandling,
    EnRoute,
    OnScene,
    SceneDone,
    Cancelled,
}

/// <summary>Region G: what the law knows of the case (受理与调解; 举报: 核查与立案).</summary>
public enum LegalStage
{
    Pending,
    Accepted,
    Mediating,
    Appraisal,
    RecusalReview,
    Agreed,
    Ended,
    NotAccepted,
    Verifying,
    Filed,
    NotFiled,
}

/// <summary>How a case ended (处理结果).</summary>
public enum Outcome
{
    Answered,
    PreSettled,
    SelfSettled,
    MediatedOnScene,
    Mediated,
    MediationEnded,
    NotAccepted,
    Withdrawn,
    TransferredOut,
    Merged,
    ReportFiled,
    ReportNotFiled,
    Unreachable,
}

/// <summary>Which SAMR order governs the case (规章), fixed by the day it was received.</summary>
public enum RuleSet { R20, R121 }

/// <summary>Who is heard in the joint determination (综合研判).</summary>
public enum OpinionUnit { IntakeCentre, ConsumerSection, BusinessSection }

/// <summary>How the squad will handle it (处置方式): by telephone or on the spot.</summary>
public enum HandlingMode { Remote, OnSite }

/// <summary>How an arrival was established (到场确认).</summary>
public enum ArrivalProof { Fence, Manual }

/// <summary>What the complainant was told about acceptance (是否受理).</summary>
public enum AcceptanceAnswer { Yes, No, Pending }
