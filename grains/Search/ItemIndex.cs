using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// Every item everyone sees, by the terms of its texts. One writer, any number of readers, no locks: a changed text
/// gets a new slot and leaves the old one empty; what is not text is exchanged in its slot.
/// </summary>
public sealed class ItemIndex
{
    /// <summary>Emptied slots are carried along until they are this many and a third of all.</summary>
    private const int FewEmpty = 1000;

    private const int Exact = 100;
    private const int OtherForm = 95;
    private const int Longer = 70;

    private readonly ConcurrentDictionary<string, Postings> _terms = new();
    private readonly ConcurrentBag<Tally> _tallies = [];
    private readonly Dictionary<ItemId, int> _slotOf = [];
    private ListedItem?[] _slots = new ListedItem?[64];
    private int _count;
    private int _empty;
    private bool _hasNewWords;
    private ImmutableArray<string> _words = [];

    /// <summary>How many items it has.</summary>
    public int Items => _slotOf.Count;

    /// <summary>Whether so much of it is empty that building it anew is worth it.</summary>
    public bool IsWorn => _empty > FewEmpty && _empty > _count / 3;

    /// <summary>The items, in no order. For the writer.</summary>
    public IEnumerable<ListedItem> All => _slotOf.Values.Select(slot => _slots[slot]!);

    /// <summary>Adds an item, or exchanges it.</summary>
    public void Put(ListedItem item)
    {
        var id = item.Summary.Id;
        if (_slotOf.TryGetValue(id, out var slot))
        {
            if (_slots[slot]!.Texts == item.Texts)
            {
                Volatile.Write(ref _slots[slot], item);
                return;
            }

            Remove(id);
        }

        if (_count == _slots.Length)
        {
            var larger = new ListedItem?[_count * 2];
            Array.Copy(_slots, larger, _count);
            Volatile.Write(ref _slots, larger);
        }

        slot = _count;
        _slots[slot] = item;
        _slotOf[id] = slot;
        // Readers pass over slots they do not know of yet, so the count comes last.
        foreach (var (term, weight) in item.Texts.Terms()) PostingsOf(term).Append(slot, weight);
        Volatile.Write(ref _count, slot + 1);
    }

    /// <summary>Takes an item out; nothing happens where it is not in.</summary>
    public void Remove(ItemId id)
    {
        if (!_slotOf.Remove(id, out var slot)) return;
        Volatile.Write(ref _slots[slot], null);
        _empty++;
    }

    /// <summary>To be called after changes: lets readers complete and mend words they had not seen.</summary>
    public void Settle()
    {
        if (!_hasNewWords) return;
        _hasNewWords = false;
        ImmutableInterlocked.InterlockedExchange(
            ref _words, [.. _terms.Keys.Where(static term => char.IsLetter(term[0])).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The items that match most parts of a text, all of them where any item does, each with how well, 1–1000.
    /// </summary>
    /// <param name="text">What someone looks for.</param>
    /// <param name="wanted">Which items come into question.</param>
    public List<Hit> Find(string text, Predicate<ListedItem> wanted)
    {
        var count = Volatile.Read(ref _count);
        var slots = Volatile.Read(ref _slots);
        var parts = SearchText.PartsOf(text).Select(part => Meant(part, count)).ToList();
        // A code is looked for whole, and then nothing else is meant.
        if (_terms.TryGetValue(SearchText.CodeOf(text), out var coded))
            parts = [new MeantPart(new Dictionary<Postings, int> { [coded] = 100 }, 1000)];
        if (!_tallies.TryTake(out var tally)) tally = new Tally();
        tally.Begin(count);
        foreach (var part in parts) tally.Add(part.Terms, part.Rarity, count);
        var all = parts.Sum(static part => part.Rarity);
        var hits = new List<Hit>();
        var most = 0;
        foreach (var (slot, score, matched) in tally.All())
        {
            if (matched < most || Volatile.Read(ref slots[slot]) is not { } item || !wanted(item)) continue;
            if (matched > most)
            {
                most = matched;
                hits.Clear();
            }

            // Of two that match alike, the one whose name says little else is the nearer.
            var rest = Math.Max(0, item.NameWords - matched);
            hits.Add(new Hit(item, (int)(score * 1000L / all) * (100 - (10 * rest / (rest + 3))) / 100));
        }

        _tallies.Add(tally);
        return hits;
    }

    private Postings PostingsOf(string term)
    {
        if (_terms.TryGetValue(term, out var known)) return known;
        _hasNewWords = true;
        return _terms[term] = new Postings();
    }

    /// <summary>The terms that may be meant by a part, and how much it tells: what is rare tells more.</summary>
    private MeantPart Meant(SearchedPart part, int count)
    {
        var terms = new Dictionary<Postings, int>(ReferenceEqualityComparer.Instance);
        if (part.Word is { } word)
        {
            Mean(terms, word, Exact);
            if (part.IsLast) foreach (var longer in WordMatch.StartingWith(_words, word)) Mean(terms, longer, Longer);
        }

        foreach (var term in part.Terms) Mean(terms, term, part.Word is null ? Exact : OtherForm);
        if (terms.Count == 0 && part.Word is { } unknown)
            foreach (var (near, likeness) in WordMatch.Like(_words, unknown)) Mean(terms, near, likeness);
        var found = terms.Count == 0 ? 0 : terms.Keys.Max(static postings => postings.Count);
        return new MeantPart(terms, 100 + (int)(1000 * Math.Log(1 + ((count - found + 0.5) / (found + 0.5)))));
    }

    private void Mean(Dictionary<Postings, int> terms, string term, int likeness)
    {
        if (!_terms.TryGetValue(term, out var postings)) return;
        if (!terms.TryGetValue(postings, out var known) || known < likeness) terms[postings] = likeness;
    }

    private sealed record MeantPart(Dictionary<Postings, int> Terms, int Rarity);
}

/// <summary>An item that was found.</summary>
/// <param name="Item">The item.</param>
/// <param name="Relevance">How well it matches, 1–1000.</param>
public readonly record struct Hit(ListedItem Item, int Relevance);
