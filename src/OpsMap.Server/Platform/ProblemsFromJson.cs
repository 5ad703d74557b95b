using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsMap.Domain;

namespace OpsMap.Server.Platform;

/// <summary>Turns what the JSON reader objected to into a code and the member it is about (报文错误定位).</summary>
public static partial class ProblemsFromJson
{
    public static Problem Of(JsonException e)
    {
        var message = e.Message;
        // a converter of ours throws the code itself as its message
        var own = message.Split(' ', 2)[0];
        if (Words.Knows(own)) return Problem.BadInput(own, Field(e.Path));
        if (Unmapped().Match(message) is { Success: true } unmapped) return Problem.BadInput(Codes.UnknownMember, Join(Field(e.Path), unmapped.Groups["name"].Value));
        if (Missing().Match(message) is { Success: true } missing) return Problem.BadInput(Codes.MemberMissing, Join(Field(e.Path), missing.Groups["name"].Value));
        if (message.Contains("type discriminator", StringComparison.Ordinal)) return Problem.BadInput(Codes.UnknownCode, Join(Field(e.Path), "type"));
        if (NotOne().Match(message) is { Success: true } notOne) return Problem.BadInput(IsId(notOne.Groups["type"].Value) ? Codes.WrongType : Codes.UnknownCode, Field(e.Path));
        if (message.Contains("allow null values", StringComparison.Ordinal)) return Problem.BadInput(Codes.WrongType, Field(e.Path));
        if (message.Contains("uplicate", StringComparison.Ordinal)) return Problem.BadInput(Codes.MemberRepeated, Field(e.Path));
        if (Converted().Match(message) is { Success: true } converted)
            return Problem.BadInput(e.InnerException is null && IsCode(converted.Groups["type"].Value, e.Path) ? Codes.UnknownCode : Codes.WrongType, Field(e.Path));
        return Problem.BadInput(Codes.MalformedJson, Field(e.Path));
    }

    public static Problem Of(NotSupportedException e) =>
        Problem.BadInput(Codes.MemberMissing, Join(Field(PathIn().Match(e.Message) is { Success: true } path ? path.Groups["path"].Value : null), "type"));

    /// <summary>"$.case.point" is "case.point" to the user.</summary>
    private static string? Field(string? path) => path?.TrimStart('$').TrimStart('.') is { Length: > 0 } field ? field : null;

    // some messages name the object, some already the member
    private static string Join(string? container, string member) =>
        container is null || container == member ? member
        : container.EndsWith("." + member, StringComparison.Ordinal) ? container
        : $"{container}.{member}";

    // the message names the record, the path its member; only we can tell that the member is one of a list of codes
    private static bool IsCode(string typeName, string? path)
    {
        var type = typeof(Wire).Assembly.GetType(typeName) ?? typeof(ProblemsFromJson).Assembly.GetType(typeName);
        var member = path?[(path.LastIndexOf('.') + 1)..].Split('[')[0];
        var value = member is null ? null : type?.GetProperty(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;
        if (value is { IsGenericType: true }) value = value.GetGenericArguments()[0];
        return value is { IsEnum: true };
    }

    [GeneratedRegex("JSON property '(?<name>[^']*)' could not be mapped", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Unmapped();

    [GeneratedRegex("missing required properties[^']*'(?<name>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Missing();

    [GeneratedRegex(@"could not be converted to (?<type>\S+?)\.?(\s|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Converted();

    // the domain's own converters: "not a CountyCode", "not a number of Industry"
    private static bool IsId(string typeName) => typeName.EndsWith("Id", StringComparison.Ordinal);

    [GeneratedRegex(@"^not a (number of )?(?<type>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex NotOne();

    [GeneratedRegex(@"Path: (?<path>\$\S*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex PathIn();
}
