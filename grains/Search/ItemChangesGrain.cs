using Orleans.Concurrency;

namespace Marketplace.Search;

/// <inheritdoc cref="IItemChangesGrain"/>
/// <param name="feed">Follows the log in this silo.</param>
[StatelessWorker, Reentrant, GrainType("item-changes")]
public sealed class ItemChangesGrain(ItemIndexFeed feed) : Grain, IItemChangesGrain
{
    /// <inheritdoc />
    public async Task<ItemChanges> Since(long? position)
    {
        if (position is not { } known) return new ItemChanges([], feed.Position);
        await feed.WaitFor(known + 1, ItemChanges.LongestWait);
        // The position first: what is told may be ahead of it, never behind.
        var reached = feed.Position;
        return reached <= known
            ? new ItemChanges([], known)
            : new ItemChanges(feed.Recent.Since(known), reached);
    }
}
