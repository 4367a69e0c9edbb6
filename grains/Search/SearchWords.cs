using System.Numerics;

namespace Marketplace.Search;

/// <summary>All words there are: for what is half written or written wrong.</summary>
internal sealed class SearchWords
{
    /// <summary>No words.</summary>
    public static readonly SearchWords None = new([]);

    private const int MostWords = 30;

    private readonly string[] _words;

    /// <summary>Which letters and digits each word has, a bit each: most words differ by them alone.</summary>
    private readonly ulong[] _letters;

    private SearchWords(string[] words)
    {
        _words = words;
        _letters = [.. words.Select(static word => LettersOf(word))];
    }

    /// <summary>The words among terms.</summary>
    public static SearchWords Of(IEnumerable<string> terms) =>
        new([.. terms.Where(static term => char.IsLetter(term[0])).Order(StringComparer.Ordinal)]);

    /// <summary>The words that begin so, the word itself left out.</summary>
    public IEnumerable<string> StartingWith(string beginning)
    {
        var at = Array.BinarySearch(_words, beginning, StringComparer.Ordinal);
        for (var i = at < 0 ? ~at : at + 1; i < _words.Length; i++)
        {
            if (!_words[i].StartsWith(beginning, StringComparison.Ordinal)) yield break;
            yield return _words[i];
        }
    }

    /// <summary>The words someone may have meant, with how like they are, 1–100: one mistake in a short word, two in
    /// a long one.</summary>
    public IEnumerable<(string Word, int Likeness)> Like(string written)
    {
        var most = written.Length switch { < 3 => 0, < 8 => 1, _ => 2 };
        if (most == 0) return [];
        var letters = LettersOf(written);
        var found = new List<(string Word, int Mistakes)>();
        for (var i = 0; i < _words.Length; i++)
        {
            // A mistake adds one letter at most and takes one away.
            if (BitOperations.PopCount(_letters[i] ^ letters) > 2 * most) continue;
            var word = _words[i];
            if (Math.Abs(word.Length - written.Length) > most) continue;
            // Of three letters, at most two have changed places: with another letter it is another word.
            if (written.Length == 3 && !word.Order().SequenceEqual(written.Order())) continue;
            if (Mistakes(word, written, most) is var mistakes && mistakes <= most) found.Add((word, mistakes));
        }

        if (found.Count == 0) return [];
        var fewest = found.Min(static one => one.Mistakes);
        return found.Where(one => one.Mistakes == fewest).Take(MostWords)
            .Select(static one => (one.Word, one.Mistakes == 1 ? 60 : 40));
    }

    private static ulong LettersOf(string word) =>
        word.Aggregate(0UL, static (letters, letter) => letters | (1UL << (letter & 63)));

    /// <summary>Letters added, left out, exchanged or swapped with their neighbour (optimal string alignment); more
    /// than <paramref name="most"/> is not counted to its end.</summary>
    private static int Mistakes(string word, string written, int most)
    {
        Span<int> older = stackalloc int[written.Length + 1];
        Span<int> old = stackalloc int[written.Length + 1];
        Span<int> now = stackalloc int[written.Length + 1];
        for (var j = 0; j <= written.Length; j++) old[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            now[0] = i;
            var least = i;
            for (var j = 1; j <= written.Length; j++)
            {
                var same = word[i - 1] == written[j - 1];
                var mistakes = Math.Min(Math.Min(old[j], now[j - 1]) + 1, old[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && word[i - 1] == written[j - 2] && word[i - 2] == written[j - 1])
                    mistakes = Math.Min(mistakes, older[j - 2] + 1);
                now[j] = mistakes;
                least = Math.Min(least, mistakes);
            }

            if (least > most) return most + 1;
            var free = older;
            older = old;
            old = now;
            now = free;
        }

        return old[written.Length];
    }
}
