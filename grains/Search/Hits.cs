using System.Buffers;

namespace Marketplace.Search;

/// <summary>The slots a text was found in, each with how well it matches, 1–1000; 0 where there is no text.</summary>
internal sealed class Hits : IDisposable
{
    private int[]? _slots;
    private int[]? _relevance;

    private Hits(IndexSlots slots) => Slots = slots;

    /// <summary>Where the items are.</summary>
    public IndexSlots Slots { get; }

    /// <summary>How many there are; some of them may have become empty.</summary>
    public int Count { get; private set; }

    /// <summary>The first slots, all of them.</summary>
    public static Hits All(IndexSlots slots, int count) => new(slots) { Count = count };

    /// <summary>Room for some.</summary>
    public static Hits Upto(IndexSlots slots, int count) => new(slots)
    {
        _slots = ArrayPool<int>.Shared.Rent(count),
        _relevance = ArrayPool<int>.Shared.Rent(count),
    };

    /// <summary>Everything with a term.</summary>
    /// <param name="slots">Where the items are.</param>
    /// <param name="postings">Those of the term.</param>
    /// <param name="count">Slots from here on are newer than the search.</param>
    public static Hits Of(IndexSlots slots, Postings postings, int count)
    {
        var (found, at) = (postings.Count, postings.Slots);
        var hits = Upto(slots, found);
        for (var i = 0; i < found && at[i] < count; i++) hits.Add(at[i], relevance: 0);
        return hits;
    }

    /// <summary>Adds one.</summary>
    public void Add(int slot, int relevance) => (_slots![Count], _relevance![Count++]) = (slot, relevance);

    /// <summary>One of them.</summary>
    public int SlotAt(int number) => _slots is null ? number : _slots[number];

    /// <summary>How well it matches.</summary>
    public int RelevanceAt(int number) => _relevance is null ? 0 : _relevance[number];

    /// <inheritdoc />
    public void Dispose()
    {
        if (_slots is not null) ArrayPool<int>.Shared.Return(_slots);
        if (_relevance is not null) ArrayPool<int>.Shared.Return(_relevance);
        (_slots, _relevance, Count) = (null, null, 0);
    }
}
