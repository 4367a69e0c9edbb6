namespace Marketplace.Search;

/// <summary>Which filters of a query an item fails: one failing alone still counts for that filter's facet.</summary>
/// <param name="query">What is asked for.</param>
internal sealed class ItemFilters(ItemQuery query)
{
    /// <summary>The filter that has no facet.</summary>
    private const int Supplier = 1;

    private readonly string? _category = query.Category?.Value;
    private readonly string? _origin = query.Origin?.Value;
    private readonly int _certificates =
        query.Certificates.Aggregate(0, static (bits, kind) => bits | (1 << (int)kind));

    /// <summary>The bit of a facet's filter.</summary>
    public static int BitOf(ItemFacet facet) => 1 << (int)facet;

    /// <summary>The filters an item fails, a bit each.</summary>
    public int Failed(ListedItem item, ItemToday today, LocalLevel level, ItemOffer? offer)
    {
        return Bit(ItemFacet.Category, _category is null
                || IsWithin(CodeNumbers.Categories[today.Category], _category))
            | (query.Supplier is null || item.Summary.Supplier == query.Supplier ? 0 : Supplier)
            | Bit(ItemFacet.Origin, _origin is null
                || (today.Origin >= 0 && IsWithin(CodeNumbers.Regions[today.Origin], _origin)))
            | Bit(ItemFacet.DeliverTo, query.DeliverTo is null || offer is not null)
            | Bit(ItemFacet.Level, query.Level is null || level == query.Level)
            | Bit(ItemFacet.SupplierSize, query.SupplierSize is null || today.Size == query.SupplierSize)
            | Bit(ItemFacet.LocalContent, query.LocalContentFrom is not { } content
                || today.LocalContent >= content.Value)
            | Bit(ItemFacet.Certificate, (today.Certificates & _certificates) == _certificates)
            | Bit(ItemFacet.Price, (query.PriceFrom is not { } from || offer?.PerUnit >= from)
                && (query.PriceTo is not { } to || offer?.PerUnit <= to))
            | Bit(ItemFacet.InStock, !query.InStock || IsInStock(today, offer))
            | Bit(ItemFacet.LeadTime, query.LeadTimeDays is not { } days || today.LeadTimeDays <= days)
            | Bit(ItemFacet.Rating, query.RatingFrom is not { } rating || today.Rating >= rating);
    }

    /// <summary>Whether the quantity wanted can be ordered: it has a price and enough in stock.</summary>
    public static bool IsInStock(ItemToday today, ItemOffer? offer) =>
        offer is not null && today.Available >= offer.Quantity;

    private static int Bit(ItemFacet facet, bool fits) => fits ? 0 : BitOf(facet);

    private static bool IsWithin(string code, string wider) =>
        code.StartsWith(wider, StringComparison.Ordinal)
        && (code.Length == wider.Length || code[wider.Length] == '.');
}
