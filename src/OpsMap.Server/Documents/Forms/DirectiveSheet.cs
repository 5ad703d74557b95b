using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using OpsMap.Server.Certificates;
using static OpsMap.Server.Documents.CellLook;

namespace OpsMap.Server.Documents.Forms;

/// <summary>The order to a squad with its five-step log (快速响应指令书).</summary>
internal static class DirectiveSheet
{
    private const string Demands =
        "一、自签收本指令起45分钟内与投诉人（举报人）取得联系，告知处理方式；确需到场的，90分钟内到达现场。\n"
        + "二、消费现场争议自接收之日起24小时内处理完毕；涉及人身安全的，立即协调急救、公安机关。\n"
        + "三、现场检查、固定证据应当由两名以上执法人员进行，并出示执法证件。\n"
        + "四、办结后24小时内向下达单位反馈办结情况。";

    public static IEnumerable<Block> Of(Draft d)
    {
        var r = d.Registration;
        var directive = d.Case.Directive!;
        yield return new Block.Table(
        [
            new([new("下达单位", 2, Look: Head), new(d.Bureau, 4), new("下达时间", 2, Look: Head), new(Say.Minute(directive.IssuedAt), 4)]),
            new([new("承办分队", 2, Look: Head), new(d.Squads.GetValueOrDefault(directive.Squad), 4), new("工单编号", 2, Look: Head), new(d.Case.No, 4)]),
            new([new("接收渠道", 2, Look: Head), new(Say.Of(r.Channel), 4), new("接收时间", 2, Look: Head), new(Say.Minute(d.Case.ReceivedAt), 4)]),
            new([new("快速响应情形", 2, Look: Head), new(Situations(d.Case), 10)]),
            new([new(d.Case.Kind is CaseKind.Report ? "举报人" : "投诉人", 2, Look: Head), new(Gap.Name, 4), new("联系电话", 2, Look: Head), new(Gap.Phone, 4)]),
            new([new(d.Case.Kind is CaseKind.Report ? "被举报人" : "被投诉人", 2, Look: Head), new(r.Respondent?.Name, 4), new("地点", 2, Look: Head), new(r.Place, 4)]),
            new([new("事项", 2, Look: Head), new($"{r.Title}\n{r.Facts}", 10)]),
            new([new("指令要求", 2, Look: Head), new(directive.Note is { } note ? $"{Demands}\n五、{note}" : Demands, 10)]),
        ]);
        yield return new Block.Flush("办理流转记录");
        yield return new Block.Table([Titles(), .. DirectiveLog.Steps.SelectMany(step => Step(d, step))]);
        if (d.Arrival is { } arrival)
        {
            yield return new Block.Flush("到场证明");
            yield return ArrivalTable(arrival);
        }
        yield return new Block.Signatures(["下达人（签字）", "承办分队负责人（签字）", "回访人（签字）"]);
        yield return d.Sealed();
    }

    /// <summary>Short: how, when, how long, on how many positions; the whole proof is found by its code.</summary>
    private static Block.Table ArrivalTable(IssuedCertificate issued)
    {
        var a = issued.Body;
        return new Block.Table(
        [
            new([new("到场方式", 2, Look: Head), new(a.How is ArrivalProof.Fence ? "电子围栏自动判定" : "分队人工确认", 4), new("到场时间", 2, Look: Head), new(Say.Minute(a.Since), 4)]),
            new([new("在场时长", 2, Look: Head), new(Say.Span(TimeSpan.FromSeconds(a.DwellS)), 4), new("离场时间", 2, Look: Head), new(a.LeftAt is { } left ? Say.Minute(left) : "", 4)]),
            new([new("定位记录", 2, Look: Head), new(a.FixCount == 0 ? "无" : $"{a.FixCount}个，最高精度{a.BestAccuracyM:0}米", 4), new("现场照片", 2, Look: Head), new(a.PhotoHashes.Count == 0 ? "无" : $"{a.PhotoHashes.Count}张", 4)]),
            new([new("证明编号", 2, Look: Head), new(a.Supplements is { } first ? $"{a.County}-{a.No:D6}（补充{first:D6}号）" : $"{a.County}-{a.No:D6}", 4), new("校验码", 2, Look: Head), new(issued.Hash[..12], 4)]),
        ]);
    }

    private static Row Titles() => new([new("环节", 1, Look: Head), new("时间", 2, Look: Head), new("经办人", 2, Look: Head), new("办理情况", 7, Look: Head)]);

    private static IEnumerable<Row> Step(Draft d, DirectiveLog.Step step)
    {
        var told = d.File.History.Select(leaf => (Leaf: leaf, Text: step.Tell(leaf.Event, d))).Where(t => t.Text is not null).ToList();
        if (told.Count == 0) return [new([new(step.Name, 1, Look: Head), new(Line.Empty, 2), new(Line.Empty, 2), new(Line.Empty, 7)])];
        return told.Select((t, i) => new Row(
        [
            .. i == 0 ? [new Cell(step.Name, 1, told.Count, Head)] : Array.Empty<Cell>(),
            new(Say.Brief((t.Leaf.Event as CaseEvent.FieldStep)?.OccurredAt ?? t.Leaf.Event.At), 2), new(t.Leaf.By.Name, 2), new(t.Text, 7),
        ]));
    }

    private static string Situations(Case state) => string.Join('；', state.Situations.Select(s => Names.Situations[s].Zh));
}
