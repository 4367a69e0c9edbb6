using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>What a shopper looks for. What is left out does not restrict.</summary>
[GenerateSerializer, Immutable, Alias("item-query")]
public sealed record ItemQuery
{
    /// <summary>Most ways in which a text is said to go on.</summary>
    public const int MaxSuggestions = 8;

    /// <summary>
    /// Words of name, brand, category, attributes and description in any form and order, with mistakes, the last one
    /// perhaps unfinished; or a whole code (KBKI, article number, NIB, id) or supplier's name. At most
    /// <see cref="ItemLimits.MaxName"/> characters.
    /// </summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>A category of any level; the ones below it are included.</summary>
    [Id(1)] public CategoryCode? Category { get; init; }

    /// <summary>One supplier's.</summary>
    [Id(2)] public SupplierId? Supplier { get; init; }

    /// <summary>Made in this province or kabupaten/kota.</summary>
    [Id(3)] public RegionCode? Origin { get; init; }

    /// <summary>Kabupaten or kota of delivery: decides prices, freight and what is local; what is not delivered there
    /// is left out.</summary>
    [Id(4)] public RegionCode? DeliverTo { get; init; }

    /// <summary>How much is wanted, above zero; null for the least each item is ordered in.</summary>
    [Id(5)] public Quantity? Quantity { get; init; }

    /// <summary>How local.</summary>
    [Id(6)] public LocalLevel? Level { get; init; }

    /// <summary>The supplier's size.</summary>
    [Id(7)] public BusinessSize? SupplierSize { get; init; }

    /// <summary>Least verified TKDN.</summary>
    [Id(8)] public BasisPoints? LocalContentFrom { get; init; }

    /// <summary>Verified certificates in force, all of them.</summary>
    [Id(9)] public ImmutableArray<ItemCertificateKind> Certificates { get; init; } = [];

    /// <summary>Lowest delivered price per unit.</summary>
    [Id(10)] public Rupiah? PriceFrom { get; init; }

    /// <summary>Highest delivered price per unit.</summary>
    [Id(11)] public Rupiah? PriceTo { get; init; }

    /// <summary>Only what can be ordered in the quantity wanted.</summary>
    [Id(12)] public bool InStock { get; init; }

    /// <summary>Most working days to dispatch.</summary>
    [Id(13)] public int? LeadTimeDays { get; init; }

    /// <summary>Least mean rating of the supplier, in hundredths (100–300).</summary>
    [Id(14)] public int? RatingFrom { get; init; }

    /// <summary>The order.</summary>
    [Id(15)] public ItemSort Sort { get; init; } = ItemSort.Relevance;

    /// <summary>Whether to leave out the counts to narrow down by: a short list beside something else needs
    /// none.</summary>
    [Id(17)] public bool WithoutCounts { get; init; }

    /// <summary>Whether to say why each item stands where it stands.</summary>
    [Id(16)] public bool Explain { get; init; }
}
