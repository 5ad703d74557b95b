using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using OpsMap.Domain;
using Orleans.Serialization;

namespace OpsMap.Server.Platform;

/// <summary>Says which <see cref="Problem"/> an exception is (异常归类).</summary>
public static partial class ProblemsFromExceptions
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private const string IdleInTransactionTimeout = "25P03";

    public static Problem Of(Exception e) => e switch
    {
        ProblemException p => p.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemStatus.Plain(StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ProblemStatus.Plain(StatusCodes.Status415UnsupportedMediaType),
        BadHttpRequestException { InnerException: JsonException json } => ProblemsFromJson.Of(json),
        BadHttpRequestException { Message: var message } when message.Contains("from body", StringComparison.Ordinal) || message.Contains("no body", StringComparison.Ordinal) => Problem.BadInput(Codes.MemberMissing),
        BadHttpRequestException bad => Problem.BadInput(Codes.BadParameter, Parameter(bad.Message)),
        JsonException json => ProblemsFromJson.Of(json),
        // an abstract member without its "type" is refused by the serializer in this way only
        NotSupportedException { Source: "System.Text.Json" } abstractMember => ProblemsFromJson.Of(abstractMember),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => Problem.BadInput(Refusals.TextHasNul),
        NpgsqlException or AggregateException { InnerException: NpgsqlException } when IsOutage(e) => Unavailable(Codes.DatabaseUnavailable),
        LedgerUnavailableException => Unavailable(Codes.DatabaseUnavailable),
        TimeoutException => Unavailable(Codes.Busy),
        OrleansException => Unavailable(Codes.NodeUnavailable),
        UnavailableExceptionFallbackException { ExceptionType: { } type } when type.StartsWith("Npgsql", StringComparison.Ordinal) || type.Contains(nameof(LedgerUnavailableException), StringComparison.Ordinal) => Unavailable(Codes.DatabaseUnavailable),
        // whatever wraps an outage on its way is that outage
        { InnerException: { } inner } when Of(inner) is { Status: StatusCodes.Status503ServiceUnavailable } outage => outage,
        _ => new Problem(StatusCodes.Status500InternalServerError, Codes.Defect),
    };

    private static Problem Unavailable(string code) => new(StatusCodes.Status503ServiceUnavailable, code, RetryAfter: Soon);

    /// <summary>The server is away, full, restarting or too slow; as opposed to: our statement is wrong.</summary>
    private static bool IsOutage(Exception e) => e switch
    {
        AggregateException { InnerException: { } inner } => IsOutage(inner),
        PostgresException p => p.IsTransient || p.SqlState[..2] is "08" or "53" or "57" || p.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransactionTimeout,
        _ => true,
    };

    private static string? Parameter(string message) => QuotedParameter().Match(message) is { Success: true } found ? found.Groups["name"].Value : null;

    [GeneratedRegex("""parameter "(?:\S+ )?(?<name>\w+)" """, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex QuotedParameter();
}
