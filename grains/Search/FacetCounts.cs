using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Marketplace.Catalogue;
using Marketplace.Suppliers;

namespace Marketplace.Search;

/// <summary>Counts what each value of each filter would leave.</summary>
internal sealed class FacetCounts
{
    /// <summary>Codes that become known while a search runs; of more than those at once, the rest is not
    /// counted.</summary>
    private const int Spare = 64;

    /// <summary>At least so much TKDN, in basis points.</summary>
    public static readonly ImmutableArray<int> LocalContents = [2_500, 4_000, 6_000];

    /// <summary>At most so many working days.</summary>
    public static readonly ImmutableArray<int> LeadTimes = [3, 7, 14, 30];

    /// <summary>At least so well rated, in hundredths.</summary>
    public static readonly ImmutableArray<int> Ratings = [150, 200, 250];

    private static readonly ImmutableArray<long> Prices = [0, 100_000, 1_000_000, 10_000_000, 50_000_000, 200_000_000];

    private readonly int[] _categories = new int[CodeNumbers.Categories.Count + Spare];
    private readonly int[] _origins = new int[CodeNumbers.Regions.Count + Spare];
    private readonly int[] _delivered = new int[ItemToday.Regencies.Length];
    private readonly int[] _levels = new int[Enum.GetValues<LocalLevel>().Length + 1];
    private readonly int[] _sizes = new int[Enum.GetValues<BusinessSize>().Length + 1];
    private readonly int[] _certificates = new int[Enum.GetValues<ItemCertificateKind>().Length + 1];
    private readonly int[] _localContents = new int[LocalContents.Length + 1];
    private readonly int[] _prices = new int[Prices.Length];
    private readonly int[] _leadTimes = new int[LeadTimes.Length + 1];
    private readonly int[] _ratings = new int[Ratings.Length + 1];
    private int _inStock;

    /// <summary>How many of some rising bounds a value reaches.</summary>
    public static byte StepOf(ImmutableArray<int> bounds, int value)
    {
        byte step = 0;
        while (step < bounds.Length && bounds[step] <= value) step++;
        return step;
    }

    /// <summary>Counts an item.</summary>
    /// <param name="today">What it comes to.</param>
    /// <param name="level">How local it is.</param>
    /// <param name="perUnit">What it costs where it is to be delivered; negative without a price.</param>
    /// <param name="isInStock">Whether the quantity wanted can be ordered.</param>
    /// <param name="failed">The filters it fails; with more than one it counts for none.</param>
    public void Add(in ItemToday today, LocalLevel level, long perUnit, bool isInStock, int failed)
    {
        if (int.PopCount(failed) > 1) return;
        var free = failed == 0 ? -1 : failed;
        if (Has(ItemFacet.Category)) Count(_categories, today.Category);
        if (Has(ItemFacet.Origin)) Count(_origins, today.Origin);
        if (Has(ItemFacet.DeliverTo)) Bits(_delivered, today.Delivered);
        if (Has(ItemFacet.Level)) _levels[(int)level]++;
        if (Has(ItemFacet.SupplierSize)) _sizes[today.Size]++;
        if (Has(ItemFacet.LocalContent)) _localContents[today.LocalContentStep]++;
        if (Has(ItemFacet.Certificate)) Bits(_certificates, today.Certificates);
        if (Has(ItemFacet.Price) && perUnit >= 0) _prices[BandOf(perUnit)]++;
        if (Has(ItemFacet.InStock) && isInStock) _inStock++;
        if (Has(ItemFacet.LeadTime)) _leadTimes[today.LeadTimeStep]++;
        if (Has(ItemFacet.Rating)) _ratings[today.RatingStep]++;

        bool Has(ItemFacet facet) => (free & ItemFilters.BitOf(facet)) != 0;
    }

    /// <summary>All counts above zero.</summary>
    public ImmutableArray<FacetCount> All() =>
    [
        .. Widened(ItemFacet.Category, _categories, CodeNumbers.Categories),
        .. Widened(ItemFacet.Origin, _origins, CodeNumbers.Regions),
        .. Numbered(ItemFacet.DeliverTo, _delivered, static at => ItemToday.Regencies[at].Value),
        .. Named<LocalLevel>(ItemFacet.Level, _levels), .. Named<BusinessSize>(ItemFacet.SupplierSize, _sizes),
        .. Numbered(ItemFacet.LocalContent, Reached(_localContents), static at => Text(LocalContents[at])),
        .. Named<ItemCertificateKind>(ItemFacet.Certificate, _certificates),
        .. Numbered(ItemFacet.Price, _prices, static at => at + 1 < Prices.Length
            ? $"{Text(Prices[at])}-{Text(Prices[at + 1])}"
            : $"{Text(Prices[at])}-"),
        .. Numbered(ItemFacet.InStock, [_inStock], static _ => "true"),
        .. Numbered(ItemFacet.LeadTime, NotPassed(_leadTimes), static at => Text(LeadTimes[at])),
        .. Numbered(ItemFacet.Rating, Reached(_ratings), static at => Text(Ratings[at])),
    ];

    private static void Count(int[] counts, int number)
    {
        if ((uint)number < (uint)counts.Length) counts[number]++;
    }

    /// <summary>How many reach each bound, from how many reach exactly so many of them.</summary>
    private static IEnumerable<int> Reached(int[] steps) =>
        Enumerable.Range(1, steps.Length - 1).Select(step => steps[step..].Sum());

    /// <summary>How many stay within each bound.</summary>
    private static IEnumerable<int> NotPassed(int[] steps) =>
        Enumerable.Range(1, steps.Length - 1).Select(step => steps[..step].Sum());

    private static void Bits(int[] counts, int bits)
    {
        for (; bits != 0; bits &= bits - 1) counts[int.TrailingZeroCount(bits)]++;
    }

    private static int BandOf(long price)
    {
        var at = Prices.Length - 1;
        while (price < Prices[at]) at--;
        return at;
    }

    /// <summary>The counts of codes and of all the wider ones above them.</summary>
    private static IEnumerable<FacetCount> Widened(ItemFacet facet, int[] counts, CodeNumbers codes)
    {
        var all = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < counts.Length; number++)
        {
            var count = counts[number];
            if (count == 0) continue;
            var code = codes[number];
            for (var length = code.Length; length > 0; length = code.LastIndexOf('.', length - 1))
                all[code[..length]] = all.GetValueOrDefault(code[..length]) + count;
        }

        return all.Select(one => new FacetCount(facet, one.Key, one.Value));
    }

    private static IEnumerable<FacetCount> Named<T>(ItemFacet facet, int[] counts)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new FacetCount(
                facet, JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
                counts[Convert.ToInt32(value, CultureInfo.InvariantCulture)]))
            .Where(static one => one.Count > 0);

    private static IEnumerable<FacetCount> Numbered(
        ItemFacet facet, IEnumerable<int> counts, Func<int, string> value) =>
        counts.Select((count, at) => new FacetCount(facet, value(at), count)).Where(static one => one.Count > 0);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
