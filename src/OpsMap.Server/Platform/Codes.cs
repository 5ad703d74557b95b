namespace OpsMap.Server.Platform;

/// <summary>The server's own refusal codes (接口错误码); those of the procedure are in Domain. A code never changes its meaning.</summary>
public static class Codes
{
    public const string AccountExists = "account-exists";
    public const string AnotherDevice = "another-device";
    public const string AddressNotAllowed = "address-not-allowed";
    public const string BadParameter = "bad-parameter";
    public const string BadSignature = "bad-signature";
    public const string BodyTooLarge = "body-too-large";
    public const string BorderCrossesItself = "border-crosses-itself";
    public const string BorderNotClosed = "border-not-closed";
    public const string BorderOutsideCity = "border-outside-city";
    public const string BorderOverlaps = "border-overlaps";
    public const string BorderSize = "border-size";
    public const string BorderTooFewPoints = "border-too-few-points";
    public const string BorderTooManyPoints = "border-too-many-points";
    public const string Busy = "busy";
    public const string CalendarMissing = "calendar-missing";
    public const string ChannelBusy = "channel-busy";
    public const string CommandIdReused = "command-id-reused";
    public const string DatabaseUnavailable = "database-unavailable";
    public const string DayUnreadable = "day-unreadable";
    public const string Defect = "defect";
    public const string DeviceTaken = "device-taken";
    public const string EvidenceBudgetSpent = "evidence-budget-spent";
    public const string ForeignOrigin = "foreign-origin";
    public const string FormExpected = "form-expected";
    public const string ImageBroken = "image-broken";
    public const string JsonExpected = "json-expected";
    public const string KeyNotValid = "key-not-valid";
    public const string LineUnreadable = "line-unreadable";
    public const string LoginNotAllowed = "login-not-allowed";
    public const string MalformedJson = "malformed-json";
    public const string MemberMissing = "member-missing";
    public const string MemberRepeated = "member-repeated";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NodeUnavailable = "node-unavailable";
    public const string NotFound = "not-found";
    public const string NotAnImage = "not-an-image";
    public const string NumberNotFinite = "number-not-finite";
    public const string PasswordTooWeak = "password-too-weak";
    public const string PhoneNotOnFile = "phone-not-on-file";
    public const string PrintUnavailable = "print-unavailable";
    public const string RevealBudgetSpent = "reveal-budget-spent";
    public const string SignInFailed = "sign-in-failed";
    public const string SignInNeeded = "sign-in-needed";
    public const string StaleVersion = "stale-version";
    public const string TimeUnreadable = "time-unreadable";
    public const string TooDeep = "too-deep";
    public const string TooManyPixels = "too-many-pixels";
    public const string TooManyRequests = "too-many-requests";
    public const string TooManySignIns = "too-many-sign-ins";
    public const string UnknownCode = "unknown-code";
    public const string UnknownMember = "unknown-member";
    public const string WrongType = "wrong-type";
    public const string YesOrNo = "yes-or-no";
}
