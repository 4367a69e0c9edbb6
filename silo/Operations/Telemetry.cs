using Marketplace.EventLog;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketplace.Silo.Operations;

/// <summary>
/// Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says. Without it nothing is registered, so
/// that nothing is paid.
/// </summary>
public static class Telemetry
{
    /// <summary>The setting that turns telemetry on; the other <c>OTEL_…</c> variables mean what they mean
    /// everywhere.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether telemetry is wanted.</summary>
    public static bool WantsTelemetry(this IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[EndpointSetting]);

    /// <summary>Registers the exporters.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.WantsTelemetry()) return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("marketplace"))
            .WithTracing(static traces => traces
                .AddAspNetCoreInstrumentation(static http => http.Filter = static request =>
                    !request.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddSource("Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
                .AddOtlpExporter())
            .WithMetrics(static metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Microsoft.Orleans", EngineMeter.Name)
                .AddOtlpExporter());
    }
}
