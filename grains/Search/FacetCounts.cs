using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Marketplace.Catalogue;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>Counts what each value of each filter would leave.</summary>
internal sealed class FacetCounts
{
    /// <summary>Codes that become known while a search runs; of more than those at once, the rest is not
    /// counted.</summary>
    private const int Spare = 64;

    private static readonly ImmutableArray<int> LocalContents = [2_500, 4_000, 6_000];
    private static readonly ImmutableArray<int> LeadTimes = [3, 7, 14, 30];
    private static readonly ImmutableArray<int> Ratings = [150, 200, 250];
    private static readonly ImmutableArray<long> Prices = [0, 100_000, 1_000_000, 10_000_000, 50_000_000, 200_000_000];

    private readonly int[] _categories = new int[CodeNumbers.Categories.Count + Spare];
    private readonly int[] _origins = new int[CodeNumbers.Regions.Count + Spare];
    private readonly int[] _delivered = new int[ItemToday.Regencies.Length];
    private readonly int[] _levels = new int[Enum.GetValues<LocalLevel>().Length + 1];
    private readonly int[] _sizes = new int[Enum.GetValues<BusinessSize>().Length + 1];
    private readonly int[] _certificates = new int[Enum.GetValues<ItemCertificateKind>().Length + 1];
    private readonly int[] _localContents = new int[LocalContents.Length];
    private readonly int[] _prices = new int[Prices.Length];
    private readonly int[] _leadTimes = new int[LeadTimes.Length];
    private readonly int[] _ratings = new int[Ratings.Length];
    private int _inStock;

    /// <summary>Counts an item.</summary>
    /// <param name="today">What it comes to.</param>
    /// <param name="level">How local it is.</param>
    /// <param name="offer">What it costs where it is to be delivered.</param>
    /// <param name="failed">The filters it fails; with more than one it counts for none.</param>
    public void Add(ItemToday today, LocalLevel level, ItemOffer? offer, int failed)
    {
        if (int.PopCount(failed) > 1) return;
        if (IsFree(ItemFacet.Category)) Count(_categories, today.Category);
        if (IsFree(ItemFacet.Origin)) Count(_origins, today.Origin);
        if (IsFree(ItemFacet.DeliverTo)) Bits(_delivered, today.Delivered);
        if (IsFree(ItemFacet.Level)) _levels[(int)level]++;
        if (IsFree(ItemFacet.SupplierSize) && today.Size is { } size) _sizes[(int)size]++;
        if (IsFree(ItemFacet.LocalContent)) AtLeast(_localContents, LocalContents, today.LocalContent);
        if (IsFree(ItemFacet.Certificate)) Bits(_certificates, today.Certificates);
        if (IsFree(ItemFacet.Price) && offer is not null) _prices[BandOf(offer.PerUnit)]++;
        if (IsFree(ItemFacet.InStock) && ItemFilters.IsInStock(today, offer)) _inStock++;
        if (IsFree(ItemFacet.LeadTime)) AtMost(today.LeadTimeDays);
        if (IsFree(ItemFacet.Rating)) AtLeast(_ratings, Ratings, today.Rating);

        bool IsFree(ItemFacet facet) => (failed & ~ItemFilters.BitOf(facet)) == 0;
    }

    /// <summary>All counts above zero.</summary>
    public ImmutableArray<FacetCount> All() =>
    [
        .. Widened(ItemFacet.Category, _categories, CodeNumbers.Categories),
        .. Widened(ItemFacet.Origin, _origins, CodeNumbers.Regions),
        .. Numbered(ItemFacet.DeliverTo, _delivered, static at => ItemToday.Regencies[at].Value),
        .. Named<LocalLevel>(ItemFacet.Level, _levels), .. Named<BusinessSize>(ItemFacet.SupplierSize, _sizes),
        .. Numbered(ItemFacet.LocalContent, _localContents, static at => Text(LocalContents[at])),
        .. Named<ItemCertificateKind>(ItemFacet.Certificate, _certificates),
        .. Numbered(ItemFacet.Price, _prices, static at => at + 1 < Prices.Length
            ? $"{Text(Prices[at])}-{Text(Prices[at + 1])}"
            : $"{Text(Prices[at])}-"),
        .. Numbered(ItemFacet.InStock, [_inStock], static _ => "true"),
        .. Numbered(ItemFacet.LeadTime, _leadTimes, static at => Text(LeadTimes[at])),
        .. Numbered(ItemFacet.Rating, _ratings, static at => Text(Ratings[at])),
    ];

    private static void Count(int[] counts, int number)
    {
        if ((uint)number < (uint)counts.Length) counts[number]++;
    }

    private static void AtLeast(int[] counts, ImmutableArray<int> bounds, int value)
    {
        for (var at = 0; at < bounds.Length && bounds[at] <= value; at++) counts[at]++;
    }

    private void AtMost(int days)
    {
        for (var at = LeadTimes.Length - 1; at >= 0 && days <= LeadTimes[at]; at--) _leadTimes[at]++;
    }

    private static void Bits(int[] counts, int bits)
    {
        for (; bits != 0; bits &= bits - 1) counts[int.TrailingZeroCount(bits)]++;
    }

    private static int BandOf(Rupiah price)
    {
        var at = Prices.Length - 1;
        while (price.Amount < Prices[at]) at--;
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

    private static IEnumerable<FacetCount> Numbered(ItemFacet facet, int[] counts, Func<int, string> value) =>
        counts.Select((count, at) => new FacetCount(facet, value(at), count)).Where(static one => one.Count > 0);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
