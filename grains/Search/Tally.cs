namespace Marketplace.Search;

/// <summary>
/// Adds up what each slot matches, one part of a search after the other. Used again and again: it costs as much as an
/// index has slots, and a search touches few of them.
/// </summary>
internal sealed class Tally
{
    private readonly List<int> _touched = [];
    private readonly List<int> _ofPart = [];
    private int[] _scores = [];
    private int[] _best = [];
    private byte[] _parts = [];

    /// <summary>Makes room for so many slots and forgets the last search.</summary>
    public void Begin(int slots)
    {
        foreach (var slot in _touched) (_scores[slot], _parts[slot]) = (0, 0);
        _touched.Clear();
        if (_parts.Length >= slots) return;
        _scores = new int[slots * 2];
        _best = new int[slots * 2];
        _parts = new byte[slots * 2];
    }

    /// <summary>Adds one part.</summary>
    /// <param name="terms">What may be meant by it, with how like that is, 1–100.</param>
    /// <param name="rarity">What it counts, below 20,000.</param>
    /// <param name="slots">Slots from here on are newer than the search.</param>
    public void Add(IReadOnlyDictionary<Postings, int> terms, int rarity, int slots)
    {
        foreach (var (postings, likeness) in terms)
        {
            var count = postings.Count;
            var (found, weights) = (postings.Slots, postings.Weights);
            for (var i = 0; i < count && found[i] < slots; i++)
            {
                var worth = 1 + (rarity * likeness / 100 * weights[i] / byte.MaxValue);
                ref var best = ref _best[found[i]];
                if (best == 0) _ofPart.Add(found[i]);
                if (best < worth) best = worth;
            }
        }

        foreach (var slot in _ofPart)
        {
            if (_parts[slot]++ == 0) _touched.Add(slot);
            _scores[slot] += _best[slot];
            _best[slot] = 0;
        }

        _ofPart.Clear();
    }

    /// <summary>How many slots match a part.</summary>
    public int Count => _touched.Count;

    /// <summary>One of them.</summary>
    public int SlotAt(int number) => _touched[number];

    /// <summary>How many parts a slot matches.</summary>
    public int PartsOf(int slot) => _parts[slot];

    /// <summary>What the parts a slot matches count together.</summary>
    public int ScoreOf(int slot) => _scores[slot];
}
