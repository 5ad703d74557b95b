namespace OpsMap.Server.Intake;

/// <summary>The file as a whole cannot be read as work orders; <see cref="Code"/> says why, in the same codes a refusal uses.</summary>
public sealed class UnreadableFileException : Exception
{
    public UnreadableFileException(string code, string? detail = null, Exception? cause = null) : base(detail is null ? code : $"{code}: {detail}", cause)
    {
        Code = code;
        Detail = detail;
    }

    public string Code { get; }

    public string? Detail { get; }

    public const string Empty = "file-empty";
    public const string TooLarge = "file-too-large";
    public const string TooManyRows = "too-many-rows";
    public const string TooManyColumns = "too-many-columns";
    public const string Encoding = "encoding-unknown";
    public const string OldExcel = "xls-not-supported";
    public const string Broken = "file-broken";
    public const string ZipBomb = "zip-bomb";
    public const string Headings = "headings-missing";
    public const string Mapping = "mapping-invalid";
    public const string NotAForm = "multipart-expected";
}
