using System.Collections.Immutable;

namespace Marketplace.Search;

/// <summary>Words for what is half written or written wrong.</summary>
internal static class WordMatch
{
    /// <summary>Fewer letters begin too many words.</summary>
    public const int ShortestBeginning = 2;

    private const int MostWords = 30;

    /// <summary>The words that begin so, the word itself left out.</summary>
    /// <param name="words">All words, sorted ordinally.</param>
    /// <param name="beginning">How they begin.</param>
    public static IEnumerable<string> StartingWith(ImmutableArray<string> words, string beginning)
    {
        if (beginning.Length < ShortestBeginning) yield break;
        var at = words.BinarySearch(beginning, StringComparer.Ordinal);
        at = at < 0 ? ~at : at + 1;
        for (var i = at; i < words.Length && i < at + MostWords; i++)
        {
            if (!words[i].StartsWith(beginning, StringComparison.Ordinal)) yield break;
            yield return words[i];
        }
    }

    /// <summary>The words someone may have meant, with how like they are, 1–100: one mistake in a short word, two in
    /// a long one.</summary>
    /// <param name="words">All words.</param>
    /// <param name="written">What was written.</param>
    public static IEnumerable<(string Word, int Likeness)> Like(ImmutableArray<string> words, string written)
    {
        var most = written.Length switch { < 3 => 0, < 8 => 1, _ => 2 };
        if (most == 0) return [];
        var found = new List<(string Word, int Mistakes)>();
        foreach (var word in words)
        {
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
