using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>Price fairness at the point of decision (DOMAIN §3). Pure.</summary>
/// <param name="index">What is listed, and what was paid.</param>
/// <param name="now">The moment.</param>
/// <param name="law">The policy of that day.</param>
public sealed class MarketPrices(ItemIndex index, DateTimeOffset now, PolicyDay law)
{
    private const int WholeInBasisPoints = 10_000;

    /// <summary>Where a price lies.</summary>
    /// <param name="id">The item.</param>
    /// <param name="region">Where it is delivered to; null for the price of the whole country.</param>
    /// <param name="quantity">How much; null for the least that can be ordered.</param>
    /// <param name="price">The price in question; null for the listed one.</param>
    public PriceFairness Of(ItemId id, RegionCode? region, Quantity? quantity, Rupiah? price = null)
    {
        var item = index.Item(id);
        var offers = new ItemOffers(region, quantity, now, law);
        var own = price ?? (item is null ? null : offers.UnitPriceOf(item));
        var comparables = law[PolicyKeys.PriceComparables].Count;
        var (listed, others) = Listed(item, offers, own);
        var paid = item is null ? [] : PaidLately(item.Traits.PaidKind(id));
        var last = paid.LastOrDefault(sale => sale.Supplier == item!.Summary.Supplier);
        var listedSpread = SpreadOf(listed, isEnough: others >= comparables);
        var paidSpread = SpreadOf([.. paid.Select(static sale => sale.UnitPrice.Amount)], paid.Length > comparables);
        Rupiah? lastSale = last.UnitPrice > Rupiah.Zero ? last.UnitPrice : null;
        return new PriceFairness(
            own, listedSpread, paidSpread, lastSale,
            [.. ConcernsOf(own, listedSpread, paidSpread, lastSale, hasComparables: others >= comparables)]);
    }

    private IEnumerable<PriceConcern> ConcernsOf(
        Rupiah? price, PriceSpread listed, PriceSpread paid, Rupiah? lastSale, bool hasComparables)
    {
        if (price is not { } own) yield break;
        if (own > listed.Fence) yield return PriceConcern.AboveListed;
        if (own > paid.Fence) yield return PriceConcern.AbovePaid;
        var most = WholeInBasisPoints + law[PolicyKeys.PriceLastSaleRise].Value;
        if (lastSale is { } last && (decimal)own.Amount * WholeInBasisPoints > (decimal)last.Amount * most)
            yield return PriceConcern.AboveLastSale;
        if (!hasComparables) yield return PriceConcern.NoComparables;
    }

    /// <summary>The prices of what is comparable, and how many of them are other suppliers': a single seller's are no
    /// market.</summary>
    private (List<long> Prices, int Others) Listed(ListedItem? item, ItemOffers offers, Rupiah? own)
    {
        var prices = new List<long>();
        if (own is { } price) prices.Add(price.Amount);
        var others = 0;
        if (item is not { Traits.Kind: { Length: > 0 } kind }) return (prices, others);
        foreach (var other in index.In(kind))
        {
            // What is frozen cannot be bought: often because of its very price.
            if (other.Summary.Id == item.Summary.Id || other.Summary.Stage != ItemStage.Published
                || offers.UnitPriceOf(other) is not { } found) continue;
            prices.Add(found.Amount);
            if (other.Summary.Supplier != item.Summary.Supplier) others++;
        }

        return (prices, others);
    }

    private ImmutableArray<PaidPrice> PaidLately(string kind)
    {
        var first = law.Date.AddDays(-law[PolicyKeys.PricePaidDays].Count);
        return [.. index.Paid.Of(kind).Where(sale => sale.Date >= first)];
    }

    private PriceSpread SpreadOf(List<long> prices, bool isEnough)
    {
        if (!isEnough) return new PriceSpread(prices.Count);
        prices.Sort();
        var (lower, upper) = (At(prices, 1), At(prices, 3));
        var fence = upper + ((upper - lower) * law[PolicyKeys.PriceFence].Value / WholeInBasisPoints);
        return new PriceSpread(
            prices.Count, new Rupiah(lower), new Rupiah(At(prices, 2)), new Rupiah(upper),
            new Rupiah(Math.Min(fence, Rupiah.MaxAmount)));
    }

    /// <summary>The price at a quarter of the list, the nearer one where it falls between two (rounded up).</summary>
    private static long At(List<long> prices, int quarter) => prices[(((prices.Count - 1) * quarter) + 2) / 4];
}
