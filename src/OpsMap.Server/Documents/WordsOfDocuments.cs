using OpsMap.Domain.Documents;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>Words about documents (文书类提示).</summary>
internal static class WordsOfDocuments
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Codes.PrintUnavailable] = new("服务器未安装打印组件，暂不能生成 PDF；可打开打印页，用浏览器打印或另存为 PDF", "This server cannot make PDFs; open the print page and print or save it from the browser"),
        [DocumentRefusals.CardNotIssued] = new("该工单没有此编号的提醒卡或催办卡", "The case has no such card"),
        [DocumentRefusals.CopyNotMade] = new("该文书不制作被投诉人副本", "No copy of this document is made for the respondent"),
        [DocumentRefusals.DoesNotMatch] = new("被替代的文书不是本工单的同种文书", "The document to supersede is not of this case and kind"),
        [DocumentRefusals.FormNotInRules] = new("该文书式样不适用于本工单所依据的规章", "This form does not exist under the rules that govern the case"),
        [DocumentRefusals.InForce] = new("该事项已制发文书 {no}；如需更正，请另制文书替代", "{no} has been issued on this ground; to correct it, issue one that supersedes it"),
        [DocumentRefusals.MaterialsNotAsked] = new("尚未要求投诉人补充材料，不能制作本文书", "No materials have been asked for, so this cannot be issued"),
        [DocumentRefusals.MediationNotEnded] = new("尚未决定终止调解，不能制作本文书", "The mediation has not been ended, so this cannot be issued"),
        [DocumentRefusals.NoCountyBelow] = new("该工单由市局办理，没有可分送的县区局", "The case is the city's own: there is no county bureau to send it to"),
        [DocumentRefusals.NoDirectiveYet] = new("尚未下达快速响应指令，不能制作本文书", "No directive has been issued yet"),
        [DocumentRefusals.NotAcceptedYet] = new("尚未作出受理决定，不能制作本文书", "The complaint has not been accepted, so this cannot be issued"),
        [DocumentRefusals.NotAgreedYet] = new("双方尚未达成调解协议，不能制作本文书", "No agreement has been reached, so this cannot be issued"),
        [DocumentRefusals.NotInForce] = new("该文书已撤回或已被替代", "The document has been withdrawn or superseded"),
        [DocumentRefusals.NotMediating] = new("调解已经结束，不能再发调解通知", "The mediation is over: no notice of it can be issued"),
        [DocumentRefusals.NotRefusedYet] = new("尚未作出不予受理决定，不能制作本文书", "The complaint has not been refused, so this cannot be issued"),
        [DocumentRefusals.ReportUndecided] = new("举报尚未作出处理决定，不能制作本文书", "The report has not been decided on, so this cannot be issued"),
    };
}
