using Marketplace.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Projections;
using Marketplace.Search;

namespace Marketplace.Silo.Operations;

/// <summary>Tells the pages served by this process which items have changed, whichever silo changed them.</summary>
/// <param name="feed">Follows the log.</param>
/// <param name="pages">The copies of pages.</param>
/// <param name="grains">Knows how far the lists are.</param>
public sealed class PageEviction(ItemIndexFeed feed, PageFreshness pages, IGrainFactory grains) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Changed += Evict;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.Changed -= Evict;
        return Task.CompletedTask;
    }

    private void Evict(IReadOnlyCollection<string> items, long position) => _ = pages.Changed(
        items, grains.Projection(ItemsProjection.ProjectionName).WaitFor(position, ProjectionLimits.LongestWait));
}
