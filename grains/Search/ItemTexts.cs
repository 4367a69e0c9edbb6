using System.Collections.Immutable;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// What an item is found by besides its name and brand, packed: it is only read when its terms are made anew, and
/// there are a million of them.
/// </summary>
[GenerateSerializer, Immutable, Alias("item-texts")]
public sealed class ItemTexts
{
    private const char Field = '\n';
    private const char Part = '\t';

    private ItemTexts(byte[] packed) => _packed = packed;

    [Id(0)] private readonly byte[] _packed;

    /// <summary>Those of an item.</summary>
    public static ItemTexts Of(ItemId id, ItemDetails details)
    {
        string[] codes = [details.Kbki, details.Sku, id.Value];
        string[] fields =
        [
            string.Join(Part, codes.Where(static code => code.Length > 0)),
            string.Join(Part, details.Attributes.Select(static attribute => Plain(attribute.Value))),
            Plain(details.Description),
        ];
        return new ItemTexts(Encoding.UTF8.GetBytes(string.Join(Field, fields)));
    }

    /// <summary>Whether another has the same.</summary>
    public bool Says(ItemTexts other) => _packed.AsSpan().SequenceEqual(other._packed);

    /// <summary>
    /// Every term with its weight, 1–255: that of the best field it stands in, and more where the category says it
    /// too. However often a word is repeated, it counts once.
    /// </summary>
    /// <param name="item">The name and brand.</param>
    /// <param name="categories">The names of its category and of those above it, the narrowest first.</param>
    /// <param name="seller">Who sells it.</param>
    /// <param name="kind">What it is compared with; empty where there is nothing.</param>
    /// <param name="terms">Empty; is filled with them.</param>
    public void Terms(
        ItemSummary item, ImmutableArray<string> categories, SellerFacts seller, string kind,
        Dictionary<string, byte> terms)
    {
        if (kind.Length > 0) terms.TryAdd(kind, byte.MaxValue);
        var fields = Encoding.UTF8.GetString(_packed).Split(Field);
        foreach (var code in fields[0].Split(Part)) terms.TryAdd(SearchText.CodeOf(code), byte.MaxValue);
        if (seller.Nib.Length > 0) terms.TryAdd(SearchText.CodeOf(seller.Nib), byte.MaxValue);
        foreach (var name in (string[])[seller.Name, seller.TradeName])
            if (SearchText.NameOf(name) is { } term) terms.TryAdd(term, byte.MaxValue);
        terms.TryAdd(SearchText.PlaceOf(item.Supplier.Value), byte.MaxValue);
        for (CategoryCode? at = item.Category; at is { } category; at = Category.ParentOf(category))
            terms.TryAdd(SearchText.PlaceOf(category.Value), byte.MaxValue);
        // What a thing is comes first in an Indonesian name: a laptop is a Laptop …, a bag for one a Tas … Laptop.
        foreach (var (term, at) in SearchText.TermsOf(item.Name))
            terms.TryAdd(term, (byte)(AtFront - (LessPerWord * Math.Min(at, LastThatCounts))));
        foreach (var (term, _) in categories.Take(1).SelectMany(SearchText.TermsOf).DistinctBy(static one => one.Term))
            terms[term] = terms.TryGetValue(term, out var known) ? (byte)(known + InCategoryToo) : OfCategory;
        Add(terms, item.Brand, 130);
        foreach (var wider in categories.Skip(1)) Add(terms, wider, 60);
        Add(terms, fields[1], 100);
        Add(terms, fields[2], 40);
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

    private static string Plain(string text) => text.Replace(Field, ' ').Replace(Part, ' ');
}
