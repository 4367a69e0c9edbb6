namespace Marketplace.Search;

/// <summary>
/// Brings Indonesian words to their stems: <c>pembersih</c> and <c>membersihkan</c> to <c>bersih</c>. It takes affixes
/// off by rule and knows no dictionary (F. Z. Tala, A Study of Stemming Effects on Information Retrieval in Bahasa
/// Indonesia, 2003): a stem need not be a word, as long as forms of one word have the same.
/// </summary>
public static class Stemmer
{
    /// <summary>A word of two syllables has no affix that may be taken off.</summary>
    private const int Shortest = 2;

    private static readonly string[] Particles = ["kah", "lah", "pun"];
    private static readonly string[] Possessives = ["nya", "ku", "mu"];

    /// <summary>Prefixes that change the letter behind them: what stands there, and what stood there before.</summary>
    private static readonly (string Prefix, string Restored)[] First =
    [
        ("meny", "s"), ("peny", "s"), ("meng", ""), ("peng", ""), ("mem", ""), ("pem", ""), ("men", ""), ("pen", ""),
        ("me", ""), ("di", ""), ("ter", ""), ("ke", ""),
    ];

    private static readonly string[] Second = ["ber", "bel", "per", "pel", "pe"];

    /// <summary>The stem of a word in lower case.</summary>
    public static string StemOf(string word)
    {
        word = Without(word, Particles);
        word = Without(word, Possessives);
        foreach (var (prefix, restored) in First)
        {
            if (!MayLose(word, prefix)) continue;
            var rest = word[prefix.Length..];
            // Before a vowel the p of the stem melted into the prefix: memakai, pakai.
            if (prefix is "mem" or "pem" && IsVowel(rest[0])) rest = "p" + rest;
            return WithoutSecond(WithoutSuffix(restored + rest, prefix));
        }

        var second = WithoutSecond(word);
        return WithoutSuffix(second, second.Length == word.Length ? "" : word[..^second.Length]);
    }

    private static string WithoutSecond(string word)
    {
        foreach (var prefix in Second)
            if (MayLose(word, prefix)) return word[prefix.Length..];
        return word;
    }

    private static string WithoutSuffix(string word, string prefix)
    {
        if (Syllables(word) <= Shortest) return word;
        return word switch
        {
            [.. var stem, 'k', 'a', 'n'] when prefix is not ("ke" or "peng" or "per") => stem,
            [.. var stem, 'a', 'n'] when prefix is not ("di" or "meng" or "ter") => stem,
            [.. var stem, 'i'] when prefix is not ("ber" or "ke" or "peng") => stem,
            _ => word,
        };
    }

    private static string Without(string word, string[] endings)
    {
        if (Syllables(word) <= Shortest) return word;
        foreach (var ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        return word;
    }

    /// <summary>Only a longer word has a prefix, and only where a word is left.</summary>
    private static bool MayLose(string word, string prefix) =>
        word.Length > prefix.Length + 2 && word.StartsWith(prefix, StringComparison.Ordinal)
        && Syllables(word) > Shortest;

    /// <summary>Two vowels that end a word are one: <c>pa-kai</c>.</summary>
    private static int Syllables(string word) =>
        word.Count(IsVowel) - (word is [.., 'a', 'i' or 'u'] or [.., 'o', 'i'] ? 1 : 0);

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
