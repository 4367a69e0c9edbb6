using System.Collections.Immutable;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Purchasing;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// What an item comes to at a moment, worked out once and good until a price, a day or something about the item or its
/// seller changes: searches look at thousands of items, and at nothing else of most of them.
/// </summary>
internal sealed class ItemToday
{
    /// <summary>The kabupaten and kota of Lampung, in the order of <see cref="Delivered"/>'s bits.</summary>
    public static readonly ImmutableArray<RegionCode> Regencies =
        [.. RegionTable.Under(RegionTable.Lampung).Select(static region => region.Code)];

    private static readonly ImmutableArray<long> RegencyNumbers =
        [.. Regencies.Select(static code => PackedPrices.NumberOf(code))];

    private readonly ListedItem _item;
    private readonly long _from;
    private readonly long _until;

    /// <summary>Works it out.</summary>
    public ItemToday(ListedItem item, SearchDay day)
    {
        var traits = item.Traits;
        var date = day.Law.Date;
        (_item, _from) = (item, day.Now.UtcTicks);
        _until = Math.Min(day.Until, item.Prices.NextChange(_from));
        Turn = TurnOf(item.Summary.Supplier.Value, date);
        Category = CodeNumbers.Categories.Of(item.Summary.Category.Value);
        Origin = item.Summary.Origin is { } origin ? CodeNumbers.Regions.Of(origin.Value) : -1;
        (Size, Rating) = ((byte)(item.Seller.Size ?? 0), (short)(item.Seller.Rating ?? 0));
        (LeadTimeDays, LocalContent) = (traits.LeadTimeDays, traits.LocalContentOn(date).Value);
        if (item.Summary.Stage == ItemStage.Published)
            Available = PackedPrices.Thousandths(item.Summary.OnHand) - PackedPrices.Thousandths(item.Held);
        foreach (var kind in Enum.GetValues<ItemCertificateKind>())
            if (traits.Has(kind, date)) Certificates |= 1 << (int)kind;
        Level = traits.Level;
        Regency = Level is LocalLevel.Lampung or LocalLevel.Domestic
            ? (int)PackedPrices.NumberOf(traits.Origin.Region)
            : -1;
        MinOrder = PackedPrices.Thousandths(traits.MinOrder);
        PpnFactor = Taxes.PpnFactorOf(traits.TaxClass, item.Seller.IsTaxable, day.Law);
        IsAlikeEverywhere = item.Prices.IsAlikeEverywhere;
        PerUnit = day.Anywhere.Of(item)?.PerUnit.Amount ?? ItemOffers.NoPrice;
        for (var at = 0; at < RegencyNumbers.Length; at++)
            if (item.Prices.TryFind(RegencyNumbers[at], MinOrder, _from, out _)) Delivered |= 1 << at;
        Points = day.Weights.Score(relevance: 0, item.Seller, this, Level).Total;
        LocalContentStep = FacetCounts.StepOf(FacetCounts.LocalContents, LocalContent);
        LeadTimeStep = FacetCounts.StepOf(FacetCounts.LeadTimes, LeadTimeDays - 1);
        RatingStep = FacetCounts.StepOf(FacetCounts.Ratings, Rating);
    }

    /// <summary>The seller's turn among equals.</summary>
    public uint Turn { get; }

    /// <summary>Its points without those of matching a text, seen from nowhere in particular.</summary>
    public int Points { get; }

    /// <summary>The number of its category's code.</summary>
    public int Category { get; }

    /// <summary>The number of the code of where it is said to be made; -1 abroad.</summary>
    public int Origin { get; }

    /// <summary>The kabupaten or kota where it is proven to be made, as <see cref="PackedPrices.NumberOf"/> has it; -1
    /// without proof.</summary>
    public int Regency { get; }

    /// <summary>How local it is, seen from nowhere in particular.</summary>
    public LocalLevel Level { get; }

    /// <summary>The verified certificates in force, a bit per kind.</summary>
    public int Certificates { get; }

    /// <summary>The kabupaten and kota of Lampung its least quantity is delivered to, a bit each.</summary>
    public int Delivered { get; }

    /// <summary>Working days to dispatch.</summary>
    public int LeadTimeDays { get; }

    /// <summary>The verified TKDN in force, in basis points.</summary>
    public int LocalContent { get; }

    /// <summary>The seller's mean rating in hundredths; 0 while nobody has rated it.</summary>
    public short Rating { get; }

    /// <summary>The seller's size as a number; 0 while it is unknown.</summary>
    public byte Size { get; }

    /// <summary>How many of <see cref="FacetCounts.LocalContents"/> it reaches.</summary>
    public byte LocalContentStep { get; }

    /// <summary>How many of <see cref="FacetCounts.LeadTimes"/> it takes longer than.</summary>
    public byte LeadTimeStep { get; }

    /// <summary>How many of <see cref="FacetCounts.Ratings"/> it reaches.</summary>
    public byte RatingStep { get; }

    /// <summary>Whether its prices are the same wherever it is delivered.</summary>
    public bool IsAlikeEverywhere { get; }

    /// <summary>The numerator of its PPN; see <see cref="Taxes.PpnFactorOf"/>.</summary>
    public long PpnFactor { get; }

    /// <summary>Least quantity of an order line, in thousandths.</summary>
    public long MinOrder { get; }

    /// <summary>What can be ordered, in thousandths.</summary>
    public long Available { get; }

    /// <summary>The total per unit of its least quantity, wherever it is delivered; <see cref="ItemOffers.NoPrice"/>
    /// without a price.</summary>
    public long PerUnit { get; }

    /// <summary>Whether any certificate in force is a mark of quality; TKDN and BMP are not.</summary>
    public bool HasMark =>
        (Certificates & ~((1 << (int)ItemCertificateKind.Tkdn) | (1 << (int)ItemCertificateKind.Bmp))) != 0;

    /// <summary>Whether it still holds.</summary>
    public bool Holds(ListedItem item, long ticks) =>
        ReferenceEquals(_item, item) && ticks >= _from && ticks < _until;

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
