using System.Collections.Immutable;
using System.Text.Json;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Marketplace.Silo.Operations;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can be given work, because the storage answers,
/// the lists are near the log's head and nothing is stopping it. Only names and plain facts, no secrets.
/// </summary>
public static class Health
{
    /// <summary>How long one check may take.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StorageCheck>("storage", timeout: Bound);
        return services.AddHealth(static all => new WatchedLists(
            [.. all.GetServices<IProjection>().Select(static projection => projection.Name)]));
    }

    /// <summary>Registers those of a front end: a silo answers it, and the lists everybody reads are near the log's
    /// head.</summary>
    public static IServiceCollection AddFrontEndHealth(this IServiceCollection services) =>
        services.AddHealth(static _ => new WatchedLists([ItemLimits.Projection, FeedLimits.Projection]));

    private static IServiceCollection AddHealth(
        this IServiceCollection services, Func<IServiceProvider, WatchedLists> watched)
    {
        services.AddSingleton(watched).AddHealthChecks()
            .AddCheck<ProjectionsCheck>("projections", timeout: Bound)
            .AddCheck<StoppingCheck>("stopping");
        return services;
    }

    /// <summary>Maps both addresses.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = static _ => false, ResponseWriter = Write })
            .AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = Write }).AllowAnonymous();
    }

    private static Task Write(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(http.Response.Body, new
        {
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(
                static entry => entry.Key,
                static entry => new { status = Word(entry.Value.Status), detail = entry.Value.Description }),
        });
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "failing";
}

/// <summary>The event log answers within the bound.</summary>
/// <param name="log">The log.</param>
public sealed class StorageCheck(IEventLog log) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            // SQLite answers on the caller's thread, so the wait needs one of its own to have an end.
            var head = await Task.Run(() => log.Head(cancellationToken), cancellationToken)
                .WaitAsync(Health.Bound, cancellationToken);
            return HealthCheckResult.Healthy($"position {head}");
        }
#pragma warning disable CA1031 // Whatever the storage throws, the answer is the same; its words may name a server.
        catch (Exception)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy("no answer");
        }
    }
}

/// <summary>The read models a process depends on.</summary>
/// <param name="Names">Their names.</param>
public sealed record WatchedLists(ImmutableArray<string> Names);

/// <summary>The read models are near the log's head, so that lists show what has been done.</summary>
/// <param name="grains">The actors.</param>
/// <param name="watched">The read models.</param>
public sealed class ProjectionsCheck(IGrainFactory grains, WatchedLists watched) : IHealthCheck
{
    /// <summary>Log positions a list may be behind: about a second of the busiest hour.</summary>
    public const long MaxLag = 5_000;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            var states = await Task
                .WhenAll(watched.Names.Select(name => grains.Projection(name).Status()))
                .WaitAsync(Health.Bound, cancellationToken);
            var late = states.Where(static state => state.Failure is not null || state.Lag > MaxLag)
                .Select(static state =>
                    state.Failure is null ? $"{state.Name} is {state.Lag} behind" : $"{state.Name} fails")
                .ToList();
            return late.Count == 0
                ? HealthCheckResult.Healthy($"{states.Length} near the head")
                : HealthCheckResult.Unhealthy(string.Join(", ", late));
        }
#pragma warning disable CA1031 // Whatever fails, the answer is the same; its words may name a server.
        catch (Exception)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy("no answer");
        }
    }
}

/// <summary>The process has not been told to stop.</summary>
/// <param name="drain">The gate.</param>
public sealed class StoppingCheck(Drain drain) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(drain.IsStopping
            ? HealthCheckResult.Unhealthy("the process is stopping")
            : HealthCheckResult.Healthy());
}
