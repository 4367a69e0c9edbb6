using System.Buffers.Text;
using System.Text.Json;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Policy;

namespace Marketplace.Search;

/// <summary>
/// Finds, narrows down, orders and pages. Pure: the same index, query and moment give the same answer.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="position">The log position it reflects.</param>
/// <param name="now">The moment prices are those of.</param>
/// <param name="law">The policy of that day: weights and tax rates.</param>
public sealed class ItemSearch(ItemIndex index, long position, DateTimeOffset now, PolicyDay law)
{
    /// <summary>How many hits ahead memory is fetched.</summary>
    private const int Ahead = 8;

    /// <summary>A page of what is found, with the counts to narrow it down by.</summary>
    public Result<ItemResults> Find(ItemQuery query, PageRequest page)
    {
        if (ShapeOf(query, page) is { } malformed) return malformed;
        if (!Place.TryRead(page.Cursor, out var after))
            return CommonRefusals.MalformedCode.With("form", "the next of the page before").On("cursor");
        var pass = new SearchPass(query, page, after, now, law);
        using (var hits = Candidates(query))
        {
            for (var i = 0; i < hits.Count; i++)
            {
                if (i + Ahead < hits.Count) hits.Slots.Prefetch(hits.SlotAt(i + Ahead));
                pass.At(hits.Slots, hits.SlotAt(i), hits.RelevanceAt(i));
            }
        }

        return pass.Results(position);
    }

    private static Refusal? ShapeOf(ItemQuery query, PageRequest page) =>
        Check.Text(query.Text, "text", ItemLimits.MaxName, required: false)
        ?? Check.Range(page.Limit, "limit", 1, PageRequest.MaxLimit)
        ?? (query.Quantity is { } quantity ? Check.Positive(quantity, "quantity") : null)
        ?? (query.DeliverTo is { Value.Length: not 5 }
            ? CommonRefusals.MalformedCode.With("form", "18.71").On("deliverTo")
            : null);

    /// <summary>Where only one place is asked about, the rest is not looked at.</summary>
    private Hits Candidates(ItemQuery query)
    {
        var place = query.Supplier?.Value ?? query.Category?.Value;
        return query.WithoutCounts && string.IsNullOrWhiteSpace(query.Text) && place is not null
            ? index.HitsIn(SearchText.PlaceOf(place))
            : index.Find(query.Text ?? "");
    }
}

/// <summary>Where an item stands in a list: the smaller comes first.</summary>
/// <param name="Number">Counts first.</param>
/// <param name="Text">Then this, upper and lower case alike.</param>
/// <param name="Id">Then the item's id.</param>
internal readonly record struct Place(long Number, string Text, string Id) : IComparable<Place>
{
    private const int MaxCursorLength = 2000;

    /// <summary>Turns the order round.</summary>
    public static readonly IComparer<Place> LastFirst =
        Comparer<Place>.Create(static (one, other) => other.CompareTo(one));

    /// <inheritdoc />
    public int CompareTo(Place other)
    {
        var order = Number.CompareTo(other.Number);
        if (order == 0) order = string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>The cursor that goes on after it.</summary>
    public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Reads a cursor; none is the beginning.</summary>
    /// <returns>False where it is no cursor.</returns>
    public static bool TryRead(string? cursor, out Place? place)
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
