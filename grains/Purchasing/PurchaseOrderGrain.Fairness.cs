using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Search;

namespace Marketplace.Purchasing;

/// <content>How an order's prices lie beside comparable ones.</content>
public sealed partial class PurchaseOrderGrain
{
    /// <summary>How long an order that has nothing to say about its prices waits for a silo that has just started.
    /// </summary>
    private static readonly TimeSpan LongestWaitForPrices = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Where the price of each line lies, seen from this silo's index; empty while that is being built, if the order
    /// does not depend on it.
    /// </summary>
    private async ValueTask<Result<ImmutableArray<PriceFairness>>> PricesFor(
        SubmitOrder command, OrganisationKind? kind, ImmutableArray<SubmitLine> lines, Result<ItemQuote>[] quotes)
    {
        var isNeeded = PriceFairnessRule.Binds(kind) && !PriceFairnessRule.IsExplained(command);
        if (!await feed.IsBuilt(isNeeded ? LongestWaitForPrices : TimeSpan.Zero))
            return isNeeded ? ItemRefusals.IndexBuilding : ImmutableArray<PriceFairness>.Empty;
        var now = Clock.GetUtcNow();
        var market = new MarketPrices(feed.Index, now, law.At(now));
        return ImmutableArray.CreateRange(lines.Zip(quotes, (line, quote) => market.Of(
            line.Item, command.Deliveries[line.Delivery].Region, line.Quantity, quote.Value?.UnitPrice)));
    }
}
