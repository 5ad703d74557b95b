using OpsMap.Domain.Cases;
using OpsMap.Simulator.Api;

namespace OpsMap.Simulator.Field;

/// <summary>What a squad writes on its phone.</summary>
public static class FieldWords
{
    private static readonly string[] _onSite = ["已电话联系诉求人，告知分队即刻到场处置。", "已联系，诉求人仍在现场，请其保留票据，分队正在前往。", "已联系双方，约定现场见面。"];

    private static readonly string[] _remote = ["已电话联系，诉求人同意电话调解。", "已与双方通话，事实清楚，先行电话处置。"];

    private static readonly string[] _agreed = ["经营者当场退还争议款项并致歉，消费者接受。", "现场调解达成一致，款项当场退还。", "核对票据后经营者退还差价，双方签字。"];

    private static readonly string[] _closed = ["现场调解成功，当场履行完毕，已告知双方。", "争议当场化解，证据与票据已拍照留存。", "现场处置完毕，已提醒经营者规范经营。"];

    private static readonly string[] _settled = ["双方自行和解，消费者确认不再追究。", "经营者主动退款，双方协商解决。"];

    private static readonly string[] _declined = ["车辆故障，无法出动。", "正在处置突发情况，人员不足。", "前方道路封闭，建议就近改派。"];

    public static string Respond(JobFate fate) => Of(fate.Mode is HandlingMode.Remote ? _remote : _onSite, fate);

    public static string Decline(JobFate fate) => Of(_declined, fate);

    public static string Agreement(JobFate fate) => Of(_agreed, fate);

    public static string Closing(JobFate fate) => Of(_closed, fate);

    public static string Settled(JobFate fate) => Of(_settled, fate);

    public static string Left(CaseFile job) => job.Card.Kind is CaseKind.Report
        ? "已现场检查并固定证据，线索移交办案科室核查。"
        : "双方分歧较大，已固定证据，转入普通程序继续调解。";

    public static string Feedback(CaseFile job) => $"指令已执行完毕:“{job.Card.Title}”现场处置结束，结果已告知诉求人。";

    private static string Of(string[] words, JobFate fate) => words[fate.Wording % words.Length];
}
