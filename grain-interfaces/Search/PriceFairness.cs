using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// Where a price per unit, before tax and freight, lies among those of what is comparable: the same KBKI, unit, sizes
/// and attributes (DOMAIN §3).
/// </summary>
/// <param name="Price">The price in question; null where there is none.</param>
/// <param name="Listed">What comparable items cost in the same place and quantity today, this one among them.</param>
/// <param name="Paid">What was agreed in orders of comparable items that were paid for in the last twelve
/// months.</param>
/// <param name="LastSale">What the same supplier was last paid for a comparable item; null where it never was.</param>
/// <param name="Concerns">Why a buyer has to say something about this price; empty where nothing is unusual.</param>
[GenerateSerializer, Immutable, Alias("price-fairness")]
public sealed record PriceFairness(
    [property: Id(0)] Rupiah? Price,
    [property: Id(1)] PriceSpread Listed,
    [property: Id(2)] PriceSpread Paid,
    [property: Id(3)] Rupiah? LastSale,
    [property: Id(4)] ImmutableArray<PriceConcern> Concerns)
{
    /// <summary>Whether the price is higher than usual.</summary>
    [JsonIgnore]
    public bool IsHigh => Concerns.Any(static concern => concern != PriceConcern.NoComparables);
}

/// <summary>How prices spread. The bounds are null where too few are known to say anything about a market.</summary>
/// <param name="Sample">How many prices there are.</param>
/// <param name="LowerQuartile">A quarter of them is no higher.</param>
/// <param name="Median">Half of them are no higher.</param>
/// <param name="UpperQuartile">Three quarters of them are no higher.</param>
/// <param name="Fence">Above this a price stands out: the upper quartile and the policy's multiple of the distance
/// between the quartiles.</param>
[GenerateSerializer, Immutable, Alias("price-spread")]
public sealed record PriceSpread(
    [property: Id(0)] int Sample,
    [property: Id(1)] Rupiah? LowerQuartile = null,
    [property: Id(2)] Rupiah? Median = null,
    [property: Id(3)] Rupiah? UpperQuartile = null,
    [property: Id(4)] Rupiah? Fence = null);

/// <summary>What is to be explained about a price.</summary>
public enum PriceConcern
{
    /// <summary>It is above the fence of listed prices.</summary>
    AboveListed = 1,

    /// <summary>It is above the fence of paid prices.</summary>
    AbovePaid = 2,

    /// <summary>It is further above the supplier's own last sale than the policy allows.</summary>
    AboveLastSale = 3,

    /// <summary>Other suppliers offer fewer comparable items than a buyer has to compare.</summary>
    NoComparables = 4,
}
