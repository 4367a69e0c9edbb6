using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// Which listings a catalogue manager should look at again: near-identical ones of one supplier, and claims of origin
/// or local content without evidence. Pure.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="position">The log position it reflects.</param>
public sealed class ItemDoubts(ItemIndex index, long position)
{
    /// <summary>Words that praise a thing or offer it: with or without them it is the same.</summary>
    private static readonly FrozenSet<string> Praise = new[]
    {
        "promo", "murah", "termurah", "terbaru", "terbaik", "terlaris", "asli", "original", "ori", "berkualitas",
        "kualitas", "ready", "stok", "stock", "diskon", "obral", "grosir", "best", "seller", "baru", "new",
    }.ToFrozenSet();

    /// <summary>Words of a name that promise something.</summary>
    private static readonly FrozenDictionary<string, ItemDoubt> Promises = new Dictionary<string, ItemDoubt>
    {
        ["lampung"] = ItemDoubt.Lampung,
        ["pdn"] = ItemDoubt.Domestic,
        ["tkdn"] = ItemDoubt.LocalContent,
    }.ToFrozenDictionary();

    /// <summary>A page of them, the newest first.</summary>
    /// <param name="doubt">Only for this reason; null for any.</param>
    /// <param name="page">Which page.</param>
    /// <param name="today">WIB date: certificates run out.</param>
    public Result<DoubtfulItems> Page(ItemDoubt? doubt, PageRequest page, DateOnly today)
    {
        if (Check.Range(page.Limit, "limit", 1, PageRequest.MaxLimit) is { } malformed) return malformed;
        if (!Place.TryRead(page.Cursor, out var after))
            return CommonRefusals.MalformedCode.With("form", "the next of the page before").On("cursor");
        var twins = Twins();
        var all = new List<(Place Place, ListedItem Item, ImmutableArray<ItemDoubt> Doubts)>();
        foreach (var item in index.All())
        {
            // One that came meanwhile is not among them.
            var doubts = Of(item, twins.GetValueOrDefault(KeyOf(item)) > 1, today);
            if (doubts.IsEmpty || (doubt is { } one && !doubts.Contains(one))) continue;
            var published = item.Summary.PublishedAt?.ToUnixTimeMilliseconds() ?? 0;
            all.Add((new Place(-published, "", item.Summary.Id.Value), item, doubts));
        }

        var rest = all.OrderBy(static one => one.Place)
            .SkipWhile(one => after is { } last && one.Place.CompareTo(last) <= 0).Take(page.Limit + 1).ToList();
        var shown = rest.Take(page.Limit).ToList();
        return new DoubtfulItems(
            new Page<DoubtfulItem>(
                [.. shown.Select(one => Shown(one.Item, one.Doubts))],
                rest.Count > shown.Count ? shown[^1].Place.Write() : null, position),
            all.Count);
    }

    /// <summary>What is doubtful about one item; null where nothing is, or nobody sees it.</summary>
    public DoubtfulItem? Of(ItemId id, DateOnly today)
    {
        if (index.Item(id) is not { } item) return null;
        var doubts = Of(item, TwinsOf(item).Any(), today);
        return doubts.IsEmpty ? null : Shown(item, doubts);
    }

    /// <summary>What is doubtful about an item.</summary>
    internal static ImmutableArray<ItemDoubt> Of(ListedItem item, bool hasTwin, DateOnly today)
    {
        var doubts = ImmutableArray.CreateBuilder<ItemDoubt>();
        var (traits, isCleared) = (item.Traits, item.ClearedAs == item.Fingerprint);
        if (hasTwin && !isCleared) doubts.Add(ItemDoubt.NearIdentical);
        if (traits.Level == LocalLevel.Unproven)
            doubts.Add(traits.IsSaidToBeFromLampung ? ItemDoubt.Lampung : ItemDoubt.Domestic);
        var content = traits.LocalContentOn(today);
        var claimed = traits.Claimed.Where(static one => one.Kind == ItemCertificateKind.Tkdn)
            .Select(static one => one.Value?.Value ?? 0).DefaultIfEmpty(0).Max();
        if (claimed > content.Value) doubts.Add(ItemDoubt.LocalContent);
        if (!isCleared && SearchText.WordsOf($"{item.Summary.Name} {item.Summary.Brand}")
            .Any(word => Promises.TryGetValue(word, out var promise) && !IsKept(promise, traits, content, doubts)))
            doubts.Add(ItemDoubt.Name);
        return doubts.DrainToImmutable();
    }

    /// <summary>
    /// What near-identical listings have in common: the same things in the name, in whatever order and however
    /// misspelt, the same sizes, unit and attributes. Never zero.
    /// </summary>
    public static long FingerprintOf(ItemDetails details)
    {
        var parts = SearchText.PartsOf($"{details.Name} {details.Brand}")
            .Where(static part => part.Word is null || !Praise.Contains(part.Word))
            .Select(static part => SearchText.IsSize(part.Terms[0]) ? part.Terms[0] : Bones(part.Terms[0]));
        var text = string.Join('|',
        [
            details.Unit, .. parts.Distinct().Order(StringComparer.Ordinal), .. SearchText.AttributesOf(details),
        ]);
        // FNV-1a: two different things may share one by chance, once in so many billions that a person can tell.
        var hash = 14695981039346656037UL;
        foreach (var letter in Encoding.UTF8.GetBytes(text)) hash = (hash ^ letter) * 1099511628211UL;
        return (long)(hash | 1);
    }

    private Dictionary<(SupplierId, long), int> Twins()
    {
        var twins = new Dictionary<(SupplierId, long), int>(index.Items);
        foreach (var item in index.All()) twins[KeyOf(item)] = twins.GetValueOrDefault(KeyOf(item)) + 1;
        return twins;
    }

    private static (SupplierId, long) KeyOf(ListedItem item) => (item.Summary.Supplier, item.Fingerprint);

    private IEnumerable<ListedItem> TwinsOf(ListedItem item) =>
        index.In(SearchText.PlaceOf(item.Summary.Supplier.Value))
            .Where(other => other.Fingerprint == item.Fingerprint && other.Summary.Id != item.Summary.Id);

    private DoubtfulItem Shown(ListedItem item, ImmutableArray<ItemDoubt> doubts) => new(
        item.Summary, item.Seller.Name, doubts,
        doubts.Contains(ItemDoubt.NearIdentical)
            ? [.. TwinsOf(item).Select(static twin => twin.Summary.Id).Order()]
            : []);

    /// <summary>Whether a promise is kept, or doubted already by its own name.</summary>
    private static bool IsKept(
        ItemDoubt promise, ItemTraits traits, BasisPoints content, ImmutableArray<ItemDoubt>.Builder doubts) =>
        doubts.Contains(promise) || promise switch
        {
            ItemDoubt.Lampung => traits.Level == LocalLevel.Lampung,
            ItemDoubt.Domestic => traits.Level is LocalLevel.Lampung or LocalLevel.Domestic,
            _ => content.Value > 0,
        };

    /// <summary>A word, or the name of a thing, without what is misspelt most: vowels and doubled letters.</summary>
    private static string Bones(string term)
    {
        var word = term.TrimStart(SearchText.Concept);
        var bones = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length; at++)
        {
            if (at > 0 && (word[at] == word[at - 1] || "aeiou".Contains(word[at], StringComparison.Ordinal))) continue;
            bones.Append(word[at]);
        }

        return bones.ToString();
    }
}
