using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Policy;

namespace Marketplace.Search;

/// <summary>
/// Text as terms that find each other: words and their stems, sizes in one unit (<c>5 kg</c> and <c>5000gr</c>), and
/// things under all their names (<c>concepts.csv</c> beside this file).
/// </summary>
public static class SearchText
{
    /// <summary>Most words of a text that are looked at.</summary>
    public const int MaxWords = 400;

    /// <summary>Begins the term of a thing that has several names; no word begins so.</summary>
    internal const char Concept = '=';

    /// <summary>Begins the term of a size.</summary>
    private const char Size = '#';

    /// <summary>Begins the term of a code.</summary>
    private const char Code = '$';

    /// <summary>Begins the term of somebody's name.</summary>
    private const char Name = '@';

    /// <summary>Begins the term of where an item lies.</summary>
    private const char Place = '/';

    /// <summary>Begins the term of what an item is compared with.</summary>
    private const char Kind = '&';

    private static readonly string[] LegalForms = ["ud", "cv", "pt", "koperasi", "kub", "pd", "toko"];

    /// <summary>Longest name of a thing, in words.</summary>
    private const int LongestForm = 3;

    private static readonly FrozenSet<string> Ignored = new[]
    {
        "dan", "di", "ke", "dari", "untuk", "dengan", "yang", "atau", "utk", "dgn", "and", "of", "for", "the", "with",
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, (string Base, decimal Factor)> Units =
        new Dictionary<string, (string, decimal)>
        {
            ["g"] = ("g", 1),
            ["gr"] = ("g", 1),
            ["gram"] = ("g", 1),
            ["gsm"] = ("g", 1),
            ["kg"] = ("g", 1000),
            ["kilo"] = ("g", 1000),
            ["kilogram"] = ("g", 1000),
            ["ml"] = ("ml", 1),
            ["mililiter"] = ("ml", 1),
            ["l"] = ("ml", 1000),
            ["lt"] = ("ml", 1000),
            ["ltr"] = ("ml", 1000),
            ["liter"] = ("ml", 1000),
            ["mm"] = ("mm", 1),
            ["cm"] = ("mm", 10),
            ["m"] = ("mm", 1000),
            ["meter"] = ("mm", 1000),
            ["inci"] = ("inci", 1),
            ["inch"] = ("inci", 1),
            ["pk"] = ("pk", 1),
            ["gb"] = ("gb", 1),
            ["tb"] = ("gb", 1000),
            ["lumen"] = ("lumen", 1),
            ["watt"] = ("watt", 1),
            ["volt"] = ("volt", 1),
        }.ToFrozenDictionary();

    /// <summary>The thing that each form names.</summary>
    private static readonly FrozenDictionary<string, string> Concepts = LoadConcepts();

    /// <summary>The term of a code, however it is punctuated.</summary>
    public static string CodeOf(string code) =>
        Code + string.Concat(code.ToLowerInvariant().Where(static c => char.IsAsciiLetterOrDigit(c)));

    /// <summary>Whether a term is that of a size.</summary>
    internal static bool IsSize(string term) => term[0] == Size;

    /// <summary>The term of everything in a category, or of a supplier's.</summary>
    public static string PlaceOf(string code) => Place + code;

    /// <summary>The term of somebody's name, legal form and order of words apart; null for a name of one word, which is
    /// a word like any other.</summary>
    public static string? NameOf(string name)
    {
        var words = WordsOf(name).Except(LegalForms).Order(StringComparer.Ordinal).ToArray();
        return words.Length < 2 ? null : Name + string.Join(' ', words);
    }

    /// <summary>
    /// The term of what is compared with each other: the same KBKI and unit, the same sizes in the name, the same
    /// attributes, however they are written. Empty without KBKI: then nothing is.
    /// </summary>
    public static string KindOf(ItemDetails details)
    {
        if (details.Kbki.Length == 0) return "";
        var sizes = TermsOf(details.Name).Select(static one => one.Term).Where(static term => term[0] == Size);
        return Kind + string.Join('|', (string[])
        [
            details.Kbki, details.Unit,
            .. sizes.Distinct().Order(StringComparer.Ordinal), .. AttributesOf(details),
        ]);
    }

    /// <summary>The attributes, however they are written and in whatever order.</summary>
    public static IEnumerable<string> AttributesOf(ItemDetails details) => details.Attributes
        .Select(static one => $"{one.Code}={string.Join(' ', WordsOf(one.Value))}").Order(StringComparer.Ordinal);

    /// <summary>Every term of a text that is to be found, with the place of its word, from 0.</summary>
    public static IEnumerable<(string Term, int At)> TermsOf(string text)
    {
        var words = WordsOf(text);
        for (var at = 0; at < words.Length; at++)
        {
            var word = words[at];
            if (SizeAt(words, at) is { } size) yield return (size, at);
            yield return (word, at);
            if (Stemmer.StemOf(word) is var stem && stem != word) yield return (stem, at);
            for (var length = 1; length <= LongestForm && at + length <= words.Length; length++)
                if (Concepts.TryGetValue(Joined(words, at, length), out var concept)) yield return (concept, at);
        }
    }

    /// <summary>What someone looks for: each part with the terms that may stand for it.</summary>
    public static ImmutableArray<SearchedPart> PartsOf(string text)
    {
        var words = WordsOf(text);
        var parts = ImmutableArray.CreateBuilder<SearchedPart>();
        for (var at = 0; at < words.Length;)
        {
            var (part, length) = PartAt(words, at);
            at += length;
            parts.Add(part with { IsLast = at == words.Length });
        }

        return parts.DrainToImmutable();
    }

    /// <summary>What stands before the word someone is writing, and that word as terms have it; empty where they have
    /// just ended one.</summary>
    public static (string Before, string Beginning) LastWordOf(string text)
    {
        var at = text.LastIndexOf(' ') + 1;
        return (text[..at].Trim(), WordsOf(text[at..]).LastOrDefault(""));
    }

    private static (SearchedPart Part, int Length) PartAt(string[] words, int at)
    {
        if (SizeAt(words, at) is { } size) return (new SearchedPart(Word: null, [size]), 2);
        for (var length = Math.Min(LongestForm, words.Length - at); length > 0; length--)
        {
            if (!Concepts.TryGetValue(Joined(words, at, length), out var concept)) continue;
            return (new SearchedPart(length == 1 ? words[at] : null, [concept]), length);
        }

        return (new SearchedPart(words[at], [Stemmer.StemOf(words[at])]), 1);
    }

    /// <summary>The words and numbers of a text, in lower case, without accents; a number stands apart from its
    /// unit.</summary>
    public static string[] WordsOf(string text)
    {
        var words = new List<string>();
        var plain = text.ToLowerInvariant().Normalize(NormalizationForm.FormD);
        for (var at = 0; at < plain.Length && words.Count < MaxWords;)
        {
            if (!char.IsLetterOrDigit(plain[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < plain.Length && IsOfWord(plain, at)) at++;
            Add(words, Letters(plain[start..at]));
        }

        return [.. words];
    }

    private static bool IsOfWord(string text, int at) =>
        char.IsLetterOrDigit(text[at])
        || char.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark
        // A sign within a number belongs to it: 1.5, 1.000.
        || (text[at] is '.' or ',' && at > 0 && at + 1 < text.Length
            && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]));

    private static string Letters(string word) =>
        string.Concat(word.Where(static c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    private static void Add(List<string> words, string word)
    {
        var digits = word.TakeWhile(static c => char.IsAsciiDigit(c) || c is '.' or ',').Count();
        if (digits == 0)
        {
            if (!Ignored.Contains(word)) words.Add(word);
        }
        else if (digits == word.Length) words.Add(Number(word));
        else if (Units.ContainsKey(word[digits..])) words.AddRange([Number(word[..digits]), word[digits..]]);
        else words.Add(word);
    }

    /// <summary><c>1,5</c> and <c>1.50</c> are 1.5; <c>1.000</c> is a thousand.</summary>
    private static string Number(string word)
    {
        if (word is ['0', >= '0' and <= '9', ..]) return word;
        var sign = word.LastIndexOfAny(['.', ',']);
        var isGrouped = sign > 0 && word.Length - sign == 4;
        var digits = word.Replace(',', '.');
        if (isGrouped || digits.Count(static c => c == '.') > 1)
            digits = digits.Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.######", CultureInfo.InvariantCulture)
            : word;
    }

    private static string? SizeAt(string[] words, int at)
    {
        if (at + 1 >= words.Length || !Units.TryGetValue(words[at + 1], out var unit)) return null;
        if (!decimal.TryParse(
            words[at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 1_000_000) return null;
        return string.Create(CultureInfo.InvariantCulture, $"{Size}{number * unit.Factor:0.######}{unit.Base}");
    }

    private static string Joined(string[] words, int at, int length) =>
        length == 1 ? words[at] : string.Join(' ', words, at, length);

    private static FrozenDictionary<string, string> LoadConcepts() =>
        EmbeddedData.Lines(typeof(SearchText), "concepts.csv").Select(static line => line.Split(';'))
            .SelectMany(static forms => forms.Select(form => KeyValuePair.Create(form, Concept + forms[0])))
            .ToFrozenDictionary();
}

/// <summary>A part of what someone looks for.</summary>
/// <param name="Word">The word as it was written; null where several words or a size are one part.</param>
/// <param name="Terms">What stands for it: its stem, the thing it names, or a size.</param>
public sealed record SearchedPart(string? Word, ImmutableArray<string> Terms)
{
    /// <summary>Whether it is the last: someone may still be writing it.</summary>
    public bool IsLast { get; init; }
}
