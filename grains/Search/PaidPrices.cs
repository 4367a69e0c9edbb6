using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// What was paid per unit for each kind of item, as long as anyone asks for it. One writer, any number of readers.
/// </summary>
public sealed class PaidPrices
{
    private readonly ConcurrentDictionary<string, ImmutableArray<PaidPrice>> _ofKind = [];

    /// <summary>Those of a kind, in the order they were paid in.</summary>
    public ImmutableArray<PaidPrice> Of(string kind) => _ofKind.GetValueOrDefault(kind, []);

    /// <summary>Everything, for a file.</summary>
    internal ImmutableDictionary<string, ImmutableArray<PaidPrice>> All => _ofKind.ToImmutableDictionary();

    /// <summary>Adds one, and forgets those of its kind that are older than any period asked about.</summary>
    public void Add(string kind, PaidPrice paid)
    {
        var first = paid.Date.AddDays(-CatalogueItem.PriceMemoryDays);
        _ofKind[kind] = [.. Of(kind).Where(one => one.Date >= first), paid];
    }

    /// <summary>Those a file kept.</summary>
    internal static PaidPrices From(ImmutableDictionary<string, ImmutableArray<PaidPrice>> saved)
    {
        var paid = new PaidPrices();
        foreach (var (kind, prices) in saved) paid._ofKind[kind] = prices;
        return paid;
    }
}

/// <summary>A price that was paid.</summary>
/// <param name="Supplier">To whom.</param>
/// <param name="UnitPrice">Per unit, before tax and freight.</param>
/// <param name="Date">WIB date of the last payment.</param>
[GenerateSerializer, Immutable, Alias("saved-paid-price")]
public readonly record struct PaidPrice(
    [property: Id(0)] SupplierId Supplier, [property: Id(1)] Rupiah UnitPrice, [property: Id(2)] DateOnly Date);
