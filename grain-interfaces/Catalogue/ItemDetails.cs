using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What a supplier says about an item. Nothing here is believed before it is reviewed.</summary>
[GenerateSerializer, Immutable, Alias("item-details")]
public sealed record ItemDetails
{
    /// <summary>Product name, 1–<see cref="ItemLimits.MaxName"/> characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Level-3 category.</summary>
    [Id(1)] public required CategoryCode Category { get; init; }

    /// <summary>Unit code, one of those under <c>catalogue/units</c>.</summary>
    [Id(2)] public required string Unit { get; init; }

    /// <summary>Where it is made.</summary>
    [Id(3)] public required ItemOrigin Origin { get; init; }

    /// <summary>Free text, at most <see cref="ItemLimits.MaxDescription"/> characters.</summary>
    [Id(4)] public string Description { get; init; } = "";

    /// <summary>Brand, at most <see cref="ItemLimits.MaxBrand"/> characters; empty when unbranded.</summary>
    [Id(5)] public string Brand { get; init; } = "";

    /// <summary>The supplier's own article number, at most <see cref="ItemLimits.MaxSku"/> characters.</summary>
    [Id(6)] public string Sku { get; init; } = "";

    /// <summary>Who makes it; null when the supplier does.</summary>
    [Id(7)] public ItemProducer? Producer { get; init; }

    /// <summary>KBKI product code, 10 digits within the category's range; empty for none.</summary>
    [Id(8)] public string Kbki { get; init; } = "";

    /// <summary>Customs tariff code (HS/BTKI), 6–10 digits; empty for none.</summary>
    [Id(9)] public string HsCode { get; init; } = "";

    /// <summary>The attributes of the category's template, each at most once.</summary>
    [Id(10)] public ImmutableArray<ItemAttribute> Attributes { get; init; } = [];

    /// <summary>Certificates claimed, at most <see cref="ItemLimits.MaxCertificates"/>.</summary>
    [Id(11)] public ImmutableArray<ItemCertificate> Certificates { get; init; } = [];

    /// <summary>Ids of uploaded photos and documents, at most <see cref="ItemLimits.MaxDocuments"/>.</summary>
    [Id(12)] public ImmutableArray<string> Documents { get; init; } = [];

    /// <summary>The photos among them, the one shown first at the front.</summary>
    [JsonIgnore]
    public IEnumerable<DocumentId> Photos => Documents.Where(static id => DocumentId.IsValid(id))
        .Select(static id => DocumentId.Wrap(id)).Where(static id => id.IsPhoto);

    /// <summary>Smallest quantity of one order line, above zero.</summary>
    [Id(13)] public Quantity MinOrder { get; init; } = new(1);

    /// <summary>A line's quantity is a whole multiple of this, above zero.</summary>
    [Id(14)] public Quantity OrderMultiple { get; init; } = new(1);

    /// <summary>Working days from acceptance to dispatch, 0–<see cref="ItemLimits.MaxLeadTimeDays"/>.</summary>
    [Id(15)] public int LeadTimeDays { get; init; }

    /// <summary>What can be made or supplied in a month; null when not said.</summary>
    [Id(16)] public Quantity? MonthlyCapacity { get; init; }
}

/// <summary>Where an item is made.</summary>
/// <param name="Kind">At home or abroad.</param>
/// <param name="Region">Kabupaten/kota of the factory (<c>18.71</c>); required at home, absent abroad.</param>
/// <param name="Country">ISO 3166-1 alpha-2 country of manufacture; required abroad, absent at home.</param>
[GenerateSerializer, Immutable, Alias("item-origin")]
public sealed record ItemOrigin(
    [property: Id(0)] OriginKind Kind,
    [property: Id(1)] RegionCode? Region = null,
    [property: Id(2)] string? Country = null);

/// <summary>At home or abroad.</summary>
public enum OriginKind
{
    /// <summary>PDN, produk dalam negeri.</summary>
    Domestic = 1,

    /// <summary>Imported.</summary>
    Import = 2,
}

