using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>Why a listing that everyone sees should be looked at again. Names are permanent.</summary>
public enum ItemDoubt
{
    /// <summary>The same supplier lists nearly the same thing again.</summary>
    NearIdentical = 1,

    /// <summary>It is said to be made at home, outside Lampung, which nobody has verified.</summary>
    Domestic = 2,

    /// <summary>It is said to be made in Lampung, which nobody has verified.</summary>
    Lampung = 3,

    /// <summary>It claims a local content (TKDN) that nobody has verified.</summary>
    LocalContent = 4,

    /// <summary>Its name promises Lampung, domestic production or TKDN without proof.</summary>
    Name = 5,
}

/// <summary>A listing that should be looked at again.</summary>
/// <param name="Item">What a list shows of it.</param>
/// <param name="SupplierName">Registered name of who sells it.</param>
/// <param name="Doubts">Why.</param>
/// <param name="Twins">The supplier's other listings of nearly the same thing.</param>
[GenerateSerializer, Immutable, Alias("doubtful-item")]
public sealed record DoubtfulItem(
    [property: Id(0)] ItemSummary Item,
    [property: Id(1)] string SupplierName,
    [property: Id(2)] ImmutableArray<ItemDoubt> Doubts,
    [property: Id(3)] ImmutableArray<ItemId> Twins);

/// <summary>The listings that should be looked at again.</summary>
/// <param name="Page">Those of this page, the newest first.</param>
/// <param name="Total">How many there are on all pages.</param>
[GenerateSerializer, Immutable, Alias("doubtful-items")]
public sealed record DoubtfulItems([property: Id(0)] Page<DoubtfulItem> Page, [property: Id(1)] int Total);
