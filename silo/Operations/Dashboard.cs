using System.Security.Claims;
using Marketplace.Organisations;
using Marketplace.Values;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Orleans.Dashboard;

namespace Marketplace.Silo.Operations;

/// <summary>The Orleans dashboard, for those whom the operating organisation has appointed to run the system.</summary>
public static class Dashboard
{
    /// <summary>Names the policy.</summary>
    public const string OperatorPolicy = "operators";

    private const string Path = "/dashboard";

    // The dashboard's own page has an inline style and a font in a data: address; nothing else of it needs relaxing.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        + "img-src 'self' data:; frame-ancestors 'none'";

    /// <summary>Puts the dashboard and, where telemetry is on, trace propagation into a silo.</summary>
    public static ISiloBuilder AddOperations(this ISiloBuilder silo, IConfiguration configuration)
    {
        // The live log view would show every operator whatever any category writes; logs are the collector's.
        // Its statistics walk over every activation: with a whole province in memory a sample costs a second of CPU.
        silo.AddDashboard(static dashboard =>
            (dashboard.HideTrace, dashboard.CounterUpdateIntervalMs) = (true, 60_000));
        return configuration.WantsTelemetry() ? silo.AddActivityPropagation() : silo;
    }

    /// <summary>Registers the policy.</summary>
    public static IServiceCollection AddOperatorPolicy(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, OperatorHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, HiddenFromOthers>();
        services.AddAuthorizationBuilder().AddPolicy(OperatorPolicy, static policy => policy
            .RequireAuthenticatedUser().AddRequirements(new OperatorRequirement()));
        return services;
    }

    /// <summary>Maps the dashboard, which is put together when somebody who may looks at it for the first time: it
    /// compresses its files then, a fifteenth of what a silo's start takes.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() => EndSampling(app.Services));
        var pages = new Lazy<RequestDelegate>(() => Pages(app.Services));
        app.Map($"{Path}/{{**page}}", http =>
        {
            http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            http.SetEndpoint(null);
            return pages.Value(http);
        }).RequireAuthorization(OperatorPolicy).ExcludeFromDescription();
    }

    /// <summary>The dashboard's endpoints, reached by nobody but through the one before them.</summary>
    private static RequestDelegate Pages(IServiceProvider services) => new ApplicationBuilder(services)
        .UseRouting().UseEndpoints(static endpoints => endpoints.MapOrleansDashboard(routePrefix: Path)).Build();

    /// <summary>
    /// The dashboard samples Orleans' counters once a second, two of which walk over every activation, and nothing of
    /// it can be set: 4 % of a silo's CPU with 60,000 actors in memory, a quarter with a million. What it began once it
    /// has started, it ends when disposed of; its list of raw counters then stays as it was, and telemetry has them.
    /// </summary>
    private static void EndSampling(IServiceProvider services)
    {
        var assembly = typeof(DashboardOptions).Assembly;
        foreach (var host in services.GetServices<IHostedService>().Where(host => host.GetType().Assembly == assembly))
            (host as IDisposable)?.Dispose();
    }
}

/// <summary>Holds an appointment to run the system, at this moment.</summary>
public sealed class OperatorRequirement : IAuthorizationRequirement;

/// <summary>Asks the operating organisation, so that a revoked appointment closes the dashboard at once.</summary>
/// <param name="grains">The actors.</param>
public sealed class OperatorHandler(IGrainFactory grains) : AuthorizationHandler<OperatorRequirement>
{
    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context, OperatorRequirement requirement)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } user) return;
        var authority = await grains.Organisation(WellKnown.Operator).AuthorityOf(UserId.Wrap(user));
        if (authority.Has(unit: null, Role.SystemOperator, Role.Administrator)) context.Succeed(requirement);
    }
}

/// <summary>To someone signed in without such an appointment the dashboard does not exist.</summary>
public sealed class HiddenFromOthers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _others = new();

    /// <inheritdoc />
    public Task HandleAsync(
        RequestDelegate next, HttpContext context,
        AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden || !policy.Requirements.OfType<OperatorRequirement>().Any())
            return _others.HandleAsync(next, context, policy, authorizeResult);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
