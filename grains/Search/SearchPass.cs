using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Policy;

namespace Marketplace.Search;

/// <summary>One search under way: looks at one hit after the other and keeps the first of them, with the
/// counts.</summary>
internal sealed class SearchPass
{
    private readonly ItemQuery _query;
    private readonly int _limit;
    private readonly Place? _after;
    private readonly SearchDay _day;
    private readonly ItemOffers _offers;
    private readonly ItemFilters _filters;
    private readonly FacetCounts? _facets;
    private readonly int _there;

    /// <summary>One more than shown; the last in the queue is the worst kept.</summary>
    private readonly PriorityQueue<(Place Place, ListedItem Item, LocalLevel Level, int Relevance), Place> _kept;

    private int _total;

    /// <summary>Begins.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="page">How many.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="law">The policy of that day.</param>
    public SearchPass(ItemQuery query, PageRequest page, Place? after, DateTimeOffset now, PolicyDay law)
    {
        (_query, _limit, _after, _day) = (query, page.Limit, after, new SearchDay(now, law));
        _offers = new ItemOffers(query.DeliverTo, query.Quantity, now, law);
        _filters = new ItemFilters(query);
        _facets = query.WithoutCounts ? null : new FacetCounts();
        _there = query.DeliverTo is null ? 0 : (int)PackedPrices.NumberOf(query.DeliverTo);
        _kept = new(page.Limit + 2, Place.LastFirst);
    }

    /// <summary>Looks at a hit; at nothing where its slot has become empty.</summary>
    public void At(IndexSlots slots, int slot, int relevance)
    {
        if (!slots.TryToday(slot, _day, out var today)) return;
        var level = today.Regency == _there ? LocalLevel.SameRegency : today.Level;
        var perUnit = _offers.PerUnitOf(slots, slot, in today);
        var isInStock = perUnit >= 0 && _offers.IsInStock(in today);
        var failed = _filters.Failed(slots, slot, in today, level, perUnit, isInStock);
        _facets?.Add(in today, level, perUnit, isInStock, failed);
        if (failed != 0) return;
        _total++;
        var number = _query.Sort switch
        {
            ItemSort.Name => 0,
            ItemSort.Price => perUnit >= 0 ? perUnit : long.MaxValue,
            ItemSort.Newest => -(slots.ItemAt(slot)?.Summary.PublishedAt?.ToUnixTimeMilliseconds() ?? 0),
            // Equals take turns by supplier.
            _ => ((long)-_day.Weights.PointsOf(relevance, in today, level) << 32) | today.Turn,
        };
        if (_kept.Count > _limit && number > _kept.Peek().Place.Number) return;
        if (slots.ItemAt(slot) is { } item) Keep(item, level, relevance, number);
    }

    private void Keep(ListedItem item, LocalLevel level, int relevance, long number)
    {
        var place = new Place(number, _query.Sort == ItemSort.Name ? item.Summary.Name : "", item.Summary.Id.Value);
        if (_after is { } last && place.CompareTo(last) <= 0) return;
        if (_kept.Count > _limit && place.CompareTo(_kept.Peek().Place) >= 0) return;
        _kept.Enqueue((place, item, level, relevance), place);
        if (_kept.Count > _limit + 1) _kept.Dequeue();
    }

    /// <summary>What was found.</summary>
    /// <param name="position">The log position it reflects.</param>
    public ItemResults Results(long position)
    {
        var isMore = _kept.Count > _limit;
        if (isMore) _kept.Dequeue();
        var found = _kept.UnorderedItems.Select(static one => one.Element).OrderBy(static one => one.Place).ToList();
        return new ItemResults(
            new Page<FoundItem>(
                [.. found.Select(one => Shown(one.Item, one.Level, one.Relevance))],
                isMore ? found[^1].Place.Write() : null, position),
            _total, _facets?.All() ?? [], _query.Explain ? _day.Weights.Rows : []);
    }

    private FoundItem Shown(ListedItem item, LocalLevel level, int relevance) => new(
        item.Summary, item.Seller.Name, level, _offers.Of(item),
        _query.Explain ? _day.Weights.Score(relevance, item.Seller, new ItemToday(item, _day), level) : null);
}
