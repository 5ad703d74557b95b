using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Incidents;

/// <summary>Words about incidents (群体/舆情事件类提示).</summary>
internal static class WordsOfIncidents
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Refusals.NoSuchIncident] = new("未找到该事件", "No such incident"),
        [Refusals.IncidentExists] = new("该事件已启动", "This incident is open already"),
        [Refusals.IncidentOver] = new("事件“{title}”已终结", "The incident “{title}” has been closed"),
        [Refusals.BurstMissing] = new("尚未达到启动条件：{metres} 米、{minutes} 分钟内须有 {cases} 件，或有工单属于群访、重大舆情", "Not an incident by the rules: {cases} cases within {metres} m and {minutes} minutes, or one that concerns a crowd or the public"),
        [Refusals.CasesStillOpen] = new("尚有 {count} 件工单未办结：{cases}。确认后可仅终止监测，各工单继续分别办理", "{count} cases are still open: {cases}. Confirm to end only the watch; each case goes on by itself"),
        [Refusals.DrillDiffers] = new("工单 {caseNo} 与事件不能一个是演练、一个是实战", "{caseNo} and the incident must both be exercises or both be real"),
        [Refusals.TooManyRepresentatives] = new("共同投诉的代表人不得超过 {max} 人", "No more than {max} people may represent a joint complaint"),
        [Refusals.ExactOnlyInIncident] = new("群体事件处置期间，方可查看现场分队近一小时的精确位置；本次查看已记录", "Exact positions are shown only of squads in an open incident and of the last hour; that you asked is on record"),
        [Refusals.JointConsentMissing] = new("共同投诉和推选代表须经各投诉人同意", "A joint complaint and its representatives need the consent of everyone who complained"),
    };
}
