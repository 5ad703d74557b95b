using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Triage;

/// <summary>Whom to call when people are harmed (安全提示): rescue and police at once, health or special-equipment supervision by what happened.</summary>
public static class SafetyHints
{
    private static readonly string[] _harmed = ["受伤", "流血", "骨折", "昏迷", "晕倒", "中毒", "呕吐", "腹泻", "烫伤", "触电", "被困", "坠落", "爆炸", "起火"];
    private static readonly string[] _threatened = ["打人", "殴打", "持刀", "威胁", "限制人身自由", "不让走", "抢", "敲诈"];
    private static readonly string[] _poisoned = ["中毒", "呕吐", "腹泻", "拉肚子", "发热"];
    private static readonly string[] _equipment =
        ["索道", "缆车", "电梯", "扶梯", "观光车", "过山车", "游乐设施", "锅炉", "气瓶", "压力容器", "叉车", "起重机"];

    /// <summary>Only where people or property are harmed, said at intake or found in the text; each with the words it rests on.</summary>
    public static IReadOnlyList<TriageReason> Of(Registration said, IEnumerable<Situation> situations)
    {
        if (!situations.Contains(Situation.SafetyHarm)) return [];
        var text = PlainText.Of(said.Title, said.Facts);
        var hints = new List<TriageReason> { TriageReason.Of(TriageReasons.CallRescue).On(Found(_harmed)) };
        if (Found(_threatened) is { Count: > 0 } threats) hints.Add(TriageReason.Of(TriageReasons.CallPolice).On(threats));
        if (Found(_equipment) is { Count: > 0 } machines) hints.Add(TriageReason.Of(TriageReasons.SpecialEquipment, ("what", string.Join('、', machines))).On(machines));
        if (Found(_poisoned) is { Count: > 0 } signs) hints.Add(TriageReason.Of(TriageReasons.HealthLiaison).On(signs));
        return hints;

        List<string> Found(string[] words) => [.. words.Where(w => PlainText.Says(text, w))];
    }
}
