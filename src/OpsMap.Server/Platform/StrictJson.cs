using System.Buffers;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Features;

namespace OpsMap.Server.Platform;

/// <summary>Reads every JSON body once, within its size, before anything is bound to it (报文守卫): what PostgreSQL or PostGIS would choke on stops here.</summary>
public sealed class StrictJson(RequestDelegate next)
{
    /// <summary>What a command may weigh; a route that needs more says so in its metadata.</summary>
    public const long DefaultLimit = 64 * 1024;

    private const long Patience = 16 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasJsonContentType() || context.GetEndpoint() is not { } endpoint || !CanHaveBody(context))
        {
            await next(context);
            return;
        }
        var limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? DefaultLimit;
        var body = await ReadWithin(request, limit, context.RequestAborted);
        if (body.Length > 0) JsonGuard.Check(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Position = 0;
        request.Body = body;
        await next(context);
    }

    private static bool CanHaveBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not false;

    /// <summary>What is too large is still read to its end, within reason: a browser cut off while sending never sees the answer.</summary>
    private static async Task<MemoryStream> ReadWithin(HttpRequest request, long limit, CancellationToken ct)
    {
        if (request.ContentLength > limit + Patience) throw TooLarge(limit);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server) server.MaxRequestBodySize = limit + Patience;
        var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, limit));
        var total = 0L;
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
            {
                total += read;
                if (total <= limit) body.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
        return total <= limit ? body : throw TooLarge(limit);
    }

    private static ProblemException TooLarge(long limit) => new(ProblemStatus.Plain(StatusCodes.Status413PayloadTooLarge) with
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    });
}
