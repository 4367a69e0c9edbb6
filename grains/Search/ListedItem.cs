using System.Collections.Immutable;
using Marketplace.Catalogue;

namespace Marketplace.Search;

/// <summary>An item everyone sees, as it is found.</summary>
/// <param name="Summary">What a list shows.</param>
/// <param name="Texts">What it is found by.</param>
public sealed record ListedItem(ItemSummary Summary, ItemTexts Texts)
{
    /// <summary>How many words its name has.</summary>
    public int NameWords { get; } = SearchText.WordsOf(Summary.Name).Length;
}

/// <summary>The texts an item is found by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Brand">Its brand.</param>
/// <param name="Categories">The names of its category and of those above it, the narrowest first.</param>
/// <param name="Attributes">The values of its attributes.</param>
/// <param name="Description">Its description.</param>
/// <param name="Codes">Codes that are found only whole: KBKI, the supplier's article number, its own id.</param>
public sealed record ItemTexts(
    string Name, string Brand, ImmutableArray<string> Categories, string Attributes, string Description,
    ImmutableArray<string> Codes)
{
    /// <summary>Whether another has the same.</summary>
    public bool Equals(ItemTexts? other) => other is not null && Name == other.Name && Brand == other.Brand
        && Attributes == other.Attributes && Description == other.Description
        && Categories.SequenceEqual(other.Categories) && Codes.SequenceEqual(other.Codes);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Brand, Attributes, Description);

    /// <summary>
    /// Every term with its weight, 1–255: that of the best field it stands in, and more where the category says it
    /// too. However often a word is repeated, it counts once.
    /// </summary>
    public Dictionary<string, byte> Terms()
    {
        var terms = new Dictionary<string, byte>();
        foreach (var code in Codes) terms.TryAdd(SearchText.CodeOf(code), byte.MaxValue);
        // What a thing is comes first in an Indonesian name: a laptop is a Laptop …, a bag for one a Tas … Laptop.
        foreach (var (term, at) in SearchText.TermsOf(Name))
            terms.TryAdd(term, (byte)(AtFront - (LessPerWord * Math.Min(at, LastThatCounts))));
        foreach (var (term, _) in Categories.Take(1).SelectMany(SearchText.TermsOf).DistinctBy(static one => one.Term))
            terms[term] = terms.TryGetValue(term, out var known) ? (byte)(known + InCategoryToo) : OfCategory;
        Add(terms, Brand, 130);
        foreach (var wider in Categories.Skip(1)) Add(terms, wider, 60);
        Add(terms, Attributes, 100);
        Add(terms, Description, 40);
        return terms;
    }

    private const byte AtFront = 225;
    private const byte LessPerWord = 8;
    private const int LastThatCounts = 8;
    private const byte InCategoryToo = 30;
    private const byte OfCategory = 120;

    private static void Add(Dictionary<string, byte> terms, string text, byte weight)
    {
        foreach (var (term, _) in SearchText.TermsOf(text)) terms.TryAdd(term, weight);
    }
}
