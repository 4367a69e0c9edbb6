using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Organisations;
using Marketplace.Outcomes;

namespace Marketplace.Purchasing;

/// <content>What the market offers beside an order's lines.</content>
public sealed partial class PurchaseOrderGrain
{
    /// <summary>
    /// The market of each line that has to be compared with it, null for the others; empty when there is nothing to
    /// compare, as for most orders: no buyer who is bound, only certified products, or a reason given.
    /// </summary>
    private async ValueTask<ImmutableArray<LocalContentMarket?>> MarketsFor(
        SubmitOrder command, OrganisationKind? kind, Result<ItemQuote>[] quotes)
    {
        if (kind is not { } buyer || !string.IsNullOrWhiteSpace(command.LocalContentReason)) return [];
        var today = law.At(Clock.GetUtcNow());
        LocalContentMarket?[]? found = null;
        for (var i = 0; i < quotes.Length; i++)
        {
            if (quotes[i].Value is not { } quote || !LocalContent.IsAsked(buyer, quote, today)) continue;
            found ??= new LocalContentMarket?[quotes.Length];
            found[i] = await markets.Of(quote.Kbki);
        }

        return found is null ? [] : [.. found];
    }
}
