using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Search;

/// <inheritdoc cref="IItemSearchGrain"/>
/// <param name="feed">The items of this silo's index.</param>
/// <param name="policy">The weights and tax rates.</param>
/// <param name="clock">The clock.</param>
[StatelessWorker, GrainType("item-search")]
public sealed partial class ItemSearchGrain(
    ItemIndexFeed feed, PolicyTable policy, TimeProvider clock) : Grain, IItemSearchGrain
{
    /// <summary>How long a search waits for an index being built, or for the position a caller insists on.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public async Task<Result<ItemResults>> Find(ItemQuery query, PageRequest page)
    {
        if (!await feed.IsBuilt(LongestWait)) return ItemRefusals.IndexBuilding;
        if (page.WaitFor is { } position) await feed.WaitFor(position, LongestWait);
        var now = clock.GetUtcNow();
        // The position first: the index may be ahead of it, never behind.
        var reached = feed.Position;
        return new ItemSearch(feed.Index, reached, now, policy.At(now)).Find(query, page);
    }

    /// <inheritdoc />
    public async Task<Result<PriceFairness>> PriceFairness(ItemId item, RegionCode? deliverTo, Quantity? quantity)
    {
        // It is a note on a page: the page does not wait for it.
        if (!await feed.IsBuilt(TimeSpan.Zero)) return ItemRefusals.IndexBuilding;
        var now = clock.GetUtcNow();
        return new MarketPrices(feed.Index, now, policy.At(now)).Of(item, deliverTo, quantity);
    }

    /// <inheritdoc />
    public async Task<Result<SearchSuggestions>> Suggest(string text)
    {
        if (Check.Text(text, "text", ItemLimits.MaxName, required: false) is { } malformed) return malformed;
        if (!await feed.IsBuilt(LongestWait)) return ItemRefusals.IndexBuilding;
        return new SearchSuggestions([.. feed.Index.Complete(text, ItemQuery.MaxSuggestions)]);
    }
}
