using System.Collections.Immutable;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Purchasing;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// What an item comes to at a moment, worked out once and good until a price, a day or something about the item or its
/// seller changes: searches look at thousands of items, and at nothing else of most of them. Small, so that a million
/// of them lie side by side.
/// </summary>
internal readonly struct ItemToday
{
    /// <summary>The kabupaten and kota of Lampung, in the order of <see cref="Delivered"/>'s bits.</summary>
    public static readonly ImmutableArray<RegionCode> Regencies =
        [.. RegionTable.Under(RegionTable.Lampung).Select(static region => region.Code)];

    private static readonly ImmutableArray<long> RegencyNumbers =
        [.. Regencies.Select(static code => PackedPrices.NumberOf(code))];

    private readonly uint _from;
    private readonly uint _until;
    private readonly byte _level;

    /// <summary>Works it out.</summary>
    public ItemToday(ListedItem item, SearchDay day)
    {
        var traits = item.Traits;
        var date = day.Law.Date;
        var ticks = day.Now.UtcTicks;
        // In the second in which something changes it is worked out for each search anew.
        (_from, _until) = (day.Second, SearchDay.SecondOf(Math.Min(day.Until, item.Prices.NextChange(ticks))));
        Turn = TurnOf(item.Summary.Supplier.Value, date);
        Category = (short)CodeNumbers.Categories.Of(item.Summary.Category.Value);
        Origin = (short)(item.Summary.Origin is { } origin ? CodeNumbers.Regions.Of(origin.Value) : -1);
        (Size, Rating) = ((byte)(item.Seller.Size ?? 0), (short)(item.Seller.Rating ?? 0));
        (LeadTimeDays, LocalContent) = ((short)traits.LeadTimeDays, (short)traits.LocalContentOn(date).Value);
        if (item.Summary.Stage == ItemStage.Published)
            Available = PackedPrices.Thousandths(item.Summary.OnHand) - PackedPrices.Thousandths(item.Held);
        foreach (var kind in Enum.GetValues<ItemCertificateKind>())
            if (traits.Has(kind, date)) Certificates |= (short)(1 << (int)kind);
        _level = (byte)traits.Level;
        Regency = Level is LocalLevel.Lampung or LocalLevel.Domestic
            ? (short)PackedPrices.NumberOf(traits.Origin.Region)
            : (short)-1;
        Prices = new PricesToday(item, day);
        HasLeast = Available >= Prices.MinOrder;
        PerUnit = day.Anywhere.Of(item)?.PerUnit.Amount ?? ItemOffers.NoPrice;
        PerUnitInLampung = Prices.InLampung is null ? ItemOffers.Various
            : day.InLampung.Of(item)?.PerUnit.Amount ?? ItemOffers.NoPrice;
        for (var at = 0; at < RegencyNumbers.Length; at++)
            if (item.Prices.TryFind(RegencyNumbers[at], Prices.MinOrder, ticks, out _)) Delivered |= (short)(1 << at);
        LocalContentStep = FacetCounts.StepOf(FacetCounts.LocalContents, LocalContent);
        LeadTimeStep = FacetCounts.StepOf(FacetCounts.LeadTimes, LeadTimeDays - 1);
        RatingStep = FacetCounts.StepOf(FacetCounts.Ratings, Rating);
        Points = day.Weights.Score(relevance: 0, item.Seller, this, Level).Total;
    }

    /// <summary>Its prices, where more than the least quantity is wanted.</summary>
    public PricesToday Prices { get; }

    /// <summary>What can be ordered, in thousandths.</summary>
    public long Available { get; }

    /// <summary>The total per unit of its least quantity, wherever it is delivered; <see cref="ItemOffers.NoPrice"/>
    /// without a price.</summary>
    public long PerUnit { get; }

    /// <summary>The total per unit of its least quantity in Lampung; <see cref="ItemOffers.Various"/> where that is not
    /// the same in every kabupaten and kota.</summary>
    public long PerUnitInLampung { get; }

    /// <summary>The seller's turn among equals.</summary>
    public uint Turn { get; }

    /// <summary>Its points without those of matching a text, seen from nowhere in particular.</summary>
    public int Points { get; }

    /// <summary>The number of its category's code.</summary>
    public short Category { get; }

    /// <summary>The number of the code of where it is said to be made; -1 abroad.</summary>
    public short Origin { get; }

    /// <summary>The kabupaten or kota where it is proven to be made, as <see cref="PackedPrices.NumberOf"/> has it; -1
    /// without proof.</summary>
    public short Regency { get; }

    /// <summary>The verified certificates in force, a bit per kind.</summary>
    public short Certificates { get; }

    /// <summary>The kabupaten and kota of Lampung its least quantity is delivered to, a bit each.</summary>
    public short Delivered { get; }

    /// <summary>Working days to dispatch.</summary>
    public short LeadTimeDays { get; }

    /// <summary>The verified TKDN in force, in basis points.</summary>
    public short LocalContent { get; }

    /// <summary>The seller's mean rating in hundredths; 0 while nobody has rated it.</summary>
    public short Rating { get; }

    /// <summary>How local it is, seen from nowhere in particular.</summary>
    public LocalLevel Level => (LocalLevel)_level;

    /// <summary>The seller's size as a number; 0 while it is unknown.</summary>
    public byte Size { get; }

    /// <summary>How many of <see cref="FacetCounts.LocalContents"/> it reaches.</summary>
    public byte LocalContentStep { get; }

    /// <summary>How many of <see cref="FacetCounts.LeadTimes"/> it takes longer than.</summary>
    public byte LeadTimeStep { get; }

    /// <summary>How many of <see cref="FacetCounts.Ratings"/> it reaches.</summary>
    public byte RatingStep { get; }

    /// <summary>Whether its least quantity can be ordered.</summary>
    public bool HasLeast { get; }

    /// <summary>Whether any certificate in force is a mark of quality; TKDN and BMP are not.</summary>
    public bool HasMark =>
        (Certificates & ~((1 << (int)ItemCertificateKind.Tkdn) | (1 << (int)ItemCertificateKind.Bmp))) != 0;

    /// <summary>Whether it still holds.</summary>
    /// <param name="second">When; see <see cref="SearchDay.SecondOf"/>.</param>
    public bool Holds(uint second) => second >= _from && second < _until;

    /// <summary>The turn of a supplier, another one each day: the same on every silo. FNV-1a, then the finish of
    /// MurmurHash3, without which neighbouring days would give nearly the same order.</summary>
    private static uint TurnOf(string supplier, DateOnly day)
    {
        var turn = 2166136261u;
        foreach (var letter in Encoding.ASCII.GetBytes(supplier)) turn = (turn ^ letter) * 16777619u;
        turn ^= (uint)day.DayNumber * 0x9E3779B9u;
        turn = (turn ^ (turn >> 16)) * 0x85EBCA6Bu;
        turn = (turn ^ (turn >> 13)) * 0xC2B2AE35u;
        return turn ^ (turn >> 16);
    }
}

/// <summary>The prices of an item on a day, for a search that wants a quantity.</summary>
internal sealed class PricesToday
{
    /// <summary>Works them out.</summary>
    public PricesToday(ListedItem item, SearchDay day)
    {
        All = item.Prices;
        MinOrder = PackedPrices.Thousandths(item.Traits.MinOrder);
        PpnFactor = (int)Taxes.PpnFactorOf(item.Traits.TaxClass, item.Seller.IsTaxable, day.Law);
        if (All.IsAlikeWithinProvinces)
            InLampung = All.StepsIn(PackedPrices.NumberOf(RegionTable.Lampung), day.Now.UtcTicks);
    }

    /// <summary>Everywhere and at all times.</summary>
    public PackedPrices All { get; }

    /// <summary>Those in Lampung, see <see cref="PackedPrices.StepsIn"/>; null where they are not the same in every
    /// kabupaten and kota.</summary>
    public long[]? InLampung { get; }

    /// <summary>Least quantity of an order line, in thousandths.</summary>
    public long MinOrder { get; }

    /// <summary>The numerator of its PPN; see <see cref="Taxes.PpnFactorOf"/>.</summary>
    public int PpnFactor { get; }
}
