using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Words about offices, their registers and their borders (机构与登记簿类提示).</summary>
internal static class WordsOfUnits
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Refusals.Repeated] = new("此项与另一项重复", "This repeats another entry"),
        [Refusals.NoSuchUnit] = new("未找到该单位，或不属于该县区", "No such unit in this county"),
        [Refusals.NoSuchDepartment] = new("未找到该联席部门", "No such department of the joint conference"),
        [Refusals.NoSuchVenue] = new("未找到该消费场所", "No such venue"),
        [Refusals.BindingNotForRole] = new("该岗位不能绑定此项", "This role is not bound to such a thing"),
        [Refusals.CountyDoesNotFit] = new("所属县区不相符", "The county does not fit"),
        [Refusals.TaskNotNow] = new("联办事项当前状态下不能进行此操作", "The joint task is not at the stage for this"),
        [Refusals.CaseNotArchived] = new("归档后的工单才能列为典型案例", "Only an archived case can be a typical case"),

        [Codes.BorderCrossesItself] = new("边界线在东经 {lon}、北纬 {lat} 处自相交叉", "The border crosses itself at {lon} E, {lat} N"),
        [Codes.BorderNotClosed] = new("边界线没有闭合：首尾两点应相同", "The border is not closed: first and last point must be the same"),
        [Codes.BorderOutsideCity] = new("边界超出长治市范围", "The border leaves the city"),
        [Codes.BorderOverlaps] = new("边界与{zone}的边界重叠", "The border overlaps that of {zone}"),
        [Codes.BorderSize] = new("边界围成的面积为 {km2} 平方千米，应在 {min} 至 {max} 平方千米之间", "The border encloses {km2} km²; {min} to {max} km² are allowed"),
        [Codes.BorderTooFewPoints] = new("边界线至少应有三个不同的点", "A border has at least three different points"),
        [Codes.BorderTooManyPoints] = new("边界点过多，最多 {max} 个", "The border has too many points; {max} are allowed"),
    };
}
