using System.Text.Json.Serialization;

namespace OpsMap.Domain.Clocks;

/// <summary>Which promise runs (时限).</summary>
public enum ClockKind
{
    /// <summary>Directive issued (下达指令).</summary>
    [JsonStringEnumMemberName("C1")]
    C1,

    /// <summary>Squad responds (分队回应).</summary>
    [JsonStringEnumMemberName("C2")]
    C2,

    /// <summary>Squad on the scene (到达现场).</summary>
    [JsonStringEnumMemberName("C3")]
    C3,

    /// <summary>First reply (首次回应).</summary>
    [JsonStringEnumMemberName("C4")]
    C4,

    /// <summary>On-scene dispute handled (现场争议处理).</summary>
    [JsonStringEnumMemberName("C5")]
    C5,

    /// <summary>Feedback to the issuing unit (反馈办结).</summary>
    [JsonStringEnumMemberName("C6")]
    C6,

    /// <summary>Directive acknowledged (签收).</summary>
    [JsonStringEnumMemberName("ack")]
    Ack,

    /// <summary>The handling unit may still hand the case back (退单).</summary>
    [JsonStringEnumMemberName("C7")]
    C7,

    /// <summary>The complainant hears again after a return (再回应).</summary>
    [JsonStringEnumMemberName("C8")]
    C8,

    /// <summary>Acceptance decided and notified (受理决定).</summary>
    [JsonStringEnumMemberName("L1")]
    L1,

    /// <summary>Mediation (调解).</summary>
    [JsonStringEnumMemberName("L2")]
    L2,

    /// <summary>Both sides notified that the mediation ended (终止调解告知).</summary>
    [JsonStringEnumMemberName("L3")]
    L3,

    /// <summary>Report or clue verified (核查).</summary>
    [JsonStringEnumMemberName("L4")]
    L4,

    /// <summary>Named reporter informed (告知举报人), received before Order 121 only.</summary>
    [JsonStringEnumMemberName("L5")]
    L5,

    /// <summary>Dispute about jurisdiction agreed (管辖争议协商).</summary>
    [JsonStringEnumMemberName("L6")]
    L6,

    /// <summary>Settled before the bureau (先行和解).</summary>
    [JsonStringEnumMemberName("L7")]
    L7,

    /// <summary>Publicity decided (公示).</summary>
    [JsonStringEnumMemberName("L8")]
    L8,

    /// <summary>The complainant brings what was asked for (补正期限), by the day the notice names.</summary>
    [JsonStringEnumMemberName("M1")]
    M1,

    /// <summary>The unit answers a supervision (督办期限), by the instant the order names; one round for each order.</summary>
    [JsonStringEnumMemberName("S1")]
    S1,
}

/// <summary>The instants of a clock at which something must happen, as in the deadline table.</summary>
public static class ClockSteps
{
    public const string Warn1 = "warn1";
    public const string Warn2 = "warn2";
    public const string Reminder = "reminder";
    public const string Urging = "urging";
    public const string Breach = "breach";

    public static string Warning(int index) => index == 0 ? Warn1 : Warn2;
}

/// <summary>The code of a clock in tables and messages.</summary>
public static class ClockCodes
{
    extension(ClockKind kind)
    {
        public string Code => kind is ClockKind.Ack ? "ack" : kind.ToString();

        /// <summary>Counted in days by law, not in minutes by promise.</summary>
        public bool IsLegal => kind is >= ClockKind.L1 and <= ClockKind.L8;

        /// <summary>Its end was named in a notice or an order, neither by promise nor by law.</summary>
        public bool IsNamed => kind is ClockKind.M1 or ClockKind.S1;
    }

    public static bool TryParse(string? code, out ClockKind kind) =>
        Enum.TryParse(code, ignoreCase: true, out kind) && string.Equals(kind.Code, code, StringComparison.Ordinal);
}
