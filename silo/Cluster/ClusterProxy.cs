using System.Collections.Immutable;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Marketplace.Silo.Cluster;

/// <summary>The development cluster's one address: hands each request to a front end that is ready.</summary>
internal static class ClusterProxy
{
    private const string Cluster = "front-ends";

    // A front end that stops says that it is not ready for longer than this before it refuses anybody.
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Puts it together.</summary>
    public static WebApplication Build(string url)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(url).ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory([Route], []);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }

    /// <summary>Says which front ends there are.</summary>
    public static void Forward(this WebApplication proxy, IEnumerable<string> addresses) =>
        proxy.Services.GetRequiredService<InMemoryConfigProvider>().Update([Route], [To(addresses)]);

    private static RouteConfig Route => new()
    {
        RouteId = Cluster,
        ClusterId = Cluster,
        Match = new RouteMatch { Path = "{**any}" },
    };

    private static ClusterConfig To(IEnumerable<string> addresses) => new()
    {
        ClusterId = Cluster,
        LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
        Destinations = addresses.ToImmutableDictionary(
            static address => address, static address => new DestinationConfig { Address = address }),
        HealthCheck = new HealthCheckConfig
        {
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = AskEvery,
                Timeout = TimeSpan.FromSeconds(2),
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                Path = "/health/ready",
            },
        },
        Metadata = new Dictionary<string, string>
        {
            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1",
        },
    };
}
