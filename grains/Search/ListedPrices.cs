using System.Collections.Concurrent;
using Marketplace.Catalogue;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// What each kind of item is listed at, kept until one of its prices changes: every line of an order asks, and among a
/// million items a kind has thousands. One writer says what has changed; any number of readers.
/// </summary>
internal sealed class ListedPrices
{
    private readonly ConcurrentDictionary<string, KindPrices> _ofKind = new();

    /// <summary>What a kind is listed at.</summary>
    /// <param name="kind">See <see cref="ItemTraits.Kind"/>.</param>
    /// <param name="offers">Where to, how much and when.</param>
    /// <param name="items">All of that kind, as they are now.</param>
    public KeptPrices Of(string kind, ItemOffers offers, IEnumerable<ListedItem> items) =>
        // Found or put there before the items are looked at: what changes meanwhile throws it out.
        _ofKind.GetOrAdd(kind, static _ => new KindPrices()).Of(offers, items);

    /// <summary>An item was exchanged, and readers find the new one. For the writer.</summary>
    /// <param name="before">What it was; null where it is new.</param>
    /// <param name="after">What it is; null where it is gone.</param>
    public void Changed(ListedItem? before, ListedItem? after)
    {
        // Most of what happens to an item is about its stock.
        if (before is not null && after is not null && ReferenceEquals(before.Traits, after.Traits)
            && before.Summary.Stage == after.Summary.Stage && before.Prices.IsSame(after.Prices)) return;
        foreach (var item in (ListedItem?[])[before, after])
            if (item is not null) _ofKind.TryRemove(item.Traits.Kind, out _);
    }

    /// <summary>
    /// The prices of one kind by place and quantity. What is alike is kept once: of all quantities only those at which
    /// some price changes, of all places only those with a price of their own and the provinces.
    /// </summary>
    private sealed class KindPrices
    {
        /// <summary>Instead of a quantity: of each item the least that can be ordered.</summary>
        private const long Least = -1;

        private readonly ConcurrentDictionary<(long Region, long Quantity), KeptPrices> _kept = new();
        private Steps? _steps;

        public KeptPrices Of(ItemOffers offers, IEnumerable<ListedItem> items)
        {
            var steps = _steps ??= Steps.Of(items);
            var asked = (steps.Place(offers.Region), offers.Thousandths is { } wanted ? steps.Below(wanted) : Least);
            if (_kept.TryGetValue(asked, out var kept) && kept.Holds(offers.Ticks)) return kept;
            return _kept[asked] = KeptPrices.Of(offers, items);
        }
    }

    /// <summary>Where and from which quantity on anything of a kind has another price.</summary>
    private sealed record Steps(HashSet<long> Regions, long[] Quantities)
    {
        public static Steps Of(IEnumerable<ListedItem> items)
        {
            var (regions, quantities) = (new HashSet<long>(), new SortedSet<long>());
            foreach (var item in items) item.Prices.AddSteps(regions, quantities);
            return new Steps(regions, [.. quantities]);
        }

        public long Place(long region) => Regions.Contains(region) ? region : region - (region % 100);

        /// <summary>The last step a quantity reaches; 0 below the first.</summary>
        public long Below(long quantity)
        {
            var at = Array.BinarySearch(Quantities, quantity);
            return at >= 0 ? quantity : ~at == 0 ? 0 : Quantities[~at - 1];
        }
    }
}

/// <summary>The listed prices of everything of a kind that can be bought, somewhere and of some quantity.</summary>
internal sealed class KeptPrices
{
    private readonly long[] _sorted;
    private readonly Dictionary<SupplierId, int> _ofSupplier;
    private readonly long _from;
    private readonly long _until;

    private KeptPrices(long[] sorted, Dictionary<SupplierId, int> ofSupplier, long from, long until) =>
        (_sorted, _ofSupplier, _from, _until) = (sorted, ofSupplier, from, until);

    /// <summary>What is compared with nothing.</summary>
    public static KeptPrices None { get; } = new([], [], long.MinValue, long.MaxValue);

    /// <summary>Works them out.</summary>
    public static KeptPrices Of(ItemOffers offers, IEnumerable<ListedItem> items)
    {
        var (prices, ofSupplier, until) = (new List<long>(), new Dictionary<SupplierId, int>(), long.MaxValue);
        foreach (var item in items)
        {
            // What is frozen cannot be bought: often because of its very price.
            if (item.Summary.Stage != ItemStage.Published) continue;
            until = Math.Min(until, item.Prices.NextChange(offers.Ticks));
            if (offers.UnitPriceOf(item) is not { } price) continue;
            prices.Add(price.Amount);
            ofSupplier[item.Summary.Supplier] = ofSupplier.GetValueOrDefault(item.Summary.Supplier) + 1;
        }

        prices.Sort();
        return new KeptPrices([.. prices], ofSupplier, offers.Ticks, until);
    }

    /// <summary>Whether no price begins or ends between when they were worked out and another moment.</summary>
    public bool Holds(long ticks) => ticks >= _from && ticks < _until;

    /// <summary>How many are not of a supplier.</summary>
    public int OfOthers(SupplierId supplier) => _sorted.Length - _ofSupplier.GetValueOrDefault(supplier);

    /// <summary>All of them, one exchanged.</summary>
    /// <param name="without">A price to leave out once; null for none.</param>
    /// <param name="with">A price to add; null for none.</param>
    public PriceSample Sample(long? without, long? with) => new(_sorted, without, with);
}

/// <summary>Prices in rising order, one of them left out and one added: thousands of them are not copied for
/// it.</summary>
internal readonly struct PriceSample
{
    private readonly long[] _sorted;
    private readonly int _without;
    private readonly long? _added;
    private readonly int _place;

    /// <summary>Exchanges a price among others.</summary>
    /// <param name="sorted">The others, rising.</param>
    /// <param name="without">One that is left out, once, where it is among them.</param>
    /// <param name="added">One that is added.</param>
    public PriceSample(long[] sorted, long? without = null, long? added = null)
    {
        (_sorted, _added) = (sorted, added);
        _without = without is { } gone ? Math.Max(-1, Array.BinarySearch(sorted, gone)) : -1;
        if (added is not { } price) return;
        var at = Array.BinarySearch(sorted, price);
        _place = at < 0 ? ~at : at;
        if (_without >= 0 && _without < _place) _place--;
    }

    /// <summary>How many there are.</summary>
    public int Count => _sorted.Length - (_without >= 0 ? 1 : 0) + (_added is null ? 0 : 1);

    /// <summary>The price of a rank, 0 for the lowest.</summary>
    public long this[int rank]
    {
        get
        {
            if (_added is { } price && rank >= _place)
            {
                if (rank == _place) return price;
                rank--;
            }

            return _sorted[_without >= 0 && rank >= _without ? rank + 1 : rank];
        }
    }
}
