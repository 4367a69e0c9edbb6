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

    /// <summary>Makes room for so many slots and forgets the last search.</summary>
    public void Begin(int slots)
    {
        for (var i = 0; i < Count; i++) _lines[_touched[i]] = default;
        Count = 0;
        if (_lines.Length >= slots) return;
        var room = slots + (slots / 4) + 64;
        (_lines, _touched, _ofPart) = (new Line[room], new int[room], new int[room]);
    }

    /// <summary>Adds one part.</summary>
    /// <param name="terms">What may be meant by it, with how like that is, 1–100.</param>
    /// <param name="rarity">What it counts, below 20,000.</param>
    /// <param name="slots">Slots from here on are newer than the search.</param>
    public void Add(IReadOnlyDictionary<Postings, int> terms, int rarity, int slots)
    {
        var (lines, ofPart, found) = (_lines, _ofPart, 0);
        foreach (var (postings, likeness) in terms)
        {
            var count = postings.Count;
            var (at, weights) = (postings.Slots, postings.Weights);
            var worth = rarity * likeness / 100;
            for (var i = 0; i < count && at[i] < slots; i++)
            {
                ref var line = ref lines[at[i]];
                if (line.Best == 0) ofPart[found++] = at[i];
                line.Best = Math.Max(line.Best, 1 + (worth * weights[i] / byte.MaxValue));
            }
        }

        for (var i = 0; i < found; i++)
        {
            ref var line = ref lines[ofPart[i]];
            if (line.Parts++ == 0) _touched[Count++] = ofPart[i];
            line.Score += line.Best;
            line.Best = 0;
        }
    }

    /// <summary>How many slots match a part.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public int SlotAt(int number) => _touched[number];

    /// <summary>How many parts a slot matches.</summary>
    public int PartsOf(int slot) => _lines[slot].Parts;

    /// <summary>What the parts a slot matches count together.</summary>
    public int ScoreOf(int slot) => _lines[slot].Score;

    private struct Line
    {
        public int Score;
        public int Best;
        public int Parts;
    }
}
