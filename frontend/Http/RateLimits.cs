using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Problems;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Marketplace.Frontend.Http;

/// <summary>
/// How fast one caller may go: configuration section <c>RateLimits</c>. Each limit refills steadily and may be used up
/// at once after a pause of <see cref="BurstSeconds"/>.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "RateLimits";

    /// <summary>Highest limit that can be set; as good as none.</summary>
    public const int Max = 1_000_000;

    /// <summary>Reads a second from one address without signing in; generous, because an office shares one.</summary>
    [Range(1, Max)]
    public int AnonymousReadsPerSecond { get; set; } = 100;

    /// <summary>Reads a second of one account.</summary>
    [Range(1, Max)]
    public int ReadsPerSecond { get; set; } = 100;

    /// <summary>Commands a second of one account.</summary>
    [Range(1, Max)]
    public int CommandsPerSecond { get; set; } = 50;

    /// <summary>Attempts a minute, from one address or of one account, where a secret could be guessed.</summary>
    [Range(1, Max)]
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>How many seconds' worth may be saved up.</summary>
    [Range(1, 3600)]
    public int BurstSeconds { get; set; } = 10;
}

/// <summary>Limits how fast one caller may go, in separate buckets for what costs differently.</summary>
public static class RateLimits
{
    private enum Bucket
    {
        AnonymousRead,
        Read,
        Command,
        SignIn,
    }

    /// <summary>Registers the limits.</summary>
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(static limiter => limiter.OnRejected = static (rejected, _) =>
            new ValueTask(rejected.HttpContext.WriteProblem(HttpRefusals.TooManyRequests.With(
                "retryAfterSeconds", RetryAfterSeconds(rejected.Lease)))));
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
            .Configure<IOptions<RateLimitOptions>>(static (limiter, options) =>
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Bucket, string)>(
                    http => PartitionOf(http, options.Value)));
    }

    private static RateLimitPartition<(Bucket Bucket, string Caller)> PartitionOf(
        HttpContext http, RateLimitOptions options)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        // Whoever watches over the system must see it when it is busiest: health and dashboard are not limited. Nor is
        // what pages are made of, which a browser asks for by itself, once.
        var path = http.Request.Path;
        if (metadata is null || path.StartsWithSegments("/health") || path.StartsWithSegments("/dashboard")
            || metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return RateLimitPartition.GetNoLimiter((default(Bucket), ""));
        var user = http.User.UserId();
        var isRead = HttpMethods.IsGet(http.Request.Method);
        var bucket = !isRead && metadata.GetMetadata<GuessingIsLimitedAttribute>() is not null ? Bucket.SignIn
            : !isRead ? Bucket.Command
            : user is null ? Bucket.AnonymousRead
            : Bucket.Read;
        return RateLimitPartition.GetTokenBucketLimiter(
            (bucket, user ?? http.Connection.RemoteIpAddress?.ToString() ?? ""), key => Limit(key.Item1, options));
    }

    private static TokenBucketRateLimiterOptions Limit(Bucket bucket, RateLimitOptions options) => bucket switch
    {
        Bucket.SignIn => Steady(options.SignInsPerMinute, options.SignInsPerMinute, TimeSpan.FromMinutes(1)),
        Bucket.Command => PerSecond(options.CommandsPerSecond, options),
        Bucket.Read => PerSecond(options.ReadsPerSecond, options),
        _ => PerSecond(options.AnonymousReadsPerSecond, options),
    };

    private static TokenBucketRateLimiterOptions PerSecond(int perSecond, RateLimitOptions options) =>
        Steady(checked(perSecond * options.BurstSeconds), perSecond, TimeSpan.FromSeconds(1));

    private static TokenBucketRateLimiterOptions Steady(int burst, int tokens, TimeSpan period) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = period,
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static string RetryAfterSeconds(RateLimitLease lease) =>
        (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (long)Math.Ceiling(wait.TotalSeconds) : 1)
        .ToString(CultureInfo.InvariantCulture);
}
