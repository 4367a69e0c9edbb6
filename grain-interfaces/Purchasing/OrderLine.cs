using System.Text.Json.Serialization;
using Marketplace.Catalogue;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What an order remembers of an item for ever, and what was agreed for it.</summary>
[GenerateSerializer, Immutable, Alias("order-line")]
public sealed record OrderLine
{
    /// <summary>Number within the order, from 1.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>The item.</summary>
    [Id(1)] public required ItemId Item { get; init; }

    /// <summary>Journal version of the item the snapshot shows.</summary>
    [Id(2)] public required int ItemVersion { get; init; }

    /// <summary>Level-3 category.</summary>
    [Id(3)] public required CategoryCode Category { get; init; }

    /// <summary>Product name.</summary>
    [Id(4)] public required string Name { get; init; }

    /// <summary>Unit code.</summary>
    [Id(5)] public required string Unit { get; init; }

    /// <summary>Decimals a quantity may have.</summary>
    [Id(6)] public int UnitDecimals { get; init; }

    /// <summary>Quantity ordered.</summary>
    [Id(7)] public required Quantity Quantity { get; init; }

    /// <summary>Price per unit on the list, before tax.</summary>
    [Id(8)] public required Rupiah ListPrice { get; init; }

    /// <summary>Price per unit agreed on, before tax.</summary>
    [Id(9)] public required Rupiah UnitPrice { get; init; }

    /// <summary>Freight agreed on for the line, before tax.</summary>
    [Id(10)] public Rupiah Freight { get; init; }

    /// <summary>How it is taxed.</summary>
    [Id(11)] public required TaxClass TaxClass { get; init; }

    /// <summary>Index of its address.</summary>
    [Id(12)] public int Delivery { get; init; }

    /// <summary>KBKI product code; empty when it has none.</summary>
    [Id(13)] public string Kbki { get; init; } = "";

    /// <summary>Domestic product.</summary>
    [Id(14)] public bool IsDomestic { get; init; }

    /// <summary>Local content (TKDN).</summary>
    [Id(15)] public BasisPoints LocalContent { get; init; }

    /// <summary>Company benefit (BMP).</summary>
    [Id(16)] public BasisPoints CompanyBenefit { get; init; }

    /// <summary>Kabupaten/kota of origin.</summary>
    [Id(17)] public RegionCode? Origin { get; init; }

    /// <summary>Size of the producer, when it is not the supplier itself.</summary>
    [Id(18)] public BusinessSize? ProducerSize { get; init; }

    /// <summary>Working days from acceptance to dispatch.</summary>
    [Id(19)] public int LeadTimeDays { get; init; }

    /// <summary>Where its list price lay among comparable ones when it was submitted (DOMAIN §3); null where nobody
    /// could say, and in orders from before it was asked.</summary>
    [Id(20)] public PriceFairness? Fairness { get; init; }

    /// <summary>Price × quantity with freight, before tax.</summary>
    [JsonIgnore]
    public Rupiah Net => (UnitPrice * Quantity) + Freight;
}

/// <summary>A line with how far its goods have come. Quantities are in the item's unit.</summary>
/// <param name="Line">What was agreed.</param>
/// <param name="Net">Price × quantity with freight, before tax.</param>
/// <param name="Ppn">Its value-added tax.</param>
/// <param name="Dispatched">On its way or arrived.</param>
/// <param name="Received">Arrived.</param>
/// <param name="Accepted">Inspected and good.</param>
/// <param name="Rejected">Inspected, bad, and not settled.</param>
/// <param name="RejectedReason">What is wrong with it.</param>
[GenerateSerializer, Immutable, Alias("order-line-view")]
public sealed record OrderLineView(
    [property: Id(0)] OrderLine Line,
    [property: Id(1)] Rupiah Net,
    [property: Id(2)] Rupiah Ppn,
    [property: Id(3)] Quantity Dispatched,
    [property: Id(4)] Quantity Received,
    [property: Id(5)] Quantity Accepted,
    [property: Id(6)] Quantity Rejected,
    [property: Id(7)] string? RejectedReason);
