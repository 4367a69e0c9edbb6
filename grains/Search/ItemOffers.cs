using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>What items cost, delivered: the sums an order of the same quantity comes to.</summary>
/// <param name="region">Where to; null for the price of the whole country, or else the cheapest region's.</param>
/// <param name="quantity">How much; null for the least that can be ordered.</param>
/// <param name="now">When.</param>
/// <param name="law">The tax rates of that day.</param>
public sealed class ItemOffers(RegionCode? region, Quantity? quantity, DateTimeOffset now, PolicyDay law)
{
    /// <summary>The offer of an item; null where it has no price.</summary>
    /// <param name="item">The item.</param>
    /// <param name="today">What it comes to anyway.</param>
    internal ItemOffer? Of(ListedItem item, ItemToday today) =>
        quantity is null && (region is null || today.IsAlikeEverywhere) ? today.Offer : Work(item);

    /// <summary>The same, worked out anew.</summary>
    internal ItemOffer? Work(ListedItem item)
    {
        var wanted = quantity ?? item.Traits.MinOrder;
        if (PriceOf(item, wanted) is not { } price) return null;
        var most = Math.Max(price.Amount.Amount, price.Freight.Amount.Amount);
        // As the quote does: sums that are no money are no offer.
        if (most * wanted.Amount > Rupiah.MaxAmount / 4) return null;
        var (goods, freight) = (price.Amount * wanted, price.FreightOf(wanted));
        var net = goods + freight;
        var ppn = Taxes.PpnOn(new Taxable(item.Traits.TaxClass, net), item.Seller.IsTaxable, law);
        var total = net + ppn;
        var perUnit = decimal.Round(total.Amount / wanted.Amount, MidpointRounding.AwayFromZero);
        return perUnit > Rupiah.MaxAmount
            ? null
            : new ItemOffer(wanted, price.Amount, freight, ppn, total, new Rupiah((long)perUnit));
    }

    /// <summary>Whether it is delivered to a region in the quantity wanted.</summary>
    public bool Reaches(ListedItem item, RegionCode there) =>
        PriceBook.At(item.Prices, there, quantity ?? item.Traits.MinOrder, now) is not null;

    /// <summary>The price per unit before tax and freight; null where it has none.</summary>
    public Rupiah? UnitPriceOf(ListedItem item) => PriceOf(item, quantity ?? item.Traits.MinOrder)?.Amount;

    private PriceFound? PriceOf(ListedItem item, Quantity wanted)
    {
        if (PriceBook.At(item.Prices, region, wanted, now) is { } price) return price;
        if (region is not null) return null;
        PriceFound? cheapest = null;
        foreach (var schedule in item.Prices)
        {
            if (PriceBook.At(item.Prices, schedule.Region, wanted, now) is { } found
                && !(cheapest?.Amount <= found.Amount)) cheapest = found;
        }

        return cheapest;
    }
}
