using System.Globalization;
using OpsMap.Domain.Cases;
using static OpsMap.Server.Documents.CellLook;

namespace OpsMap.Server.Documents.Forms;

/// <summary>The registration forms (登记表): styles 1 and 2.</summary>
internal static class Registers
{
    public static IEnumerable<Block> Complaint(Draft d)
    {
        var r = d.Registration;
        yield return Heading(d);
        yield return new Block.Table(
        [
            new([new("投诉人", 1, 4, Upright), new("姓名", 2, Look: Head), new(Gap.Name, 4), new("联系电话", 2, Look: Head), new(Gap.Phone, 3)]),
            new([new("证件类型", 2, Look: Head), new(Gap.IdType, 4), new("证件号码", 2, Look: Head), new(Gap.IdNo, 3)]),
            new([new("联系地址", 2, Look: Head), new(Gap.Address, 9)]),
            new([new("是否同意公示投诉信息", 2, Look: Head), new(YesNo(r.OnFile?.ConsentPublish), 4), new("是否同意委托调解", 2, Look: Head), new(YesNo(r.OnFile?.ConsentDelegate), 3)]),
            new([new("被投诉人", 1, 2, Upright), new("名称（姓名）", 2, Look: Head), new(r.Respondent?.Name, 4), new("联系人", 2, Look: Head), new(d.Fields["contactName"], 3)]),
            new([new("地址", 2, Look: Head), new(r.Respondent?.Address ?? r.Place, 4), new("联系电话", 2, Look: Head), new(r.Respondent?.Phone, 3)]),
            new([new("消费者权益争议事实依据", 1, Look: Upright), new(Facts(r), 11, Look: Roomy)]),
            new([new("投诉请求", 1, Look: Upright), new(d.Fields["request"], 11, Look: Roomy)]),
        ]);
        yield return Signed(r, "投诉人（签字）");
    }

    public static IEnumerable<Block> Report(Draft d)
    {
        var r = d.Registration;
        yield return Heading(d);
        yield return new Block.Table(
        [
            new([new("举报人", 1, 2, Upright), new("姓名", 2, Look: Head), new(Gap.Name, 3), new("联系电话", 2, Look: Head), new(Gap.Phone, 4)]),
            new([new("联系地址", 2, Look: Head), new(Gap.Address, 3), new("身份证件号码", 2, Look: Head), new(Gap.IdNo, 4)]),
            new([new("被举报人", 1, 2, Upright), new("名称（姓名）", 2, Look: Head), new(r.Respondent?.Name, 9)]),
            new([new("地址", 2, Look: Head), new(r.Respondent?.Address ?? r.Place, 9)]),
            new([new("涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据", 1, Look: Upright), new(Facts(r), 11, Look: Roomy)]),
        ]);
        yield return Signed(r, "举报人（签字）");
    }

    private static Block.Ends Heading(Draft d) => new(Line.Of($"登记单位：{d.Bureau}"), Line.Of($"编号：{d.Case.No}"));

    private static Block.Signatures Signed(Registration r, string party) =>
        new([r.Channel is Channel.StationWalkIn or Channel.Patrol ? party : $"{party.Replace("（签字）", "", StringComparison.Ordinal)}（非现场提起，无须签字）", "经办人（签字）"]);

    private static string YesNo(bool? said) => $"{Say.Box(said is true)}是　　{Say.Box(said is false)}否";

    private static string Facts(Registration r)
    {
        var lines = new List<string> { r.Title, r.Facts, $"地点：{r.Place}" };
        if (r.OccurredAt is { } at) lines.Add($"时间：{Say.Minute(at)}");
        if (r.Amount is { } amount) lines.Add(string.Create(CultureInfo.InvariantCulture, $"涉及金额：{Say.Money(amount)}"));
        if (r.Platform is { } platform) lines.Add($"网购平台：{platform}{(r.OrderNo is { } order ? $"，订单号{order}" : "")}");
        return string.Join('\n', lines);
    }
}
