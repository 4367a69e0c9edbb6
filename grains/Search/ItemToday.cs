using System.Collections.Immutable;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Regions;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// What an item comes to at a moment, worked out once and good until a price, a day or something about the item or its
/// seller changes: searches look at thousands of items.
/// </summary>
internal sealed class ItemToday
{
    /// <summary>The kabupaten and kota of Lampung, in the order of <see cref="Delivered"/>'s bits.</summary>
    public static readonly ImmutableArray<RegionCode> Regencies =
        [.. RegionTable.Under(RegionTable.Lampung).Select(static region => region.Code)];

    private readonly ListedItem _item;
    private readonly DateOnly _day;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;

    /// <summary>Works it out.</summary>
    public ItemToday(ListedItem item, DateTimeOffset now, PolicyDay law)
    {
        (_item, _day) = (item, law.Date);
        var traits = item.Traits;
        (_from, _until) = (now, PriceBook.NextChange(item.Prices, now) ?? DateTimeOffset.MaxValue);
        Turn = TurnOf(item.Summary.Supplier.Value, _day);
        Category = CodeNumbers.Categories.Of(item.Summary.Category.Value);
        Origin = item.Summary.Origin is { } origin ? CodeNumbers.Regions.Of(origin.Value) : -1;
        (Size, Rating, LeadTimeDays) = (item.Seller.Size, item.Seller.Rating ?? 0, traits.LeadTimeDays);
        Available = item.Summary.Stage == ItemStage.Published ? item.Summary.OnHand - item.Held : Quantity.Zero;
        LocalContent = traits.LocalContentOn(_day).Value;
        foreach (var kind in Enum.GetValues<ItemCertificateKind>())
            if (traits.Has(kind, _day)) Certificates |= 1 << (int)kind;
        HasMark = (Certificates & ~((1 << (int)ItemCertificateKind.Tkdn) | (1 << (int)ItemCertificateKind.Bmp))) != 0;
        Level = traits.Level;
        Regency = Level is LocalLevel.Lampung or LocalLevel.Domestic
            ? RegionTable.KabupatenOf(traits.Origin.Region!.Value)?.Value
            : null;
        var offers = new ItemOffers(region: null, quantity: null, now, law);
        Offer = offers.Work(item);
        IsAlikeEverywhere = item.Prices.All(static schedule => schedule.Region is null);
        for (var at = 0; at < Regencies.Length; at++)
            if (offers.Reaches(item, Regencies[at])) Delivered |= 1 << at;
    }

    /// <summary>The seller's turn among equals.</summary>
    public uint Turn { get; }

    /// <summary>The number of its category's code.</summary>
    public int Category { get; }

    /// <summary>The number of the code of where it is said to be made; -1 abroad.</summary>
    public int Origin { get; }

    /// <summary>The seller's size.</summary>
    public BusinessSize? Size { get; }

    /// <summary>The seller's mean rating in hundredths; 0 while nobody has rated it.</summary>
    public int Rating { get; }

    /// <summary>Working days to dispatch.</summary>
    public int LeadTimeDays { get; }

    /// <summary>What can be ordered.</summary>
    public Quantity Available { get; }

    /// <summary>The verified TKDN in force, in basis points.</summary>
    public int LocalContent { get; }

    /// <summary>The verified certificates in force, a bit per kind.</summary>
    public int Certificates { get; }

    /// <summary>Whether any of them is a mark of quality; TKDN and BMP are not.</summary>
    public bool HasMark { get; }

    /// <summary>How local it is, seen from nowhere in particular.</summary>
    public LocalLevel Level { get; }

    /// <summary>The kabupaten or kota where it is proven to be made; null without proof.</summary>
    public string? Regency { get; }

    /// <summary>The offer of its least quantity, wherever it is delivered; null without a price.</summary>
    public ItemOffer? Offer { get; }

    /// <summary>Whether its prices are the same wherever it is delivered.</summary>
    public bool IsAlikeEverywhere { get; }

    /// <summary>The kabupaten and kota of Lampung its least quantity is delivered to, a bit each.</summary>
    public int Delivered { get; }

    /// <summary>Whether it still holds.</summary>
    public bool Holds(ListedItem item, DateTimeOffset now, PolicyDay law) =>
        ReferenceEquals(_item, item) && _day == law.Date && now >= _from && now < _until;

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
