using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>How often one session, and one address, may call (限流): a person first, because sixty squads share one address.</summary>
public static class Limits
{
    public static void Configure(RateLimiterOptions limiter, AccessOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => context.User.CurrentActor() is { } me
                ? Bucket($"session {me.Session}", options.SessionBurst, options.SessionPerSecond)
                : Bucket($"stranger {context.Address()}", options.StrangerBurst, options.StrangerPerSecond)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket($"address {context.Address()}", options.AddressBurst, options.AddressPerSecond)));
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            return new ValueTask(Problems.Write(rejected.HttpContext, ProblemStatus.Plain(StatusCodes.Status429TooManyRequests) with { RetryAfter = wait }));
        };
    }

    private static RateLimitPartition<string> Bucket(string who, int burst, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    });
}
