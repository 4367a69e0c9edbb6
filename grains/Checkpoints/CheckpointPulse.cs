using Marketplace.Projections;
using Microsoft.Extensions.Logging;

namespace Marketplace.Checkpoints;

/// <summary>Has the log signed every minute it goes on; every silo does, so that any surviving one keeps it
/// signed.</summary>
public sealed class CheckpointPulse(IGrainFactory grains, ILogger<CheckpointPulse> logger) : SiloLoop(logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task Beat(CancellationToken stopping)
    {
        await Task.Delay(Interval, stopping);
        await grains.Checkpoints().Advance().WaitAsync(stopping);
    }
}
