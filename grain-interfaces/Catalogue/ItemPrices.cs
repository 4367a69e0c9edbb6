using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>
/// Sets an item's prices for a region from a moment on. Earlier rows stay as history; a rise above the policy's limit
/// sends a published item back to review.
/// </summary>
[GenerateSerializer, Immutable, Alias("set-item-prices")]
public sealed record SetItemPrices
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>The prices.</summary>
    [Id(1)] public required PriceSchedule Schedule { get; init; }
}

/// <summary>The prices of one region over a period: rows (region, least quantity, DPP, from, until).</summary>
[GenerateSerializer, Immutable, Alias("price-schedule")]
public sealed record PriceSchedule
{
    /// <summary>
    /// A province (<c>18</c>) or kabupaten/kota (<c>18.71</c>) of delivery; null for the whole country.
    /// </summary>
    [Id(0)] public RegionCode? Region { get; init; }

    /// <summary>First moment they hold; null means from this moment on. Never in the past.</summary>
    [Id(1)] public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>First moment they no longer hold; null when open.</summary>
    [Id(2)] public DateTimeOffset? ValidTo { get; init; }

    /// <summary>
    /// Tiers by rising least quantity and strictly falling price, at most <see cref="ItemLimits.MaxPriceTiers"/>. Empty
    /// withdraws the region's prices: the next wider region's apply.
    /// </summary>
    [Id(3)] public ImmutableArray<PriceTier> Tiers { get; init; } = [];

    /// <summary>What delivery costs there.</summary>
    [Id(4)] public FreightRule Freight { get; init; } = FreightRule.Free;
}

/// <summary>A price from some quantity on.</summary>
/// <param name="MinQuantity">Least quantity, above zero.</param>
/// <param name="Amount">Price per unit before tax (DPP), Rp1–<see cref="ItemLimits.MaxPrice"/>.</param>
[GenerateSerializer, Immutable, Alias("price-tier")]
public sealed record PriceTier([property: Id(0)] Quantity MinQuantity, [property: Id(1)] Rupiah Amount);

/// <summary>What delivery costs, before tax.</summary>
/// <param name="Basis">Once per order line, or for every unit.</param>
/// <param name="Amount">Rp0–<see cref="ItemLimits.MaxPrice"/>.</param>
[GenerateSerializer, Immutable, Alias("freight-rule")]
public sealed record FreightRule([property: Id(0)] FreightBasis Basis, [property: Id(1)] Rupiah Amount)
{
    /// <summary>Delivered free.</summary>
    public static readonly FreightRule Free = new(FreightBasis.PerLine, Rupiah.Zero);
}

/// <summary>What a freight amount is for.</summary>
public enum FreightBasis
{
    /// <summary>Once per order line.</summary>
    PerLine = 1,

    /// <summary>For every unit.</summary>
    PerUnit = 2,
}

/// <summary>One row of an item's price history.</summary>
/// <param name="Region">Where it holds; null for the whole country.</param>
/// <param name="MinQuantity">Least quantity.</param>
/// <param name="Amount">Price per unit before tax (DPP).</param>
/// <param name="Freight">What delivery costs.</param>
/// <param name="ValidFrom">First moment it holds.</param>
/// <param name="ValidTo">First moment it no longer holds; null while open. Equal to
/// <paramref name="ValidFrom"/> when it was replaced before it began.</param>
[GenerateSerializer, Immutable, Alias("price-row")]
public sealed record PriceRow(
    [property: Id(0)] RegionCode? Region,
    [property: Id(1)] Quantity MinQuantity,
    [property: Id(2)] Rupiah Amount,
    [property: Id(3)] FreightRule Freight,
    [property: Id(4)] DateTimeOffset ValidFrom,
    [property: Id(5)] DateTimeOffset? ValidTo);
