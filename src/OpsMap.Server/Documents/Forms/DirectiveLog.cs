using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Server.Documents.Forms;

/// <summary>The five steps of a directive (受理、分流、处置、反馈、回访) and which events each of them tells of.</summary>
internal static class DirectiveLog
{
    public static IReadOnlyList<Step> Steps { get; } =
    [
        new("受理", (e, d) => e switch
        {
            CaseReceived r => $"{Say.Of(r.Registration.Channel)}接收并登记，登记编号{r.No}",
            FirstReplySent f => f.Text is { Length: > 0 } said ? $"首次回应投诉人：{said}" : "首次回应投诉人，告知接收、承办机构和是否受理",
            _ => null,
        }),
        new("分流", (e, d) => e switch
        {
            OpinionGiven o => $"{UnitName(o.Unit)}研判意见：{o.Text}",
            FastDecided f => $"综合研判，列入快速响应：{string.Join('；', f.Situations.Select(s => Names.Situations[s].Zh))}",
            DirectiveIssued i => $"向{Squad(d, i.Squad)}下达指令{i.No}{Turn(i.WhenBusy)}",
            DirectiveReassigned r => $"改派{Squad(d, r.Squad)}，原因：{r.Reason}{Turn(r.WhenBusy)}",
            DirectiveActivated => "分队办结前一工单，本指令转为在办",
            DirectivePreempted x => $"分队改办更紧急的{x.ForNo}，本件另行派队，原因：{x.Reason}",
            DirectiveRecalled => "撤回指令",
            DirectiveDeclined x => $"分队退回指令，原因：{x.Reason}",
            DirectiveCancelled x => $"取消指令，原因：{x.Reason}",
            ReturnedForJurisdiction x => $"承办单位退单，原因：{x.Text}",
            CaseRouted r => $"分流至{r.Unit}",
            _ => null,
        }),
        new("处置", (e, d) => e switch
        {
            DirectiveReceived => "签收指令",
            SquadResponded r => $"{(r.Mode is HandlingMode.OnSite ? "回应投诉人，到场处置" : "回应投诉人，电话处置")}：{r.Text}",
            SquadEnRoute => "出发",
            ArrivedOnScene => "到达现场",
            ComplaintAccepted => "受理投诉",
            MediationStarted => "组织调解",
            MediationAgreed a => $"达成调解协议：{a.Text}",
            MediationEnded x => $"终止调解：{x.Text}",
            SceneFinished { Note: { Length: > 0 } note } => $"现场处置完毕：{note}",
            SceneFinished => "现场处置完毕",
            CaseClosed c => $"办结：{c.Text}{(c.RecoveredAmount is { } amount ? $"（挽回损失{Say.Money(amount)}）" : "")}",
            _ => null,
        }),
        new("反馈", (e, d) => e is FeedbackSent f ? f.Text : null),
        new("回访", (e, d) => e is ReturnVisited v ? Visit(v) : null),
    ];

    private static string Visit(ReturnVisited v) => v.Reached
        ? $"回访投诉人，办理过程满意度{v.ProcessScore}分，办理结果满意度{v.ResultScore}分{(v.Comment is { Length: > 0 } said ? $"；{said}" : "")}"
        : $"未能联系到投诉人（联系{v.Attempts}次）";

    private static string Squad(Draft d, SquadId squad) => d.Squads.GetValueOrDefault(squad, "快反分队");

    private static string Turn(WhenBusy? said) => said switch
    {
        WhenBusy.Queue => "（排队）",
        WhenBusy.Alongside => "（同场处置）",
        WhenBusy.Preempt => "（抢派）",
        null => "",
    };

    private static string UnitName(OpinionUnit unit) => unit switch
    {
        OpinionUnit.IntakeCentre => "12315中心",
        OpinionUnit.ConsumerSection => "消保科",
        OpinionUnit.BusinessSection => "业务科室",
    };

    public sealed record Step(string Name, Func<CaseEvent, Draft, string?> Tell);
}
