using System.Collections.Frozen;
using OpsMap.Domain.Cases;
using static OpsMap.Domain.Documents.FieldType;

namespace OpsMap.Domain.Documents;

/// <summary>All documents (文书目录), in the order a case meets them.</summary>
public static class DocumentForms
{
    public static IReadOnlyList<DocumentForm> All { get; } =
    [
        new(DocumentKind.ComplaintForm, "投诉登记表", Who.Heard, (file, _) => Of(file, CaseKind.Complaint))
        {
            Style = 1,
            Fields = _ => [new("contactName", "被投诉人联系人", Text, Required: false), new("request", "投诉请求", LongText, Required: false)],
        },
        new(DocumentKind.ReportForm, "举报登记表", Who.Heard, (file, _) => Of(file, CaseKind.Report)) { Style = 2 },
        new(DocumentKind.TransferNotice, "投诉/举报分送通知书", Who.City, (file, _) => TransferredBy(file))
        {
            Style = 3,
            Word = "诉送",
            Fields = _ => [new("replyBy", "报告期限", Date), new("enclosures", "相关材料份数", Number, Required: false), new("pages", "共页数", Number, Required: false)],
        },
        new(DocumentKind.Directive, "消费投诉举报快速响应指令书", Who.Dispatchers, (file, _) => file.State.Directive is null
            ? DocumentRefusals.NoDirectiveYet
            : Ground.On(file.History.LastOrDefault(l => l.Event is CaseEvent.DirectiveIssued or CaseEvent.DirectiveReassigned), DocumentRefusals.NoDirectiveYet)),
        new(DocumentKind.IdentityNotice, "限期提供身份证明材料通知书", Who.Offices, (file, _) => file.State.RuleSet is RuleSet.R20
            ? DocumentRefusals.FormNotInRules
            : Ground.On(file.Last<CaseEvent.MaterialsRequested>(), DocumentRefusals.MaterialsNotAsked))
        {
            Style = 4,
            Word = "诉证",
            Fields = _ => [new("phone", "联系电话", Text), new("address", "通信地址", Text)],
        },
        new(DocumentKind.Acceptance, "投诉受理决定书", Who.Bureau, (file, _) => Ground.On(file.Last<CaseEvent.ComplaintAccepted>(), DocumentRefusals.NotAcceptedYet))
        {
            Style = 5,
            Word = "诉受",
            Fields = _ => [new("contact", "联系人", Text), new("phone", "联系电话", Text)],
        },
        new(DocumentKind.Refusal, "投诉不予受理决定书", Who.Bureau, (file, _) => Ground.On(file.Last<CaseEvent.ComplaintNotAccepted>(), DocumentRefusals.NotRefusedYet))
        {
            Style = 6,
            Word = "诉不受",
        },
        new(DocumentKind.MediationNotice, "投诉调解通知书", Who.Bureau, (file, _) => Convened(file))
        {
            Style = 7,
            Word = "诉调",
            ForRespondent = true,
            Fields = _ =>
            [
                new("at", "调解时间", FieldType.DateTime), new("place", "调解地点", Text), new("mediator", "调解人员", Text), new("phone", "联系电话", Text),
                new("bring", "需携带的其他材料", Text, Required: false), new("recusalDays", "申请回避期限（日）", Number, Required: false, "3"),
            ],
        },
        new(DocumentKind.MediationEnding, "投诉终止调解决定书", Who.Bureau, (file, _) => Ground.On(file.Last<CaseEvent.MediationEnded>(), DocumentRefusals.MediationNotEnded))
        {
            Style = 8,
            Word = "诉终",
            ForRespondent = true,
        },
        new(DocumentKind.MediationAgreement, "投诉调解书", Who.Mediators, (file, _) => file.State.Legal is LegalStage.Agreed
            ? Ground.On(file.Last<CaseEvent.MediationAgreed>(), DocumentRefusals.NotAgreedYet)
            : DocumentRefusals.NotAgreedYet)
        {
            Style = 9,
            Word = "诉解",
            ForRespondent = true,
            Fields = _ => [new("head", "被投诉人法定代表人（负责人）", Text, Required: false), new("request", "投诉请求", LongText, Required: false)],
        },
        new(DocumentKind.ReportResult, "举报处理结果告知书", Who.Bureau, (file, _) => file.State.Kind is not CaseKind.Report
            ? new Refusal(Refusals.WrongKind, Facts: Facts.Of("kind", file.State.Kind))
            : Ground.On(file.History.LastOrDefault(l => l.Event is CaseEvent.ReportFiled or CaseEvent.ReportNotFiled), DocumentRefusals.ReportUndecided))
        {
            Style = 10,
            Word = "举告",
            // the newer order has no general duty to tell: the law that has one is to be named
            Fields = file => [new("basis", "告知依据（法律条款）", Text, Value: file.State.RuleSet is RuleSet.R20 ? $"{Law.Order(RuleSet.R20)}第三十一条" : null), new("result", "处理结果", LongText, Value: ResultOf(file))],
        },
        Card(DocumentKind.ReminderCard, "提醒卡", CardType.Reminder),
        Card(DocumentKind.UrgingCard, "催办卡", CardType.Urging),
    ];

    private static readonly FrozenDictionary<DocumentKind, DocumentForm> _byKind = All.ToFrozenDictionary(form => form.Kind);

    public static DocumentForm? Find(DocumentKind kind) => _byKind.GetValueOrDefault(kind);

    private static Ground Of(CaseFile file, CaseKind kind) =>
        file.State.Kind == kind ? new Ground(1, null) : new Refusal(Refusals.WrongKind, Facts: Facts.Of("kind", file.State.Kind));

    private static Ground TransferredBy(CaseFile file) =>
        file.State.Kind is CaseKind.Consultation ? new Refusal(Refusals.WrongKind, Facts: Facts.Of("kind", file.State.Kind))
        : file.State.County.IsCity ? DocumentRefusals.NoCountyBelow
        : new Ground(1, null);

    private static DocumentForm Card(DocumentKind kind, string title, CardType type) => new(kind, title, Who.Dispatchers, (file, fields) => CardOf(file, fields, type))
    {
        Fields = file => [new("card", "卡号", FieldType.Card, Value: file.State.Cards.LastOrDefault(c => c.Type == type)?.No)],
    };

    private static Ground CardOf(CaseFile file, DocumentFields fields, CardType type) =>
        Ground.On(file.History.LastOrDefault(l => l.Event is CaseEvent.CardIssued c && c.Card == type && c.No == fields["card"]), DocumentRefusals.CardNotIssued);

    private static string? ResultOf(CaseFile file) => file.History.Select(l => l.Event).LastOrDefault(e => e is CaseEvent.ReportFiled or CaseEvent.ReportNotFiled) switch
    {
        CaseEvent.ReportFiled filed => $"经核查，决定立案。{filed.Text}",
        CaseEvent.ReportNotFiled left => $"经核查，决定不予立案。{left.Reason}",
        _ => null,
    };

    private static Ground Convened(CaseFile file) =>
        file.Last<CaseEvent.ComplaintAccepted>() is not { } accepted ? DocumentRefusals.NotAcceptedYet
        : file.State.Legal is LegalStage.Accepted or LegalStage.Mediating ? new Ground((file.Last<CaseEvent.MediationStarted>() ?? accepted).Version, null)
        : DocumentRefusals.NotMediating;
}
