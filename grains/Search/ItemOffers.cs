using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>What items cost, delivered: the sums an order of the same quantity comes to.</summary>
public sealed class ItemOffers
{
    /// <summary>Instead of a price, where there is none.</summary>
    internal const long NoPrice = -1;

    /// <summary>Instead of a price, where it depends on the kabupaten or kota.</summary>
    internal const long Various = -2;

    /// <summary>Sums below this, and their tax before it is divided, are within 64 bits.</summary>
    private const long SmallSum = 1L << 46;

    private const long HighestFactor = 1L << 15;

    private readonly Quantity? _quantity;
    private readonly PolicyDay _law;
    private readonly long _thousandths;
    private readonly bool _isInLampung;

    /// <summary>Offers of a quantity somewhere.</summary>
    /// <param name="region">Where to; null for the price of the whole country, or else the cheapest region's.</param>
    /// <param name="quantity">How much; null for the least that can be ordered.</param>
    /// <param name="now">When.</param>
    /// <param name="law">The tax rates of that day.</param>
    public ItemOffers(RegionCode? region, Quantity? quantity, DateTimeOffset now, PolicyDay law)
    {
        (_quantity, _law, Ticks) = (quantity, law, now.UtcTicks);
        Region = PackedPrices.NumberOf(region);
        _isInLampung = region is { } place && RegionTable.IsWithin(place, RegionTable.Lampung);
        _thousandths = quantity is { } wanted ? PackedPrices.Thousandths(wanted) : 0;
    }

    /// <summary>Where to, as <see cref="PackedPrices.NumberOf"/> has it.</summary>
    internal long Region { get; }

    /// <summary>When, in UTC ticks.</summary>
    internal long Ticks { get; }

    /// <summary>How much, in thousandths; null for the least that can be ordered.</summary>
    internal long? Thousandths => _quantity is null ? null : _thousandths;

    /// <summary>Whether the quantity of an offer can be ordered.</summary>
    internal bool IsInStock(in ItemToday today) =>
        _quantity is null ? today.HasLeast : today.Available >= _thousandths;

    /// <summary>The total per unit of an offer in rupiah, as <see cref="Of"/> says; <see cref="NoPrice"/> where there
    /// is none. Whole numbers alone, where they are enough: a search asks thousands of times.</summary>
    internal long PerUnitOf(IndexSlots slots, int slot, in ItemToday today)
    {
        if (_quantity is null && Region == 0) return today.PerUnit;
        if (_quantity is null && _isInLampung && today.PerUnitInLampung != Various) return today.PerUnitInLampung;
        var prices = today.Prices;
        var wanted = _quantity is null ? prices.MinOrder : _thousandths;
        if (!(_isInLampung && prices.InLampung is { } steps
            ? PackedPrices.TryFindStep(steps, wanted, out var price)
            : prices.All.TryFind(Region, wanted, Ticks, out price))) return NoPrice;
        var (units, rest) = Math.DivRem(wanted, 1000);
        var most = Math.Max(price.Amount, price.Freight);
        if (rest != 0 || units == 0 || most > SmallSum / units || prices.PpnFactor > HighestFactor)
            return slots.ItemAt(slot) is { } item && Of(item) is { } offer ? offer.PerUnit.Amount : NoPrice;
        var net = (price.Amount * units) + (price.IsFreightPerUnit ? price.Freight * units : price.Freight);
        var total = net + (((net * prices.PpnFactor) + (Taxes.PpnDivisor / 2)) / Taxes.PpnDivisor);
        return units == 1 ? total : ((2 * total) + units) / (2 * units);
    }

    /// <summary>The offer of an item; null where it has no price.</summary>
    public ItemOffer? Of(ListedItem item)
    {
        var wanted = _quantity ?? item.Traits.MinOrder;
        if (!item.Prices.TryFind(Region, PackedPrices.Thousandths(wanted), Ticks, out var price)) return null;
        // As the quote does: sums that are no money are no offer.
        if (Math.Max(price.Amount, price.Freight) * wanted.Amount > Rupiah.MaxAmount / 4) return null;
        var (unitPrice, once) = (new Rupiah(price.Amount), new Rupiah(price.Freight));
        var freight = price.IsFreightPerUnit ? once * wanted : once;
        var net = (unitPrice * wanted) + freight;
        var ppn = Taxes.PpnOn(new Taxable(item.Traits.TaxClass, net), item.Seller.IsTaxable, _law);
        var total = net + ppn;
        var perUnit = decimal.Round(total.Amount / wanted.Amount, MidpointRounding.AwayFromZero);
        return perUnit > Rupiah.MaxAmount
            ? null
            : new ItemOffer(wanted, unitPrice, freight, ppn, total, new Rupiah((long)perUnit));
    }

    /// <summary>The price per unit before tax and freight; null where it has none.</summary>
    public Rupiah? UnitPriceOf(ListedItem item) =>
        item.Prices.TryFind(
            Region, PackedPrices.Thousandths(_quantity ?? item.Traits.MinOrder), Ticks, out var price)
            ? new Rupiah(price.Amount)
            : null;
}
