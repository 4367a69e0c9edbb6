using System.Diagnostics;
using System.Diagnostics.Metrics;
using Marketplace.Outcomes;

namespace Marketplace.EventLog;

/// <summary>
/// What the engine tells operators about itself (meter <c>Marketplace</c>). An instrument nobody listens to costs one
/// comparison.
/// </summary>
public static class EngineMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Marketplace";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(
        "marketplace.decisions", "{decision}",
        "Commands decided, by actor and outcome (accepted or a refusal's slug).");

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>(
        "marketplace.commit.size", "{append}", "Appends that shared one commit.");

    private static readonly Histogram<long> CommitDuration = Meter.CreateHistogram<long>(
        "marketplace.commit.duration", "us", "From a batch's begin to its being durable.");

    private static readonly Gauge<long> ProjectionLag = Meter.CreateGauge<long>(
        "marketplace.projection.lag", "{event}", "Log positions a projection is behind the head.");

    /// <summary>A command was decided.</summary>
    public static void Decided(string actor, Refusal? refusal)
    {
        if (!Decisions.Enabled) return;
        Decisions.Add(1, new("actor", actor), new("outcome", refusal?.Code.Slug ?? "accepted"));
    }

    /// <summary>A batch is durable.</summary>
    public static void Committed(int appends, long startedAt)
    {
        BatchSize.Record(appends);
        if (CommitDuration.Enabled)
            CommitDuration.Record(Stopwatch.GetElapsedTime(startedAt).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>A projection is so far behind.</summary>
    public static void Lags(string projection, long positions)
    {
        if (ProjectionLag.Enabled)
            ProjectionLag.Record(positions, new KeyValuePair<string, object?>("projection", projection));
    }
}
