using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>Price fairness at the point of decision (DOMAIN §3), on listed prices.</summary>
public static class PriceBands
{
    /// <summary>Fewer prices say nothing about a market.</summary>
    private const int Fewest = 3;

    private static readonly PriceBand Unknown = new(null, 0, null, null, null, null);

    private const int WholeInBasisPoints = 10_000;

    /// <summary>The band of an item; of one that is not in the index, an empty one.</summary>
    /// <param name="index">The index.</param>
    /// <param name="id">The item.</param>
    /// <param name="offers">Where to and how much.</param>
    /// <param name="now">The moment.</param>
    /// <param name="law">The policy of that day.</param>
    public static PriceBand Of(ItemIndex index, ItemId id, ItemOffers offers, DateTimeOffset now, PolicyDay law)
    {
        var item = index.Find(id.Value).Select(static hit => hit.Item)
            .FirstOrDefault(one => one.Summary.Id == id);
        if (item is null) return Unknown;
        var own = offers.Of(item, item.Today(now, law))?.UnitPrice;
        var kind = item.Traits.Kind;
        var alike = kind.Length == 0 ? [item] : index.Find(kind[..kind.IndexOf('|', StringComparison.Ordinal)])
            .Select(static hit => hit.Item).Where(one => one.Traits.Kind == kind);
        var prices = alike.Select(one => offers.Of(one, one.Today(now, law))?.UnitPrice.Amount).OfType<long>()
            .Order().ToList();
        if (prices.Count < Fewest) return new PriceBand(own, prices.Count, null, null, null, null);
        var (lower, upper) = (At(prices, 1), At(prices, 3));
        var fence = upper + ((upper - lower) * law[PolicyKeys.PriceFence].Value / WholeInBasisPoints);
        return new PriceBand(
            own, prices.Count, new Rupiah(lower), new Rupiah(At(prices, 2)), new Rupiah(upper),
            new Rupiah(Math.Min(fence, Rupiah.MaxAmount)));
    }

    /// <summary>The price at a quarter of the list, the nearer one where it falls between two (rounded up).</summary>
    private static long At(List<long> prices, int quarter) => prices[(((prices.Count - 1) * quarter) + 2) / 4];
}
