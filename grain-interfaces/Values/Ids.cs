using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Marketplace.Values;

/// <summary>An account. Made by the identity store.</summary>
[GenerateSerializer, Immutable, Alias("user-id")]
[JsonConverter(typeof(StringIdConverter<UserId>))]
public readonly record struct UserId : IStringId<UserId>
{
    private UserId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => StringId.IsPlain(text);

    /// <inheritdoc />
    public static UserId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static UserId Parse(string text) => StringId.Parse<UserId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out UserId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(UserId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A supplier (penyedia).</summary>
[GenerateSerializer, Immutable, Alias("supplier-id")]
[JsonConverter(typeof(StringIdConverter<SupplierId>))]
public readonly record struct SupplierId : IStringId<SupplierId>
{
    private SupplierId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => StringId.IsPlain(text);

    /// <inheritdoc />
    public static SupplierId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static SupplierId Parse(string text) => StringId.Parse<SupplierId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out SupplierId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(SupplierId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A catalogue item (produk).</summary>
[GenerateSerializer, Immutable, Alias("item-id")]
[JsonConverter(typeof(StringIdConverter<ItemId>))]
public readonly record struct ItemId : IStringId<ItemId>
{
    private ItemId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => StringId.IsPlain(text);

    /// <inheritdoc />
    public static ItemId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static ItemId Parse(string text) => StringId.Parse<ItemId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out ItemId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(ItemId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A buying organisation, or the one that operates the marketplace.</summary>
[GenerateSerializer, Immutable, Alias("organisation-id")]
[JsonConverter(typeof(StringIdConverter<OrganisationId>))]
public readonly record struct OrganisationId : IStringId<OrganisationId>
{
    private OrganisationId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => StringId.IsPlain(text);

    /// <inheritdoc />
    public static OrganisationId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static OrganisationId Parse(string text) => StringId.Parse<OrganisationId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out OrganisationId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(OrganisationId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A work unit (satuan kerja) within its organisation.</summary>
[GenerateSerializer, Immutable, Alias("unit-id")]
[JsonConverter(typeof(StringIdConverter<UnitId>))]
public readonly record struct UnitId : IStringId<UnitId>
{
    private UnitId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => StringId.IsPlain(text);

    /// <inheritdoc />
    public static UnitId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static UnitId Parse(string text) => StringId.Parse<UnitId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out UnitId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(UnitId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A purchase order. Made by the client: a ULID or UUIDv7, 26–36 characters.</summary>
[GenerateSerializer, Immutable, Alias("order-id")]
[JsonConverter(typeof(StringIdConverter<OrderId>))]
public readonly record struct OrderId : IStringId<OrderId>
{
    private OrderId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        StringId.IsPlain(text) && text.Length is >= 16 and <= 40;

    /// <inheritdoc />
    public static OrderId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static OrderId Parse(string text) => StringId.Parse<OrderId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out OrderId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(OrderId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>An import of items. Made by the client: a UUID, at most 40 characters.</summary>
[GenerateSerializer, Immutable, Alias("import-id")]
[JsonConverter(typeof(StringIdConverter<ImportId>))]
public readonly record struct ImportId : IStringId<ImportId>
{
    private ImportId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        StringId.IsPlain(text) && text.Length is >= 16 and <= 40;

    /// <inheritdoc />
    public static ImportId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static ImportId Parse(string text) => StringId.Parse<ImportId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out ImportId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(ImportId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A category: up to three levels joined by dots, such as <c>10.03.02</c>.</summary>
[GenerateSerializer, Immutable, Alias("category-code")]
[JsonConverter(typeof(StringIdConverter<CategoryCode>))]
public readonly record struct CategoryCode : IStringId<CategoryCode>
{
    private CategoryCode(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => CodeForms.IsCategory(text);

    /// <inheritdoc />
    public static CategoryCode Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static CategoryCode Parse(string text) => StringId.Parse<CategoryCode>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out CategoryCode id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(CategoryCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A procurement plan package (kode RUP of SiRUP): 8 to 10 digits.</summary>
[GenerateSerializer, Immutable, Alias("rup-code")]
[JsonConverter(typeof(StringIdConverter<RupCode>))]
public readonly record struct RupCode : IStringId<RupCode>
{
    private RupCode(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => CodeForms.IsDigits(text, 8, 10);

    /// <inheritdoc />
    public static RupCode Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static RupCode Parse(string text) => StringId.Parse<RupCode>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out RupCode id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(RupCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A Kemendagri region code: <c>18</c>, <c>18.71</c>, <c>18.71.01</c> or <c>18.71.01.1001</c> (DOMAIN
/// §10).</summary>
[GenerateSerializer, Immutable, Alias("region-code")]
[JsonConverter(typeof(StringIdConverter<RegionCode>))]
public readonly record struct RegionCode : IStringId<RegionCode>
{
    private RegionCode(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => CodeForms.IsRegion(text);

    /// <inheritdoc />
    public static RegionCode Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static RegionCode Parse(string text) => StringId.Parse<RegionCode>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out RegionCode id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(RegionCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A budget account code (kode rekening / MAK), regional or six-digit national (DOMAIN §10).</summary>
[GenerateSerializer, Immutable, Alias("account-code")]
[JsonConverter(typeof(StringIdConverter<AccountCode>))]
public readonly record struct AccountCode : IStringId<AccountCode>
{
    private AccountCode(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) => CodeForms.IsAccount(text);

    /// <inheritdoc />
    public static AccountCode Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static AccountCode Parse(string text) => StringId.Parse<AccountCode>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out AccountCode id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(AccountCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>
/// An uploaded photo or document, named after its content: <c>photo-</c> or <c>pdf-</c> and 40 lower-case hex digits.
/// </summary>
[GenerateSerializer, Immutable, Alias("document-id")]
[JsonConverter(typeof(StringIdConverter<DocumentId>))]
public readonly record struct DocumentId : IStringId<DocumentId>
{
    private const string Photo = "photo-";

    private const string Pdf = "pdf-";

    private DocumentId(string value) => Value = value;

    /// <inheritdoc />
    [Id(0)] public string Value { get; }

    /// <summary>Whether it is a photo, otherwise a PDF.</summary>
    [JsonIgnore]
    public bool IsPhoto => Value.StartsWith(Photo, StringComparison.Ordinal);

    /// <summary>The id of a content.</summary>
    /// <param name="isPhoto">A photo, otherwise a PDF.</param>
    /// <param name="hash">SHA-256 of owner and content, lower-case hex.</param>
    public static DocumentId Of(bool isPhoto, string hash) =>
        Wrap((isPhoto ? Photo : Pdf) + hash[..CodeForms.HashDigits]);

    /// <inheritdoc />
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is not null && (IsHash(text, Photo) || IsHash(text, Pdf));

    /// <inheritdoc />
    public static DocumentId Wrap(string text) => new(text);

    /// <inheritdoc cref="StringId.Parse{TSelf}"/>
    public static DocumentId Parse(string text) => StringId.Parse<DocumentId>(text);

    /// <inheritdoc cref="StringId.TryParse{TSelf}"/>
    public static bool TryParse(string? text, out DocumentId id) => StringId.TryParse(text, out id);

    /// <inheritdoc />
    public int CompareTo(DocumentId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool IsHash(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && CodeForms.IsLowerHex(text.AsSpan(prefix.Length));
}
