using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What an item answers to its neighbours, on any thread.</summary>
public interface IQuotes
{
    /// <inheritdoc cref="ICatalogueItemGrain.Quote"/>
    Result<ItemQuote> QuoteNow(RegionCode region, Quantity quantity);
}

/// <summary>Asks an item what it costs.</summary>
public static class QuoteLookup
{
    /// <inheritdoc cref="ICatalogueItemGrain.Quote"/>
    public static Task<Result<ItemQuote>> QuoteOf(
        this Neighbours near, ItemId item, RegionCode region, Quantity quantity) =>
        near.Here<IQuotes>(item.Value) is { } here
            ? Task.FromResult(here.QuoteNow(region, quantity))
            : near.Grains.Item(item).Quote(region, quantity);
}
