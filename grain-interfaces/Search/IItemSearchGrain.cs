using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>Finds items for shoppers, from the index of the silo that answers. Keeps nothing.</summary>
[Alias("item-search")]
public interface IItemSearchGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The items a shopper looks for, in the published order, with the counts to narrow them down by. Public.
    /// Refused with <c>index-building</c> while the silo has just started.
    /// </summary>
    [Alias("find")]
    Task<Result<ItemResults>> Find(ItemQuery query, PageRequest page);

    /// <summary>
    /// Where an item's price lies among those of its kind, listed for the same place and quantity and paid. Public; of
    /// an item nobody sees there is nothing to say.
    /// </summary>
    [Alias("price-fairness")]
    Task<Result<PriceFairness>> PriceFairness(ItemId item, RegionCode? deliverTo, Quantity? quantity);

    /// <summary>
    /// Listings everyone sees that should be looked at again, the newest first. Catalogue managers and auditors.
    /// </summary>
    [Alias("doubtful")]
    Task<Result<DoubtfulItems>> Doubtful(Caller caller, ItemDoubt? doubt, PageRequest page);

    /// <summary>What is doubtful about one item; no doubts where nothing is. Whoever may see
    /// <see cref="Doubtful"/>.</summary>
    [Alias("doubts-of")]
    Task<Result<ImmutableArray<DoubtfulItem>>> DoubtsOf(Caller caller, ItemId item);

    /// <summary>How what someone is writing may go on, the most frequent first; at most
    /// <see cref="ItemQuery.MaxSuggestions"/>. Public.</summary>
    [Alias("suggest")]
    Task<Result<SearchSuggestions>> Suggest(string text);
}

/// <summary>How a text may go on.</summary>
/// <param name="Texts">Whole texts to look for, the most frequent first.</param>
[GenerateSerializer, Immutable, Alias("search-suggestions")]
public sealed record SearchSuggestions([property: Id(0)] ImmutableArray<string> Texts);

/// <summary>What was found.</summary>
/// <param name="Page">The items of this page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Facets">How many there would be with another value of one filter, all others as
/// asked.</param>
/// <param name="Weights">The policy rows the order follows, <c>key@validFrom</c>; only when explained.</param>
[GenerateSerializer, Immutable, Alias("item-results")]
public sealed record ItemResults(
    [property: Id(0)] Page<FoundItem> Page,
    [property: Id(1)] int Total,
    [property: Id(2)] ImmutableArray<FacetCount> Facets,
    [property: Id(3)] ImmutableArray<string> Weights);

/// <summary>An item that was found.</summary>
/// <param name="Item">What a list shows of it.</param>
/// <param name="SupplierName">Registered name of who sells it.</param>
/// <param name="Level">How local it is, seen from where it is to be delivered.</param>
/// <param name="Offer">What it costs there; null where it has no price.</param>
/// <param name="Score">Why it stands where it stands; only when explained.</param>
[GenerateSerializer, Immutable, Alias("found-item")]
public sealed record FoundItem(
    [property: Id(0)] ItemSummary Item,
    [property: Id(1)] string SupplierName,
    [property: Id(2)] LocalLevel Level,
    [property: Id(3)] ItemOffer? Offer,
    [property: Id(4)] ItemScore? Score);

/// <summary>What a quantity of an item costs, delivered.</summary>
/// <param name="Quantity">The quantity asked for, or the least that can be ordered.</param>
/// <param name="UnitPrice">Price per unit before tax (DPP).</param>
/// <param name="Freight">Delivery of all of it, before tax.</param>
/// <param name="Ppn">Value-added tax on goods and freight; none of a seller that does not charge it.</param>
/// <param name="Total">Goods, freight and PPN.</param>
/// <param name="PerUnit">The total per unit, rounded half up: what lists are sorted and filtered by.</param>
[GenerateSerializer, Immutable, Alias("item-offer")]
public sealed record ItemOffer(
    [property: Id(0)] Quantity Quantity,
    [property: Id(1)] Rupiah UnitPrice,
    [property: Id(2)] Rupiah Freight,
    [property: Id(3)] Rupiah Ppn,
    [property: Id(4)] Rupiah Total,
    [property: Id(5)] Rupiah PerUnit);

/// <summary>
/// What an item's place is made of, in points of the <c>search.weight-…</c> policy rows. Equal totals take turns by
/// supplier from day to day.
/// </summary>
/// <param name="Relevance">How well it matches the text; 0 without one.</param>
/// <param name="Local">How local it is, on evidence.</param>
/// <param name="Size">For micro and small businesses and cooperatives.</param>
/// <param name="Evidence">Verified TKDN and certificates.</param>
/// <param name="Performance">How buyers rated the supplier; half of it while nobody has.</param>
[GenerateSerializer, Immutable, Alias("item-score")]
public readonly record struct ItemScore(
    [property: Id(0)] int Relevance,
    [property: Id(1)] int Local,
    [property: Id(2)] int Size,
    [property: Id(3)] int Evidence,
    [property: Id(4)] int Performance)
{
    /// <summary>What counts: all of it together.</summary>
    public int Total => Relevance + Local + Size + Evidence + Performance;
}

/// <summary>How local an item is, on verified evidence of its origin.</summary>
public enum LocalLevel
{
    /// <summary>Made in the kabupaten or kota it is to be delivered to.</summary>
    SameRegency = 1,

    /// <summary>Made in Lampung.</summary>
    Lampung = 2,

    /// <summary>Made elsewhere at home.</summary>
    Domestic = 3,

    /// <summary>Said to be made at home, which nobody has verified.</summary>
    Unproven = 4,

    /// <summary>Made abroad.</summary>
    Import = 5,
}

/// <summary>How many items a value of a filter would leave.</summary>
/// <param name="Facet">The filter.</param>
/// <param name="Value">The value, as the filter takes it.</param>
/// <param name="Count">How many items.</param>
[GenerateSerializer, Immutable, Alias("facet-count")]
public sealed record FacetCount(
    [property: Id(0)] ItemFacet Facet, [property: Id(1)] string Value, [property: Id(2)] int Count);

/// <summary>What results can be narrowed down by, with counts.</summary>
public enum ItemFacet
{
    /// <summary>Category of any of the three levels.</summary>
    Category = 1,

    /// <summary>Where it is made: province, kabupaten or kota.</summary>
    Origin = 2,

    /// <summary>Kabupaten or kota of Lampung it is delivered to.</summary>
    DeliverTo = 3,

    /// <summary>How local.</summary>
    Level = 4,

    /// <summary>The supplier's size.</summary>
    SupplierSize = 5,

    /// <summary>At least so much verified TKDN, in basis points.</summary>
    LocalContent = 6,

    /// <summary>A verified certificate in force.</summary>
    Certificate = 7,

    /// <summary>From a delivered price per unit up to below another, <c>100000-1000000</c>; the last is open.</summary>
    Price = 8,

    /// <summary>Enough in stock.</summary>
    InStock = 9,

    /// <summary>Dispatched within so many working days.</summary>
    LeadTime = 10,

    /// <summary>Suppliers rated so well at least, in hundredths.</summary>
    Rating = 11,
}
