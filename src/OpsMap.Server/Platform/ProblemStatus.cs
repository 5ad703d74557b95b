using OpsMap.Domain;

namespace OpsMap.Server.Platform;

/// <summary>Which HTTP status says what kind of no (状态码对照).</summary>
public static class ProblemStatus
{
    /// <summary>The problem behind a status code that came without one.</summary>
    public static Problem Plain(int status) => new(status, status switch
    {
        StatusCodes.Status400BadRequest => Codes.BadParameter,
        StatusCodes.Status401Unauthorized => Codes.SignInNeeded,
        StatusCodes.Status403Forbidden => Refusals.WrongRole,
        StatusCodes.Status404NotFound => Codes.NotFound,
        StatusCodes.Status405MethodNotAllowed => Codes.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => Codes.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => Codes.JsonExpected,
        StatusCodes.Status429TooManyRequests => Codes.TooManyRequests,
        StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => Codes.Busy,
        < 500 => Codes.BadParameter,
        _ => Codes.Defect,
    });

    public static int Of(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.BadInput => StatusCodes.Status400BadRequest,
        RefusalKind.WrongRole => StatusCodes.Status403Forbidden,
        RefusalKind.OtherCounty when refusal.Field is not null => StatusCodes.Status403Forbidden,
        RefusalKind.OtherCounty => StatusCodes.Status404NotFound,
        // what the message names is bad input; what the address names is not there
        RefusalKind.NotNow when refusal is { Code: Refusals.NoSuchCase, Field: not null } => StatusCodes.Status400BadRequest,
        RefusalKind.NotNow when refusal.Code is Refusals.NoSuchCase or Refusals.NoSuchSquad or Refusals.NoSuchIncident => StatusCodes.Status404NotFound,
        RefusalKind.NotNow => StatusCodes.Status409Conflict,
    };
}
