using Marketplace.Catalogue;
using Marketplace.Projections;

namespace Marketplace.Frontend.Pages;

/// <summary>Follows which items change, whichever silo changes them, and lets their pages go.</summary>
/// <param name="cluster">Knows what changes, and how far the lists are.</param>
/// <param name="pages">The copies of pages.</param>
/// <param name="logger">Told when it cannot follow: copies are a few seconds old then.</param>
public sealed partial class PageEviction(
    IClusterClient cluster, PageFreshness pages, ILogger<PageEviction> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? position = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var changes = await cluster.ItemChanges().Since(position).WaitAsync(stoppingToken);
                position = changes.Through;
                if (changes.Items is not { Length: 0 }) _ = pages.Changed(changes.Items, Listed(changes.Through));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever is wrong with the cluster, pages are followed again when it is over.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task<long> Listed(long position) =>
        cluster.Projection(ItemLimits.Projection).WaitFor(position, ProjectionLimits.LongestWait);

    [LoggerMessage(LogLevel.Warning, "What changes is not to be had; pages may be some seconds old meanwhile.")]
    private partial void LogFailed(Exception failure);
}
