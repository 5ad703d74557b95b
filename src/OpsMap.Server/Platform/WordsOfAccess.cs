namespace OpsMap.Server.Platform;

/// <summary>Words about who may do what (登录与权限类提示).</summary>
internal static class WordsOfAccess
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Codes.AccountExists] = new("该登录名已被使用", "This login is already in use"),
        [Codes.AccountIsYours] = new("不能停用或降低自己的账号，请由另一名管理员办理", "You cannot disable or demote your own account; another administrator has to"),
        [Codes.CodeNotValid] = new("一次性登录码无效、已使用或已过期，请向管理员重新索取", "The one-time code is not valid, was used or has expired; ask the administrator for a new one"),
        [Codes.ForeignOrigin] = new("请求来自其他网站，已拒绝", "The request came from another site and was refused"),
        [Codes.LoginNotAllowed] = new("登录名应为 3 至 40 个小写字母、数字、点、横线或下划线", "A login is 3 to 40 small letters, digits, dots, dashes or underscores"),
        [Codes.PasswordTooWeak] = new("密码强度不足：至少 10 个字符，须含大写字母、小写字母、数字、符号中的三类（16 个字符以上不限），且不得包含登录名",
            "The password is too weak: at least 10 characters of three kinds (capitals, small letters, digits, symbols), or 16 of any kind, and not containing the login"),
        [Codes.PhoneNotOnFile] = new("该工单没有留存投诉人联系方式", "No contact of the complainant is on file for this case"),
        [Codes.RevealBudgetSpent] = new("您一小时内查看联系方式的次数已达上限（{limit} 次），已通知监督人员，请稍后再试",
            "You have revealed {limit} contacts within an hour, which is the limit; supervisors were told, please try again later"),
        [Codes.SignInFailed] = new("登录名或密码不正确；连续 5 次错误，账号将锁定 15 分钟", "Login or password is wrong; five wrong tries lock the account for 15 minutes"),
        [Codes.SignInNeeded] = new("请先登录", "Please sign in"),
        [Codes.TooManyRequests] = new("操作过于频繁，请稍后再试", "Too many requests, please slow down"),
        [Codes.TooManySignIns] = new("此网络登录失败次数过多，请稍后再试", "Too many failed sign-ins from this network, please try again later"),
    };
}
