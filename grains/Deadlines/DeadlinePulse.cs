using Marketplace.Projections;
using Microsoft.Extensions.Logging;

namespace Marketplace.Deadlines;

/// <summary>Makes the sweeper look every second; every silo does, so that any surviving one keeps deadlines
/// going.</summary>
public sealed class DeadlinePulse(IGrainFactory grains, ILogger<DeadlinePulse> logger) : SiloLoop(logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task Beat(CancellationToken stopping)
    {
        await Task.Delay(Interval, stopping);
        await grains.DeadlineSweeper().Sweep().WaitAsync(stopping);
    }
}
