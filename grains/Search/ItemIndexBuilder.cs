using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// Folds the log into the index: the state of every item, hidden ones too, of its seller and of what orders hold. One
/// writer.
/// </summary>
public sealed class ItemIndexBuilder
{
    /// <summary>The events it reads.</summary>
    public static readonly IReadOnlyCollection<string> Types = EventTypes.NamesOf(
        typeof(CategoryDefined), typeof(ItemDrafted), typeof(ItemEdited), typeof(ItemSubmitted),
        typeof(ItemReviewReopened), typeof(ItemReviewStarted), typeof(ItemPublished), typeof(ItemRejected),
        typeof(ItemFrozen), typeof(ItemUnfrozen), typeof(ItemDelisted), typeof(ItemArchived),
        typeof(ItemEvidenceVerified), typeof(ItemDoubtsCleared), typeof(ItemPricesSet), typeof(StockReceived),
        typeof(StockCorrected), typeof(StockHeld), typeof(StockPosted), typeof(StockVoided), typeof(StockReturned),
        typeof(SupplierRegistered), typeof(SupplierProfileChanged), typeof(SupplierRated), typeof(OrderPaid));

    private readonly Dictionary<CategoryCode, string> _categories = [];
    private readonly Dictionary<CategoryCode, ImmutableArray<string>> _paths = [];
    private readonly Dictionary<SupplierId, SellerFacts> _sellers = [];
    private readonly Dictionary<SupplierId, List<string>> _sold = [];
    private readonly Dictionary<string, ListedItem> _items = [];
    private readonly Dictionary<(string Item, OrderId Order), Quantity> _holds = [];
    private readonly HashSet<string> _changed = [];
    private readonly HashSet<string> _renamed = [];
    private readonly Dictionary<string, byte> _terms = [];
    private ItemIndex _index = new();
    private byte[] _hash = [];

    /// <summary>Begins with nothing.</summary>
    public ItemIndexBuilder()
    {
    }

    /// <summary>Goes on where a file ends.</summary>
    internal ItemIndexBuilder(SavedIndex saved)
    {
        (Position, _hash) = (saved.Position, saved.Hash);
        foreach (var (code, name) in saved.Parts.Categories) _categories[code] = name;
        foreach (var (id, facts) in saved.Parts.Sellers) _sellers[id] = facts;
        foreach (var hold in saved.Parts.Holds) _holds[(hold.Item, hold.Order)] = hold.Quantity;
        foreach (var item in saved.Parts.Items)
        {
            _items[item.Summary.Id.Value] = item;
            SoldBy(item.Summary.Supplier).Add(item.Summary.Id.Value);
        }

        _index = ItemIndex.Of(saved.Slots, saved.Terms, PaidPrices.From(saved.Parts.Paid));
    }

    /// <summary>The log position of the last event taken in; 0 before the first.</summary>
    public long Position { get; private set; }

    /// <summary>The index as it is now. For readers.</summary>
    public ItemIndex Index => Volatile.Read(ref _index);

    /// <summary>Takes in an event, once however often it comes: a round that failed halfway is read again. Readers see
    /// it after <see cref="Settle"/>.</summary>
    public void Apply(StoredEvent stored)
    {
        if (stored.Position <= Position) return;
        (Position, _hash) = (stored.Position, stored.Hash);
        switch (stored.Event)
        {
            case CategoryDefined defined:
                Define(defined);
                break;
            case SupplierRegistered registered:
                Know(registered.Id, facts => facts.With(registered.Profile, registered.Size));
                break;
            case SupplierProfileChanged changed:
                Know(SupplierId.Wrap(stored.Key), facts => facts.With(changed.Profile, changed.Size));
                break;
            case SupplierRated rated:
                Know(rated.Supplier, facts => facts with
                {
                    RatingSum = facts.RatingSum + rated.Score,
                    Ratings = facts.Ratings + 1,
                });
                break;
            case OrderPaid { Lines: { } lines } paid:
                foreach (var line in lines) Remember(line, paid.Date);
                break;
            case CatalogueItemEvent happened:
                Take(stored.Key, happened, stored.Cause.OccurredAt);
                break;
        }
    }

    /// <summary>Shows readers what has changed.</summary>
    /// <param name="isLevel">Whether nothing more is known to follow: words half written or written wrong are only
    /// mended then.</param>
    /// <returns>The keys of the items that have.</returns>
    public IReadOnlyCollection<string> Settle(bool isLevel = true)
    {
        if (_changed.Count == 0 && !isLevel) return [];
        string[] changed = [.. _changed];
        foreach (var key in _changed) Show(_items[key], isRenamed: _renamed.Contains(key));
        if (isLevel) _index.Settle();
        _changed.Clear();
        _renamed.Clear();
        if (_index.IsWorn) Renew();
        return changed;
    }

