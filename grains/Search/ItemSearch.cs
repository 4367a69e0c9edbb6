using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Regions;

namespace Marketplace.Search;

/// <summary>Pages of what a search finds, in the order asked for.</summary>
public static class ItemSearch
{
    private const int MaxCursorLength = 1000;

    /// <summary>One page. Refused when limit or cursor are not of their form.</summary>
    /// <param name="index">The items.</param>
    /// <param name="filter">What is looked for; its text is not empty.</param>
    /// <param name="page">Which part.</param>
    /// <param name="position">The log position the index reflects.</param>
    /// <param name="day">Today in WIB: items that match alike take turns from day to day.</param>
    public static Result<Page<ItemSummary>> Page(
        ItemIndex index, ItemFilter filter, PageRequest page, long position, DateOnly day)
    {
        if (Check.Range(page.Limit, "limit", 1, PageRequest.MaxLimit) is { } refusal) return refusal;
        if (!TryRead(page.Cursor, out var after))
            return CommonRefusals.MalformedCode.With("form", "the next of the page before").On("cursor");
        // The first of them, one more than shown: the last in the queue is the worst kept.
        var kept = new PriorityQueue<(Place Place, ItemSummary Item), Place>(page.Limit + 2, Place.LastFirst);
        foreach (var hit in index.Find(filter.Text!, item => IsWanted(item.Summary, filter)))
        {
            var place = Place.Of(hit, filter.Sort, day);
            if (after is not null && place.CompareTo(after) <= 0) continue;
            kept.Enqueue((place, hit.Item.Summary), place);
            if (kept.Count > page.Limit + 1) kept.Dequeue();
        }

        var isMore = kept.Count > page.Limit;
        if (isMore) kept.Dequeue();
        var found = kept.UnorderedItems.Select(static one => one.Element).OrderBy(static one => one.Place).ToList();
        return new Page<ItemSummary>(
            [.. found.Select(static one => one.Item)], isMore ? Write(found[^1].Place) : null, position);
    }

    private static bool IsWanted(ItemSummary item, ItemFilter filter) =>
        (filter.Category is not { } category || IsWithin(item.Category.Value, category.Value))
        && (filter.Supplier is null || item.Supplier == filter.Supplier)
        && (filter.Origin is not { } area || (item.Origin is { } origin && RegionTable.IsWithin(origin, area)))
        && (filter.OriginKind is null || item.OriginKind == filter.OriginKind)
        && (filter.PriceFrom is not { } from || item.PriceFrom >= from)
        && (filter.PriceTo is not { } to || item.PriceFrom <= to);

    private static bool IsWithin(string category, string wider) =>
        category.StartsWith(wider, StringComparison.Ordinal)
        && (category.Length == wider.Length || category[wider.Length] == '.');

    private static string Write(Place place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    private static bool TryRead(string? cursor, out Place? place)
    {
        place = null;
        if (cursor is null) return true;
        if (cursor.Length > MaxCursorLength || !Base64Url.IsValid(cursor)) return false;
        try
        {
            place = JsonSerializer.Deserialize<Place>(Base64Url.DecodeFromChars(cursor));
            return place is { Text: not null, Id: not null };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>Where an item stands in a list: the smaller comes first.</summary>
/// <param name="Number">Counts first.</param>
/// <param name="Text">Then this, ordinally.</param>
/// <param name="Id">Then the item's id.</param>
internal sealed record Place(long Number, string Text, string Id) : IComparable<Place>
{
    /// <summary>Turns the order round.</summary>
    public static readonly IComparer<Place> LastFirst =
        Comparer<Place>.Create(static (one, other) => other.CompareTo(one));

    /// <summary>The place of what was found.</summary>
    public static Place Of(Hit hit, ItemSort sort, DateOnly day)
    {
        var item = hit.Item.Summary;
        return sort switch
        {
            ItemSort.Name => new Place(0, item.Name.ToLowerInvariant(), item.Id.Value),
            ItemSort.Price => new Place(item.PriceFrom?.Amount ?? 0, "", item.Id.Value),
            ItemSort.Newest => new Place(-(item.PublishedAt?.ToUnixTimeMilliseconds() ?? 0), "", item.Id.Value),
            _ => new Place(-hit.Relevance, TurnOf(item.Supplier.Value, day), item.Id.Value),
        };
    }

    /// <inheritdoc />
    public int CompareTo(Place? other)
    {
        if (other is null) return 1;
        var order = Number.CompareTo(other.Number);
        if (order == 0) order = string.CompareOrdinal(Text, other.Text);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>The turn of a supplier among equals, another one each day (FNV-1a, 32 bits): the same on every
    /// silo.</summary>
    private static string TurnOf(string supplier, DateOnly day)
    {
        var turn = 2166136261u;
        foreach (var letter in Encoding.ASCII.GetBytes(supplier)) turn = (turn ^ letter) * 16777619u;
        turn = (turn ^ (uint)day.DayNumber) * 16777619u;
        return $"{turn ^ (turn >> 15):x8}";
    }
}
