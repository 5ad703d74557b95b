using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;
using OpsMap.Server.Certificates;

namespace OpsMap.Server.Documents.Forms;

/// <summary>What a form is written from: the case, what was filled in, who issues it and when.</summary>
public sealed record Draft(CaseFile File, DocumentFields Fields, CountyCode Issuer, string By, DateTimeOffset At)
{
    /// <summary>Squads by their code and name, for those the case has met.</summary>
    public IReadOnlyDictionary<SquadId, string> Squads { get; init; } = new Dictionary<SquadId, string>();

    /// <summary>The proof that the squad was at the scene.</summary>
    public IssuedCertificate? Arrival { get; init; }

    /// <summary>The number of the document that this one replaces.</summary>
    public string? Replaces { get; init; }

    public Case Case => File.State;

    public Registration Registration => File.State.Registration;

    public string Bureau => Bureaus.NameOf(Issuer);

    public DateOnly Day => CityTime.DayOf(At);

    public string Order => Law.Order(Case.RuleSet);

    /// <summary>Filled in, or an open line to write on.</summary>
    public string Blank(string field) => Say.OrBlank(Fields[field]);

    public Block.Seal Sealed() => new(Bureau, Day);
}

/// <summary>Dates, channels and blanks as officials write them (公文用语).</summary>
public static class Say
{
    private const string OpenLine = "＿＿＿＿＿＿＿＿";

    public static string OrBlank(string? text) => string.IsNullOrWhiteSpace(text) ? OpenLine : text;

    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "＿＿年＿月＿日";

    public static string DayOf(DateTimeOffset instant) => Day(CityTime.DayOf(instant));

    public static string Minute(DateTimeOffset instant) => instant.ToOffset(CityTime.Offset).ToString("yyyy年M月d日HH时mm分", CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset? instant) => instant is { } known ? Minute(known) : "＿＿年＿月＿日＿时";

    /// <summary>For narrow columns.</summary>
    public static string Brief(DateTimeOffset instant) => instant.ToOffset(CityTime.Offset).ToString("M月d日 HH:mm", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan time) => time.TotalMinutes < 1 ? $"{(int)time.TotalSeconds}秒" : $"{(int)time.TotalMinutes}分{time.Seconds:D2}秒";

    public static string Money(decimal amount) => amount.ToString("#,0.00", CultureInfo.InvariantCulture) + "元";

    public static string Matter(Registration r) => $"“{r.Title}”";

    public static string Of(Channel channel) => channel switch
    {
        Channel.Hotline12315 => "12315热线",
        Channel.Platform12315 => "全国12315平台",
        Channel.Hotline12345 => "12345政务服务便民热线",
        Channel.MerchantQr => "消费维权码",
        Channel.StationWalkIn => "来人",
        Channel.Letter => "来信",
        Channel.Transfer => "上级交办、移送",
        Channel.Patrol => "现场",
        Channel.Other => "其他",
    };

    public static string Box(bool ticked) => ticked ? "☑" : "□";
}
