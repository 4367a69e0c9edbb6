namespace Marketplace.Search;

/// <summary>Which filters of a query an item fails: one failing alone still counts for that filter's facet.</summary>
internal sealed class ItemFilters
{
    /// <summary>The filter that has no facet.</summary>
    private const int Supplier = 1;

    private readonly ItemQuery _query;
    private readonly bool _isAny;
    private readonly bool[]? _categories;
    private readonly bool[]? _origins;
    private readonly int _certificates;
    private readonly long _priceFrom;
    private readonly long _priceTo;

    /// <summary>Those of a query.</summary>
    public ItemFilters(ItemQuery query)
    {
        _query = query;
        _categories = Within(CodeNumbers.Categories, query.Category?.Value);
        _origins = Within(CodeNumbers.Regions, query.Origin?.Value);
        _certificates = query.Certificates.Aggregate(0, static (bits, kind) => bits | (1 << (int)kind));
        (_priceFrom, _priceTo) = (query.PriceFrom?.Amount ?? 0, query.PriceTo?.Amount ?? long.MaxValue);
        _isAny = query.Category is not null || query.Supplier is not null || query.Origin is not null
            || query.DeliverTo is not null || query.Level is not null || query.SupplierSize is not null
            || query.LocalContentFrom is not null || _certificates != 0 || query.PriceFrom is not null
            || query.PriceTo is not null || query.InStock || query.LeadTimeDays is not null
            || query.RatingFrom is not null;
    }

    /// <summary>The bit of a facet's filter.</summary>
    public static int BitOf(ItemFacet facet) => 1 << (int)facet;

    /// <summary>The filters an item fails, a bit each.</summary>
    /// <param name="slots">Where the item is.</param>
    /// <param name="slot">In which slot.</param>
    /// <param name="today">What it comes to.</param>
    /// <param name="level">How local it is.</param>
    /// <param name="perUnit">What it costs there; <see cref="ItemOffers.NoPrice"/> without a price.</param>
    /// <param name="isInStock">Whether the quantity wanted can be ordered.</param>
    public int Failed(
        IndexSlots slots, int slot, in ItemToday today, LocalLevel level, long perUnit, bool isInStock)
    {
        if (!_isAny) return 0;
        var query = _query;
        return Bit(ItemFacet.Category, _categories is null || Has(_categories, today.Category))
            | (query.Supplier is null || slots.ItemAt(slot)?.Summary.Supplier == query.Supplier ? 0 : Supplier)
            | Bit(ItemFacet.Origin, _origins is null || Has(_origins, today.Origin))
            | Bit(ItemFacet.DeliverTo, query.DeliverTo is null || perUnit >= 0)
            | Bit(ItemFacet.Level, query.Level is null || level == query.Level)
            | Bit(ItemFacet.SupplierSize, query.SupplierSize is not { } size || today.Size == (byte)size)
            | Bit(ItemFacet.LocalContent, query.LocalContentFrom is not { } content
                || today.LocalContent >= content.Value)
            | Bit(ItemFacet.Certificate, (today.Certificates & _certificates) == _certificates)
            | Bit(ItemFacet.Price, (query.PriceFrom is null && query.PriceTo is null)
                || (perUnit >= 0 && perUnit >= _priceFrom && perUnit <= _priceTo))
            | Bit(ItemFacet.InStock, !query.InStock || isInStock)
            | Bit(ItemFacet.LeadTime, query.LeadTimeDays is not { } days || today.LeadTimeDays <= days)
            | Bit(ItemFacet.Rating, query.RatingFrom is not { } rating || today.Rating >= rating);
    }

    private static int Bit(ItemFacet facet, bool fits) => fits ? 0 : BitOf(facet);

    /// <summary>Which numbers are those of a code or of one within it; null where none is asked for. A code that
    /// becomes known while the search runs is not among them.</summary>
    private static bool[]? Within(CodeNumbers codes, string? wider) => wider is null
        ? null
        : [.. Enumerable.Range(0, codes.Count).Select(number => IsWithin(codes[number], wider))];

    private static bool Has(bool[] numbers, int number) => (uint)number < (uint)numbers.Length && numbers[number];

    private static bool IsWithin(string code, string wider) =>
        code.StartsWith(wider, StringComparison.Ordinal)
        && (code.Length == wider.Length || code[wider.Length] == '.');
}
