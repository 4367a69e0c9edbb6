using System.Collections.Concurrent;
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

    /// <summary>Fewer letters begin too many words.</summary>
    private const int ShortestBeginning = 2;

    /// <summary>Most words an unfinished one may stand for, the most frequent.</summary>
    private const int MostLonger = 30;

    private const int Exact = 100;
    private const int OtherForm = 95;
    private const int Longer = 70;

    private readonly ConcurrentDictionary<string, Postings> _terms = new();
    private readonly ConcurrentBag<Tally> _tallies = [];
    private readonly Dictionary<ItemId, int> _slotOf = [];
    private readonly ListedPrices _listed = new();
    private IndexSlots _slots = new(64);
    private int _count;
    private int _empty;
    private bool _hasNewWords;
    private SearchWords _words = SearchWords.None;

    /// <summary>What was paid for them.</summary>
    public PaidPrices Paid { get; private init; } = new();

    /// <summary>How many items it has.</summary>
    public int Items => _slotOf.Count;

    /// <summary>Whether so much of it is empty that building it anew is worth it.</summary>
    public bool IsWorn => _empty > FewEmpty && _empty > _count / 3;

    /// <summary>Adds an item, or finds it by other texts from now on.</summary>
    /// <param name="item">The item.</param>
    /// <param name="terms">Its terms with their weights.</param>
    public void Put(ListedItem item, IReadOnlyDictionary<string, byte> terms)
    {
        Remove(item.Summary.Id);
        if (_count == _slots.Room) Volatile.Write(ref _slots, _slots.Larger(_count));
        var slot = _count;
        _slots.Put(slot, item);
        _slotOf[item.Summary.Id] = slot;
        // Readers pass over slots they do not know of yet, so the count comes last.
        foreach (var (term, weight) in terms) PostingsOf(term).Append(slot, weight);
        Volatile.Write(ref _count, slot + 1);
        _listed.Changed(before: null, item);
    }

    /// <summary>Exchanges what is not text of an item.</summary>
    /// <returns>False where the item is not in.</returns>
    public bool Exchange(ListedItem item)
    {
        if (!_slotOf.TryGetValue(item.Summary.Id, out var slot)) return false;
        var before = _slots.ItemAt(slot);
        _slots.Put(slot, item);
        _listed.Changed(before, item);
        return true;
    }

    /// <summary>Takes an item out; nothing happens where it is not in.</summary>
    public void Remove(ItemId id)
    {
        if (!_slotOf.Remove(id, out var slot)) return;
        var before = _slots.ItemAt(slot);
        _slots.Put(slot, null);
        _listed.Changed(before, after: null);
        _empty++;
    }

    /// <summary>
    /// The same without its empty slots, what is alike side by side: then a search finds most of what it looks at near
    /// the rest of it in memory. For the writer.
    /// </summary>
    public ItemIndex Renewed()
    {
        var fresh = new ItemIndex { _slots = new IndexSlots(Items + (Items / 8) + 64), Paid = Paid };
        var moved = new int[_count];
        Array.Fill(moved, -1);
        foreach (var (slot, item) in _slots.First(_count).Index().Where(static one => one.Item is not null)
            .OrderBy(static one => one.Item!.Summary.Category.Value, StringComparer.Ordinal)
            .ThenBy(static one => one.Item!.Summary.Name, StringComparer.Ordinal))
        {
            moved[slot] = fresh._count;
            fresh._slots.Put(fresh._count, item);
            fresh._slotOf[item!.Summary.Id] = fresh._count++;
        }

        foreach (var (term, old) in _terms)
        {
            var kept = old.Moved(moved);
            if (kept.Count > 0) fresh._terms[term] = kept;
        }

        fresh._hasNewWords = true;
        fresh.Settle();
        return fresh;
    }

    /// <summary>What a file keeps of it. For the writer.</summary>
    internal (ListedItem?[] Slots, IReadOnlyList<(string Term, Postings Postings, int Count)> Terms) Capture() =>
        (_slots.First(_count), [.. _terms.Select(static one => (one.Key, one.Value, one.Value.Count))]);

    /// <summary>The index a file kept.</summary>
    internal static ItemIndex Of(
        ListedItem?[] slots, IReadOnlyList<(string Term, Postings Postings, int Count)> terms, PaidPrices paid)
    {
        var index = new ItemIndex
        {
            _slots = new IndexSlots(Math.Max(64, slots.Length)),
            _count = slots.Length,
            _hasNewWords = true,
            Paid = paid,
        };
        for (var slot = 0; slot < slots.Length; slot++)
        {
            index._slots.Put(slot, slots[slot]);
            if (slots[slot] is { } item) index._slotOf[item.Summary.Id] = slot;
            else index._empty++;
        }

        foreach (var (term, postings, _) in terms) index._terms[term] = postings;
        index.Settle();
        return index;
    }

    /// <summary>To be called after changes: lets readers complete and mend words they had not seen.</summary>
    public void Settle()
    {
        if (!_hasNewWords) return;
        _hasNewWords = false;
        Volatile.Write(ref _words, SearchWords.Of(_terms.Keys));
    }

    /// <summary>
    /// The items that match most parts of a text, all of them where any item does, each with how well, 1–1000.
    /// Without a text every item, 0.
    /// </summary>
    /// <param name="text">What someone looks for; empty for everything.</param>
    internal Hits Find(string text)
    {
        var count = Volatile.Read(ref _count);
        var slots = Volatile.Read(ref _slots);
        if (string.IsNullOrWhiteSpace(text)) return Hits.All(slots, count);

        // A code or a supplier's name is looked for whole, and then nothing else is meant.
        foreach (var whole in (string?[])[SearchText.CodeOf(text), SearchText.NameOf(text)])
        {
            if (whole is null || !_terms.TryGetValue(whole, out var named)) continue;
            var meant = new MeantPart(new Dictionary<Postings, int> { [named] = Exact }, 1000);
            var exactly = Matching([meant], slots, count);
            if (exactly.Count > 0) return exactly;
            exactly.Dispose();
        }

        return Matching([.. SearchText.PartsOf(text).Select(part => Meant(part, count))], slots, count);
    }

    /// <summary>Whole texts that what someone is writing may become, the most frequent first.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="most">How many are wanted.</param>
    public IReadOnlyList<string> Complete(string text, int most)
    {
        var (before, beginning) = SearchText.LastWordOf(text);
        if (beginning.Length == 0) return [];
        var count = Volatile.Read(ref _count);
        var slots = Volatile.Read(ref _slots);
        if (!_tallies.TryTake(out var tally)) tally = new Tally();
        tally.Begin(count);
        var parts = SearchText.PartsOf(before).Select(part => Meant(part with { IsLast = false }, count)).ToList();
        foreach (var part in parts) tally.Add(part, count);
        var found = _words.StartingWith(beginning).Append(beginning).Distinct()
            .Select(word => (Word: word, Items: InAll(word)))
            .Where(static one => one.Items > 0)
            .OrderByDescending(static one => one.Items).ThenBy(static one => one.Word, StringComparer.Ordinal)
            .Take(most)
            .Select(one => before.Length == 0 ? one.Word : $"{before} {one.Word}")
            .ToList();
        _tallies.Add(tally);
        return found;

        int InAll(string word)
        {
            if (!_terms.TryGetValue(word, out var postings)) return 0;
            var (n, at) = (0, postings.Slots);
            for (var i = postings.Count - 1; i >= 0; i--)
            {
                if (at[i] < count && tally.PartsOf(at[i]) == parts.Count && !slots.IsEmpty(at[i])) n++;
            }

            return n;
        }
    }

    /// <summary>An item everyone sees; null where there is none of that id.</summary>
    public ListedItem? Item(ItemId id) =>
        In(SearchText.CodeOf(id.Value)).FirstOrDefault(item => item.Summary.Id == id);

    /// <summary>Every item everyone sees.</summary>
    public IEnumerable<ListedItem> All()
    {
        var count = Volatile.Read(ref _count);
        var slots = Volatile.Read(ref _slots);
        for (var slot = 0; slot < count; slot++)
            if (slots.ItemAt(slot) is { } item) yield return item;
    }

    /// <summary>The items with a term: those of a supplier or in a category, see <see cref="SearchText.PlaceOf"/>, or
    /// what is compared with each other, see <see cref="SearchText.KindOf"/>.</summary>
    public IEnumerable<ListedItem> In(string term)
    {
        var slots = Volatile.Read(ref _slots);
        if (!_terms.TryGetValue(term, out var postings)) yield break;
        var (count, at) = (postings.Count, postings.Slots);
        for (var i = 0; i < count; i++)
            if (at[i] < slots.Room && slots.ItemAt(at[i]) is { } item) yield return item;
    }

    /// <summary>What all of a kind is listed at.</summary>
    internal KeptPrices Listed(string kind, ItemOffers offers) => _listed.Of(kind, offers, In(kind));

    /// <summary>Works out what items come to, one after the other as they lie in memory, so that the first searches of
    /// a day need not.</summary>
    /// <param name="day">The day.</param>
    /// <param name="stopping">Ends it.</param>
    internal void WorkOut(SearchDay day, CancellationToken stopping)
    {
        var count = Volatile.Read(ref _count);
        var slots = Volatile.Read(ref _slots);
        for (var slot = 0; slot < count && !stopping.IsCancellationRequested; slot++) slots.TryToday(slot, day, out _);
    }

    /// <summary>The same to be searched.</summary>
    internal Hits HitsIn(string term)
    {
        var count = Volatile.Read(ref _count);
        var slots = Volatile.Read(ref _slots);
        return _terms.TryGetValue(term, out var postings)
            ? Hits.Of(slots, postings, count)
            : Hits.All(slots, 0);
    }

    private Hits Matching(List<MeantPart> parts, IndexSlots slots, int count)
    {
        if (!_tallies.TryTake(out var tally)) tally = new Tally();
        tally.Begin(count);
        var most = tally.TryAddAll(parts, count) ? MostParts(tally, slots) : 0;
        if (most < parts.Count)
        {
            tally.Begin(count);
            foreach (var part in parts) tally.Add(part, count);
            most = MostParts(tally, slots);
        }

        var all = parts.Sum(static part => part.Rarity);
        var hits = Hits.Upto(slots, tally.Count);
        for (var i = 0; i < tally.Count; i++)
        {
            var slot = tally.SlotAt(i);
            if (tally.PartsOf(slot) < most || slots.IsEmpty(slot)) continue;
            // Of two that match alike, the one whose name says little else is the nearer.
            var rest = Math.Max(0, slots.NameWordsAt(slot) - most);
            var relevance = (int)(tally.ScoreOf(slot) * 1000L / all);
            hits.Add(slot, relevance * (100 - (10 * rest / (rest + 3))) / 100);
        }

        _tallies.Add(tally);
        return hits;
    }

    private static int MostParts(Tally tally, IndexSlots slots)
    {
        var most = 0;
        for (var i = 0; i < tally.Count; i++)
        {
            var slot = tally.SlotAt(i);
            if (tally.PartsOf(slot) > most && !slots.IsEmpty(slot)) most = tally.PartsOf(slot);
        }

        return most;
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
            if (part.IsLast && word.Length >= ShortestBeginning)
            {
                foreach (var longer in _words.StartingWith(word)
                    .OrderByDescending(longer => _terms.GetValueOrDefault(longer)?.Count ?? 0).Take(MostLonger))
                    Mean(terms, longer, Longer);
            }
        }

        foreach (var term in part.Terms) Mean(terms, term, part.Word is null ? Exact : OtherForm);
        if (terms.Count == 0 && part.Word is { } unknown)
            foreach (var (near, likeness) in _words.Like(unknown)) Mean(terms, near, likeness);
        var found = terms.Count == 0 ? 0 : terms.Keys.Max(static postings => postings.Count);
        return new MeantPart(terms, 100 + (int)(1000 * Math.Log(1 + ((count - found + 0.5) / (found + 0.5)))));
    }

    private void Mean(Dictionary<Postings, int> terms, string term, int likeness)
    {
        if (!_terms.TryGetValue(term, out var postings)) return;
        if (!terms.TryGetValue(postings, out var known) || known < likeness) terms[postings] = likeness;
    }
}
