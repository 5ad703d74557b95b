using OpsMap.Domain;

namespace OpsMap.Server.Platform;

/// <summary>Words for what the procedure forbids (流程类提示).</summary>
internal static class WordsOfRefusals
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        // who
        [Refusals.WrongRole] = new("您的岗位无权进行此操作", "Your role may not do this"),
        [Refusals.OtherCounty] = new("不在您的管辖范围内", "Outside your jurisdiction"),
        [Refusals.NotYourDirective] = new("该指令不是下达给您所在分队的", "This directive was given to another squad"),
        [Refusals.NotYourSquad] = new("您不是该分队成员", "You are not a member of this squad"),
        [Refusals.NotTakenOver] = new("该工单由县区办理，市级尚未接管", "The county handles this case; the city has not taken it over"),
        [Refusals.HandledByYou] = new("办理该工单的分队不得自行回访", "The squad that handled the case may not make its return visit"),

        // when
        [Refusals.NoSuchCase] = new("未找到该工单", "No such case"),
        [Refusals.AlreadyRegistered] = new("该工单已登记", "This case is already registered"),
        [Refusals.NotNow] = new("工单当前状态下不能进行此操作", "The case is not at the stage for this"),
        [Refusals.WrongKind] = new("该操作不适用于此类工单", "This does not apply to this kind of case"),
        [Refusals.AlreadyDecided] = new("该工单已作出研判决定", "This case has already been decided"),
        [Refusals.DeterminationMissing] = new("综合研判意见尚未齐备", "The joint determination is not complete"),
        [Refusals.NoActiveDirective] = new("该工单当前没有有效指令", "The case has no active directive"),
        [Refusals.NotYourRecall] = new("只有下达人本人可以撤回指令", "Only the person who issued the directive may recall it"),
        [Refusals.RecallTooLate] = new("已超过撤回时限，或分队已经回应", "Too late to recall: the time is over or the squad has responded"),
        [Refusals.SameSquad] = new("该指令已在此分队名下", "The directive is already with this squad"),
        [Refusals.ModeIsRemote] = new("该工单按电话方式处置，无需赶赴现场", "The case is handled by telephone; nobody goes to the scene"),
        [Refusals.AlreadyReplied] = new("已作出首次回应", "The first reply was already given"),
        [Refusals.FirstReplyMissing] = new("尚未作出首次回应，不能办结", "The case cannot be closed before its first reply"),
        [Refusals.SquadStillOut] = new("分队尚在途中，请先到场或撤销指令", "The squad is still on its way; let it arrive or cancel the directive"),
        [Refusals.NotOnScene] = new("分队尚未到达现场", "The squad is not on the scene"),
        [Refusals.OutcomeDoesNotFit] = new("办结结果与工单的办理情况不符", "The outcome does not fit what was done in the case"),
        [Refusals.ClockStillRunning] = new("仍有时限在计时，不能归档", "A clock is still running; the case cannot be archived"),
        [Refusals.ClockNotRunning] = new("该时限未在计时", "This clock is not running"),
        [Refusals.ClockNotDue] = new("该时限尚未到期", "This clock is not due yet"),

        // squads
        [Refusals.NoSuchSquad] = new("未找到该分队", "No such squad"),
        [Refusals.SquadTaken] = new("该分队已由 {by} 派往 {caseNo}", "{by} has already sent this squad to {caseNo}"),
        [Refusals.SquadOffDuty] = new("该分队未在岗", "This squad is off duty"),
        [Refusals.SquadOnBreak] = new("该分队正在休整", "This squad is on a break"),
        [Refusals.SquadShortOfCrew] = new("该分队在岗不足两人", "This squad has fewer than two people on duty"),
        [Refusals.SquadOtherJob] = new("该分队正在执行另一项指令", "This squad is on another job"),
        [Refusals.SquadNotNow] = new("分队当前状态下不能进行此操作", "The squad is not in the state for this"),
        [Refusals.SquadHasJob] = new("分队尚有未完成的指令", "The squad still has a job"),

        // what was said
        [Refusals.Required] = new("此项必填", "This is required"),
        [Refusals.TooLong] = new("内容过长", "This is too long"),
        [Refusals.TextHasNul] = new("文字中含有空字符", "The text contains a null character"),
        [Refusals.TextBroken] = new("文字编码不完整", "The text contains half a character"),
        [Refusals.OutOfRange] = new("数值超出允许范围", "The value is out of range"),
        [Refusals.PointInvalid] = new("坐标无效：经度应在 -180 至 180 之间，纬度应在 -90 至 90 之间", "Not a place on earth: longitude is -180 to 180, latitude -90 to 90"),
        [Refusals.PointOutsideCity] = new("该位置不在长治市范围内", "The place is outside the city"),
        [Refusals.SituationMissing] = new("请至少选择一种快速响应情形", "Choose at least one situation that calls for a fast response"),
        [Refusals.ArrivalProofMissing] = new("手动确认到场须附位置或说明", "An arrival confirmed by hand needs a position or a remark"),
        [Refusals.ChecklistIncomplete] = new("“四到位”核对未完成，不能办结", "The closing checklist is not complete"),
        [Refusals.AttemptsMissing] = new("未联系上的，应有三次以上联系记录", "Not reached: at least three attempts must be on record"),
        [Refusals.NoticeNotRead] = new("请先阅读并确认位置信息告知书", "Read and confirm the notice on location data first"),
        [Refusals.DayRepeated] = new("{day} 重复出现", "{day} occurs twice"),
        [Refusals.DayNotWeekend] = new("{day} 不是周末，不能列为调休上班日", "{day} is not on a weekend and needs no make-up"),
        [Refusals.NothingSuggested] = new("系统当前没有此项建议", "Nothing of this kind is suggested"),
        [Refusals.RuleRepeated] = new("同一代码只能有一条规则", "One code can have one rule only"),
        [Refusals.WordNotAllowed] = new("规则中不得使用该词语", "This word may not be used in a rule"),
        [Refusals.DayOutsideYear] = new("{day} 不属于 {year} 年的安排", "{day} does not belong to the notice of {year}"),
    };
}