    /// <summary>Puts the index in order; see <see cref="ItemIndex.Renewed"/>.</summary>
    public void Renew() => Volatile.Write(ref _index, _index.Renewed());

    /// <summary>What a file keeps, after <see cref="Settle"/>: quickly taken, and what comes later does not change
    /// it.</summary>
    internal SavedIndex Capture()
    {
        var (slots, terms) = _index.Capture();
        return new SavedIndex(
            Position, _hash,
            new SavedParts(
                _categories.ToImmutableDictionary(), _sellers.ToImmutableDictionary(),
                [.. _holds.Select(static one => new SavedHold(one.Key.Item, one.Key.Order, one.Value))],
                [.. _items.Values], _index.Paid.All),
            slots, terms);
    }

    /// <summary>What was paid for an item, as what it is now: afterwards it may become something else.</summary>
    private void Remember(PaidLine line, DateOnly date)
    {
        if (!_items.TryGetValue(line.Item.Value, out var item)) return;
        _index.Paid.Add(
            item.Traits.PaidKind(line.Item), new PaidPrice(item.Summary.Supplier, line.UnitPrice, date));
    }

    private void Define(CategoryDefined defined)
    {
        _paths.Clear();
        _categories[defined.Code] = $"{defined.Template.Name} {defined.Template.NameEn}";
        // Seldom: what lies in it is found by its new name.
        foreach (var (key, item) in _items)
        {
            if (!PathOf(item.Summary.Category).Contains(defined.Code)) continue;
            _changed.Add(key);
            _renamed.Add(key);
        }
    }

    private void Know(SupplierId supplier, Func<SellerFacts, SellerFacts> learn)
    {
        var before = _sellers.GetValueOrDefault(supplier, SellerFacts.Unknown);
        var after = _sellers[supplier] = learn(before);
        var isRenamed = (after.Name, after.TradeName, after.Nib) != (before.Name, before.TradeName, before.Nib);
        foreach (var key in SoldBy(supplier))
        {
            _items[key] = _items[key] with { Seller = after };
            _changed.Add(key);
            if (isRenamed) _renamed.Add(key);
        }
    }

    private List<string> SoldBy(SupplierId supplier)
    {
        if (_sold.TryGetValue(supplier, out var known)) return known;
        return _sold[supplier] = [];
    }

    private void Take(string key, CatalogueItemEvent happened, DateTimeOffset at)
    {
        _changed.Add(key);
        if (happened is ItemDrafted drafted)
        {
            var seller = _sellers.GetValueOrDefault(drafted.Supplier, SellerFacts.Unknown);
            _items[key] = ListedItem.Of(ItemId.Wrap(key), drafted, seller);
            SoldBy(drafted.Supplier).Add(key);
            return;
        }

        var before = _items[key];
        var after = happened switch
        {
            StockHeld held => before with { Held = before.Held + Hold(key, held) },
            StockVoided { Order: var order } => before with { Held = before.Held - Resolve(key, order) },
            StockPosted { Order: var order } =>
                before.When(happened, at) with { Held = before.Held - Resolve(key, order) },
            _ => before.When(happened, at),
        };
        _items[key] = after;
        if (happened is ItemEdited && !(after.Texts.Says(before.Texts)
            && after.Summary.Name == before.Summary.Name && after.Summary.Brand == before.Summary.Brand
            && after.Summary.Category == before.Summary.Category
            && after.Traits.Kind == before.Traits.Kind)) _renamed.Add(key);
    }

    private Quantity Hold(string item, StockHeld held) => _holds[(item, held.Order)] = held.Quantity;

    /// <summary>What the order held; an order that never held anything may be told to let go.</summary>
    private Quantity Resolve(string item, OrderId order) =>
        _holds.Remove((item, order), out var held) ? held : Quantity.Zero;

    private void Show(ListedItem item, bool isRenamed)
    {
        if (!item.IsVisible) _index.Remove(item.Summary.Id);
        else if (isRenamed || !_index.Exchange(item))
        {
            // Used again: a province has sixty thousand.
            _terms.Clear();
            item.Texts.Terms(
                item.Summary, NamesOf(item.Summary.Category), item.Seller, item.Traits.Kind, _terms);
            _index.Put(item, _terms);
        }
    }

    private ImmutableArray<string> NamesOf(CategoryCode category)
    {
        if (_paths.TryGetValue(category, out var known)) return known;
        return _paths[category] = [.. PathOf(category).Select(code => _categories.GetValueOrDefault(code, ""))];
    }

    private static ImmutableArray<CategoryCode> PathOf(CategoryCode code)
    {
        var path = ImmutableArray.CreateBuilder<CategoryCode>();
        for (CategoryCode? at = code; at is { } category; at = Category.ParentOf(category)) path.Add(category);
        return path.DrainToImmutable();
    }
}
