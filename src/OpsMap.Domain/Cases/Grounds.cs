using System.Text.Json.Serialization;

namespace OpsMap.Domain.Cases;

/// <summary>Why a complaint is not accepted (不予受理情形, Order 121 art. 16).</summary>
public enum RefusalGround
{
    /// <summary>Not our duty, or no authority.</summary>
    [JsonStringEnumMemberName("N1")]
    N1 = 1,

    /// <summary>Accepted or handled elsewhere already.</summary>
    [JsonStringEnumMemberName("N2")]
    N2,

    /// <summary>Not for daily consumption, or no dispute shown.</summary>
    [JsonStringEnumMemberName("N3")]
    N3,

    /// <summary>More than three years after it was known.</summary>
    [JsonStringEnumMemberName("N4")]
    N4,

    /// <summary>Material missing or false.</summary>
    [JsonStringEnumMemberName("N5")]
    N5,

    /// <summary>Impersonation, or identity not shown.</summary>
    [JsonStringEnumMemberName("N6")]
    N6,

    /// <summary>Other by law.</summary>
    [JsonStringEnumMemberName("N7")]
    N7,
}

/// <summary>Why a mediation ends without agreement (终止调解情形, Order 121 art. 23).</summary>
public enum EndGround
{
    /// <summary>Withdrawn or settled between the two.</summary>
    [JsonStringEnumMemberName("E1")]
    E1 = 1,

    /// <summary>Absent without reason, or refuses.</summary>
    [JsonStringEnumMemberName("E2")]
    E2,

    /// <summary>One says that agreement is impossible.</summary>
    [JsonStringEnumMemberName("E3")]
    E3,

    /// <summary>No agreement on the cost of appraisal.</summary>
    [JsonStringEnumMemberName("E4")]
    E4,

    /// <summary>The limit has passed.</summary>
    [JsonStringEnumMemberName("E5")]
    E5,

    /// <summary>A ground for not accepting it was found later.</summary>
    [JsonStringEnumMemberName("E6")]
    E6,

    /// <summary>A party died or ceased to exist.</summary>
    [JsonStringEnumMemberName("E7")]
    E7,

    /// <summary>Other by law.</summary>
    [JsonStringEnumMemberName("E8")]
    E8,
}

/// <summary>Why a handling unit hands a case back to the intake unit (退单原因).</summary>
public enum ReturnReason
{
    MissingElements,
    Unclear,
    WrongKind,
    AddressUnknown,
    Known,
    Duplicate,
    Withdrawn,
    NotOurDuty,
    Other,
}

/// <summary>Who settles before the bureau does (先行和解): an online-dispute enterprise or a rights station.</summary>
public enum PreSettler { Odr, Station }

/// <summary>Why the days of a verification are not counted (核查期限扣除).</summary>
public enum VerificationPause { Testing, Appraisal, Identification }

/// <summary>Why a finished case is handled again (重新办理).</summary>
public enum ReopenReason { NewFact, Unsatisfied, NotPerformed }

/// <summary>Where a case goes that is not ours (移送、告知).</summary>
public enum TransferTo { Police, Department, Bureau }

/// <summary>How the upper level looks after a case (督办、专办、联办).</summary>
public enum SupervisionMode { Supervise, Dedicated, Joint }

/// <summary>Where a position of a case comes from (定位来源).</summary>
public enum LocationSource { Gps, Geocode, Board, Manual }

/// <summary>What one person proposes and another decides (双人审批).</summary>
public enum ProposalKind { Refusal, Extension, Ending, Publicity }

/// <summary>Where a case opened by another case comes from (关联来源): split off, or a clue found on the way.</summary>
public enum KinTie { Split, Clue }

/// <summary>Reminder card or urging card (提醒卡、催办卡).</summary>
public enum CardType { Reminder, Urging }
