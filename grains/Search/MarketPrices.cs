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
        var asked = item is null ? null : offers.UnitPriceOf(item);
        var own = price ?? asked;
        var comparables = law[PolicyKeys.PriceComparables].Count;
        var market = item is { Traits.Kind: { Length: > 0 } kind } ? index.Listed(kind, offers) : KeptPrices.None;
        // A single seller's are no market.
        var others = item is null ? 0 : market.OfOthers(item.Summary.Supplier);
        var itself = item is { Summary.Stage: ItemStage.Published } ? asked : null;
        var paid = item is null ? [] : PaidLately(item.Traits.PaidKind(id));
        var last = paid.LastOrDefault(sale => sale.Supplier == item!.Summary.Supplier);
        var listedSpread = SpreadOf(
            market.Sample(without: itself?.Amount, with: own?.Amount), isEnough: others >= comparables);
        var paidSpread = SpreadOf(
            new PriceSample([.. paid.Select(static sale => sale.UnitPrice.Amount).Order()]),
            isEnough: paid.Length > comparables);
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

    private ImmutableArray<PaidPrice> PaidLately(string kind)
    {
        var first = law.Date.AddDays(-law[PolicyKeys.PricePaidDays].Count);
        return [.. index.Paid.Of(kind).Where(sale => sale.Date >= first)];
    }

    private PriceSpread SpreadOf(PriceSample prices, bool isEnough)
    {
        if (!isEnough) return new PriceSpread(prices.Count);
        var (lower, upper) = (At(prices, 1), At(prices, 3));
        var fence = upper + ((upper - lower) * law[PolicyKeys.PriceFence].Value / WholeInBasisPoints);
        return new PriceSpread(
            prices.Count, new Rupiah(lower), new Rupiah(At(prices, 2)), new Rupiah(upper),
            new Rupiah(Math.Min(fence, Rupiah.MaxAmount)));
    }

    /// <summary>The price at a quarter of the list, the nearer one where it falls between two (rounded up).</summary>
    private static long At(PriceSample prices, int quarter) => prices[(((prices.Count - 1) * quarter) + 2) / 4];
}
