using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>A product one supplier offers. Key: <see cref="ItemId"/>.</summary>
[Alias("catalogue-item")]
public interface ICatalogueItemGrain : IGrainWithStringKey
{
    /// <summary>
    /// The price and terms for a quantity delivered to a region at this moment, with a snapshot of the item. Refused
    /// with the item's own reasons when it cannot be bought so: not purchasable, quantity below the minimum or off the
    /// multiple, no price for the region, stock too low.
    /// </summary>
    [Alias("quote")]
    Task<Result<ItemQuote>> Quote(RegionCode region, Quantity quantity);

    /// <summary>
    /// Reserves stock for an order, atomically with the check that on hand − held ≥ 0. One hold per order: a repeat
    /// with the same quantity answers as before, with another quantity is refused (<c>hold-differs</c>), after the
    /// hold was resolved <c>hold-already-posted</c>, <c>hold-already-voided</c>.
    /// </summary>
    [Alias("hold")]
    Task<Result<StockView>> Hold(CommandContext context, OrderId order, Quantity quantity);

    /// <summary>The order became binding: the held goods leave the stock. Once; a repeat answers as before.</summary>
    [Alias("post")]
    Task<Result<StockView>> Post(CommandContext context, OrderId order);

    /// <summary>
    /// The order will not come: the held goods are free again. Voiding a hold that never was leaves a mark, so that a
    /// late <see cref="Hold"/> of the same order is refused.
    /// </summary>
    [Alias("void")]
    Task<Result<StockView>> Void(CommandContext context, OrderId order);

    /// <summary>
    /// Part of what was posted comes back or was never dispatched. <paramref name="returnId"/> is unique per return
    /// within the order; a repeat answers as before. Never more than was posted.
    /// </summary>
    [Alias("return")]
    Task<Result<StockView>> Return(CommandContext context, OrderId order, string returnId, Quantity quantity);
}

/// <summary>Stock of one item, in its unit.</summary>
/// <param name="Item">The item.</param>
/// <param name="OnHand">Received minus issued.</param>
/// <param name="Held">Reserved for orders not yet binding.</param>
/// <param name="Available">On hand minus held; never negative.</param>
/// <param name="Revision">The revision shown.</param>
[GenerateSerializer, Immutable, Alias("stock-view")]
public sealed record StockView(
    [property: Id(0)] ItemId Item,
    [property: Id(1)] Quantity OnHand,
    [property: Id(2)] Quantity Held,
    [property: Id(3)] Quantity Available,
    [property: Id(4)] Revision Revision);

/// <summary>What an order remembers of an item for ever: the snapshot its line is bought under.</summary>
[GenerateSerializer, Immutable, Alias("item-quote")]
public sealed record ItemQuote
{
    /// <summary>The item.</summary>
    [Id(0)] public required ItemId Item { get; init; }

    /// <summary>Journal version of the item the snapshot shows.</summary>
    [Id(1)] public required int ItemVersion { get; init; }

    /// <summary>Who sells it.</summary>
    [Id(2)] public required SupplierId Supplier { get; init; }

    /// <summary>Level-3 category.</summary>
    [Id(3)] public required CategoryCode Category { get; init; }

    /// <summary>Product name.</summary>
    [Id(4)] public required string Name { get; init; }

    /// <summary>Unit code (UN/ECE Rec 20), such as <c>H87</c> piece.</summary>
    [Id(5)] public required string Unit { get; init; }

    /// <summary>Decimals a quantity may have in this unit, 0–3.</summary>
    [Id(6)] public required int UnitDecimals { get; init; }

    /// <summary>Price per unit before tax (DPP) for the quantity and region asked.</summary>
    [Id(7)] public required Rupiah UnitPrice { get; init; }

    /// <summary>Freight for this line to the region asked, before tax.</summary>
    [Id(8)] public required Rupiah Freight { get; init; }

    /// <summary>Goods or services, and which taxes apply (DOMAIN §6).</summary>
    [Id(9)] public required TaxClass TaxClass { get; init; }

    /// <summary>KBKI product code, 10 digits; empty when the item has none.</summary>
    [Id(10)] public string Kbki { get; init; } = "";

    /// <summary>Whether it is a domestic product (PDN) on verified evidence.</summary>
    [Id(11)] public bool IsDomestic { get; init; }

    /// <summary>Local content (TKDN) in basis points on verified evidence.</summary>
    [Id(12)] public BasisPoints LocalContent { get; init; }

    /// <summary>Company benefit (BMP) in basis points on verified evidence, at most 15 %.</summary>
    [Id(13)] public BasisPoints CompanyBenefit { get; init; }

    /// <summary>Kabupaten/kota of origin; null for imports.</summary>
    [Id(14)] public RegionCode? Origin { get; init; }

    /// <summary>Working days from acceptance to dispatch.</summary>
    [Id(15)] public int LeadTimeDays { get; init; }

    /// <summary>Size of the producer, when it is not the supplier itself.</summary>
    [Id(16)] public BusinessSize? ProducerSize { get; init; }
}

/// <summary>How an item is taxed (DOMAIN §6).</summary>
public enum TaxClass
{
    /// <summary>Goods at the general rate: PPN 11/12 × 12 %, PPh 22.</summary>
    Goods = 1,

    /// <summary>Luxury goods: PPN on the full price.</summary>
    LuxuryGoods = 2,

    /// <summary>Services: PPN, PPh 23.</summary>
    Services = 3,

    /// <summary>Catering: local tax (PBJT) instead of PPN, PPh 23.</summary>
    Catering = 4,

    /// <summary>Goods exempt from PPN, such as unprocessed staple food.</summary>
    ExemptGoods = 5,
}
