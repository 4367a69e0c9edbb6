namespace Marketplace.Search;

/// <summary>
/// Adds up what each slot matches, one part of a search after the other. Used again and again: it costs as much as an
/// index has slots, and a search touches few of them.
/// </summary>
internal sealed class Tally
{
    private int[] _touched = [];
    private int[] _ofPart = [];
    private Line[] _lines = [];

    /// <summary>A bit for each slot that matches every part so far: small enough to stay near the processor.</summary>
    private ulong[] _all = [];

    /// <summary>Makes room for so many slots and forgets the last search.</summary>
    public void Begin(int slots)
    {
        for (var i = 0; i < Count; i++) _lines[_touched[i]] = default;
        for (var i = 0; i < Count; i++) _all[_touched[i] >> 6] = 0;
        Count = 0;
        if (_lines.Length >= slots) return;
        var room = slots + (slots / 4) + 64;
        (_lines, _touched, _ofPart) = (new Line[room], new int[room], new int[room]);
        _all = new ulong[(room / 64) + 1];
    }

    /// <summary>Adds a part to every slot that has it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="slots">Slots from here on are newer than the search.</param>
    public void Add(MeantPart part, int slots)
    {
        var found = Best(part, slots, onlyInAll: false);
        for (var i = 0; i < found; i++)
        {
            ref var line = ref _lines[_ofPart[i]];
            if (line.Parts++ == 0) _touched[Count++] = _ofPart[i];
            line.Score += line.Best;
            line.Best = 0;
        }
    }

    /// <summary>
    /// Adds all parts to the slots that have every one of them: what most searches come to, and then the frequent parts
    /// need not be added to the slots that lack a rare one.
    /// </summary>
    /// <param name="parts">The parts.</param>
    /// <param name="slots">Slots from here on are newer than the search.</param>
    /// <returns>Whether there are any; if not, <see cref="Begin"/> again.</returns>
    public bool TryAddAll(IReadOnlyList<MeantPart> parts, int slots)
    {
        var isFirst = true;
        foreach (var part in parts.OrderBy(static part => part.Postings))
        {
            var found = Best(part, slots, onlyInAll: !isFirst);
            if (found == 0) return false;
            if (!isFirst)
                for (var i = 0; i < Count; i++) _all[_touched[i] >> 6] = 0;
            for (var i = 0; i < found; i++)
            {
                var slot = _ofPart[i];
                ref var line = ref _lines[slot];
                if (line.Parts++ == 0) _touched[Count++] = slot;
                line.Score += line.Best;
                line.Best = 0;
                _all[slot >> 6] |= 1UL << slot;
            }

            isFirst = false;
        }

        return true;
    }

    /// <summary>How many slots match a part.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public int SlotAt(int number) => _touched[number];

    /// <summary>How many parts a slot matches.</summary>
    public int PartsOf(int slot) => _lines[slot].Parts;

    /// <summary>What the parts a slot matches count together.</summary>
    public int ScoreOf(int slot) => _lines[slot].Score;

    /// <summary>Finds the slots of a part, with the best of its terms in each.</summary>
    private int Best(MeantPart part, int slots, bool onlyInAll)
    {
        var (lines, ofPart, all, found) = (_lines, _ofPart, _all, 0);
        foreach (var (postings, likeness) in part.Terms)
        {
            var count = postings.Count;
            var (at, weights) = (postings.Slots, postings.Weights);
            var worth = part.Rarity * likeness / 100;
            for (var i = 0; i < count; i++)
            {
                var slot = at[i];
                if (slot >= slots) break;
                if (onlyInAll && (all[slot >> 6] & (1UL << slot)) == 0) continue;
                ref var line = ref lines[slot];
                if (line.Best == 0) ofPart[found++] = slot;
                line.Best = Math.Max(line.Best, (ushort)(1 + (worth * weights[i] / byte.MaxValue)));
            }
        }

        return found;
    }

    private struct Line
    {
        public int Score;
        public ushort Best;
        public ushort Parts;
    }
}

/// <summary>A part of what is looked for.</summary>
/// <param name="Terms">What may be meant by it, with how like that is, 1–100.</param>
/// <param name="Rarity">What it counts, below 20,000.</param>
internal sealed record MeantPart(Dictionary<Postings, int> Terms, int Rarity)
{
    /// <summary>How often its terms occur.</summary>
    public int Postings => Terms.Keys.Sum(static postings => postings.Count);
}
