namespace OpsMap.Server.Platform;

/// <summary>Words for requests that could not be understood or served (请求类提示).</summary>
internal static class WordsOfRequests
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Codes.BadParameter] = new("请求参数不正确", "A request parameter is not valid"),
        [Codes.BodyTooLarge] = new("提交的内容超过大小限制", "The content sent is larger than allowed"),
        [Codes.Busy] = new("系统繁忙，请稍后重试", "The system is busy, please try again shortly"),
        [Codes.CalendarMissing] = new("{year} 年工作日历尚未载入，涉及该年的法定期限为暂定日期", "The working calendar of {year} is not loaded: legal dates in it are provisional"),
        [Codes.CommandIdReused] = new("该操作编号已用于另一项内容，请刷新后重试", "This command id was already used for something else; refresh and try again"),
        [Codes.DatabaseUnavailable] = new("数据库暂时不可用，操作未保存，请稍后重试", "The database is unavailable; nothing was saved, please try again shortly"),
        [Codes.Defect] = new("系统内部错误，已记录，编号 {trace}", "Internal error, recorded as {trace}"),
        [Codes.JsonExpected] = new("请以 JSON 格式提交", "Send the content as JSON"),
        [Codes.MalformedJson] = new("提交的内容不是有效的 JSON", "The content sent is not valid JSON"),
        [Codes.MemberMissing] = new("缺少必填项", "A required member is missing"),
        [Codes.MemberRepeated] = new("同一项重复出现", "A member appears more than once"),
        [Codes.MethodNotAllowed] = new("该地址不支持此操作", "This address does not support that method"),
        [Codes.NodeUnavailable] = new("服务节点正在切换，请稍后重试", "A server node is being replaced, please try again shortly"),
        [Codes.NotFound] = new("未找到，或不在您的管辖范围内", "Not found, or outside your jurisdiction"),
        [Codes.NumberNotFinite] = new("数值超出可表示范围", "The number is not a finite number"),
        [Codes.StaleVersion] = new("内容已被他人更新，请查看最新状态后再操作", "Somebody changed this meanwhile; look at its current state and try again"),
        [Codes.TooDeep] = new("提交的内容嵌套过深", "The content sent is nested too deeply"),
        [Codes.UnknownCode] = new("不是可识别的选项", "Not one of the known codes"),
        [Codes.UnknownMember] = new("含有无法识别的项", "A member is not known here"),
        [Codes.WrongType] = new("该项的格式不正确", "The member has the wrong type"),
    };
}
