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
}

/// <summary>The instants of a clock at which something must happen, as in the deadline table.</summary>
public static class ClockSteps
{
    public const string Warn1 = "warn1";
    public const string Warn2 = "warn2";
    public const string Breach = "breach";

    public static string Warning(int index) => index == 0 ? Warn1 : Warn2;
}

/// <summary>The code of a clock in tables and messages.</summary>
public static class ClockCodes
{
    extension(ClockKind kind)
    {
        public string Code => kind is ClockKind.Ack ? "ack" : kind.ToString();
    }

    public static bool TryParse(string? code, out ClockKind kind) =>
        Enum.TryParse(code, ignoreCase: true, out kind) && string.Equals(kind.Code, code, StringComparison.Ordinal);
}
