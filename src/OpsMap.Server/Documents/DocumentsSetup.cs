using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OpsMap.Server.Access;

namespace OpsMap.Server.Documents;

/// <summary>Documents: their register, their pages and their press.</summary>
public static class DocumentsSetup
{
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DocumentOptions>, DocumentOptionsValidator>();
        services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateOnStart();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<DocumentOptions>>((limiter, documents) =>
            limiter.AddPolicy(DocumentEndpoints.ConfirmLimit, context => RateLimitPartition.GetTokenBucketLimiter($"confirm {context.Address()}", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = documents.Value.ConfirmBurst,
                TokensPerPeriod = documents.Value.ConfirmPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = true,
            })));
        return services.AddSingleton<DocumentQueries>().AddSingleton<DocumentSecrets>().AddSingleton<DocumentDesk>().AddSingleton<Reader>().AddSingleton<Press>();
    }
}