/// <summary>Who makes an item that its supplier only sells; the true UMKK ratio counts producers (DOMAIN §4).</summary>
/// <param name="Name">Name, 1–<see cref="ItemLimits.MaxBrand"/> characters.</param>
/// <param name="Id">NIB of the producer, 13 digits; empty when unknown or foreign.</param>
/// <param name="Size">Business size; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("item-producer")]
public sealed record ItemProducer(
    [property: Id(0)] string Name, [property: Id(1)] string Id = "", [property: Id(2)] BusinessSize? Size = null);

/// <summary>One attribute filled in.</summary>
/// <param name="Code">The template's attribute.</param>
/// <param name="Value">
/// 1–<see cref="ItemLimits.MaxAttributeValue"/> characters, or one of the template's choices.
/// </param>
[GenerateSerializer, Immutable, Alias("item-attribute")]
public sealed record ItemAttribute([property: Id(0)] string Code, [property: Id(1)] string Value);

/// <summary>
/// A certificate the supplier claims. Labels and local content count only from the moment a reviewer has verified
/// exactly this record; changing any of it makes it a mere claim again.
/// </summary>
/// <param name="Kind">What it certifies.</param>
/// <param name="Number">Its number, 1–100 characters.</param>
/// <param name="Value">For TKDN at most 100 %, for BMP at most 15 % (DOMAIN §4); absent for the others.</param>
/// <param name="ValidUntil">Last day it holds (WIB); null when it does not expire.</param>
/// <param name="Owner">In whose name, at most <see cref="ItemLimits.MaxBrand"/> characters.</param>
/// <param name="Document">Id of the uploaded copy; empty when not uploaded.</param>
[GenerateSerializer, Immutable, Alias("item-certificate")]
public sealed record ItemCertificate(
    [property: Id(0)] ItemCertificateKind Kind,
    [property: Id(1)] string Number,
    [property: Id(2)] BasisPoints? Value = null,
    [property: Id(3)] DateOnly? ValidUntil = null,
    [property: Id(4)] string Owner = "",
    [property: Id(5)] string Document = "");

/// <summary>What a certificate of an item certifies (DOMAIN §§4, 5).</summary>
public enum ItemCertificateKind
{
    /// <summary>Local content (tingkat komponen dalam negeri).</summary>
    Tkdn = 1,

    /// <summary>Company benefit (bobot manfaat perusahaan).</summary>
    Bmp = 2,

    /// <summary>National standard mark (SPPT-SNI).</summary>
    Sni = 3,

    /// <summary>Halal.</summary>
    Halal = 4,

    /// <summary>Home-industry food (P-IRT).</summary>
    Pirt = 5,

    /// <summary>Food and drug authority (BPOM).</summary>
    Bpom = 6,

    /// <summary>Brand or intellectual property (merek/HAKI).</summary>
    Brand = 7,

    /// <summary>Environmental label.</summary>
    Green = 8,
}

/// <summary>Limits of items.</summary>
public static class ItemLimits
{
    /// <summary>The projection behind lists of items.</summary>
    public const string Projection = "items";

    /// <summary>Longest name.</summary>
    public const int MaxName = 200;

    /// <summary>Longest description.</summary>
    public const int MaxDescription = 5_000;

    /// <summary>Longest brand, producer or owner.</summary>
    public const int MaxBrand = 100;

    /// <summary>Longest supplier article number.</summary>
    public const int MaxSku = 64;

    /// <summary>Longest attribute value.</summary>
    public const int MaxAttributeValue = 200;

    /// <summary>Longest note or reason.</summary>
    public const int MaxNote = 1_000;

    /// <summary>Most certificates.</summary>
    public const int MaxCertificates = 20;

    /// <summary>Most photos and documents.</summary>
    public const int MaxDocuments = 20;

    /// <summary>Longest lead time in working days.</summary>
    public const int MaxLeadTimeDays = 365;

    /// <summary>Most quantity tiers of one region.</summary>
    public const int MaxPriceTiers = 20;

    /// <summary>Most regions with prices of their own.</summary>
    public const int MaxPriceRegions = 600;

    /// <summary>Highest price or freight, in rupiah.</summary>
    public const long MaxPrice = 1_000_000_000_000;

    /// <summary>Most reasons of one rejection.</summary>
    public const int MaxRejectionReasons = 10;
}
