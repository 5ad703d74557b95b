using OpsMap.Domain.Triage;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Story;

namespace OpsMap.Simulator.Desk;

/// <summary>What is written at the desks, as an official writes it.</summary>
public static class DeskWords
{
    private static readonly string[] _agreements =
    [
        "经调解，双方达成一致：经营者退还相应款项，消费者不再提出其他请求。",
        "经营者当面致歉并退还争议款项，双方签字确认。",
        "双方同意按协商金额一次性了结，款项已转账。",
    ];

    private static readonly string[] _comments = ["处理及时，结果满意。", "工作人员态度好，解释清楚。", "希望加强对商家的日常检查。", "基本满意。"];

    public static string Answer(CaseFile file) =>
        Questions.All.FirstOrDefault(q => string.Equals(q.Title, file.Card.Title, StringComparison.Ordinal))?.Answer ?? "已就所询事项作出解释，来电人表示清楚。";

    public static string Intake(CaseFile file, bool urgent) => urgent
        ? $"涉及{Names.Situations[file.Card.Situations[0]].Zh}，建议启动快速响应。"
        : "事实清楚、不具紧急情形，建议按普通程序分流。";

    public static string Section(CaseFate fate, bool urgent) => (urgent, fate.Wording % 3) switch
    {
        (true, 0) => "同意快速响应，请就近分队到场处置并固定证据。",
        (true, 1) => "同意。请分队先行电话联系诉求人，告知处置方式。",
        (true, _) => "同意启动，注意现场秩序，必要时请属地协助。",
        _ => "同意分流至属地县区局办理。",
    };

    public static string Urgent(CaseFile file) => $"{Names.Situations[file.Card.Situations[0]].Zh}，现下达快速响应指令。";

    public static string Agreement(CaseFile file, CaseFate fate) => _agreements[fate.Wording % _agreements.Length];

    public static string Closing(CaseFile file) => $"“{file.Card.Title}”一事已调解办结，协议履行完毕，资料已归集。";

    public static string Feedback(CaseFile file) => $"{file.Card.No}已办结，处理结果已告知诉求人，现予反馈。";

    public static string Comment(CaseFate fate) => _comments[fate.Satisfied >= 4 ? fate.Wording % 2 : 2 + (fate.Wording % 2)];
}
