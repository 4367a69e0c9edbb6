using System.Collections.Immutable;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What item details must look like, whatever the stage.</summary>
public static class ItemShape
{
    /// <summary>The first part that is malformed; null when all is well.</summary>
    /// <param name="details">What is said of the item.</param>
    /// <param name="companyBenefitCap">The highest BMP a certificate can state.</param>
    public static Refusal? Of(ItemDetails details, BasisPoints companyBenefitCap) =>
        Check.Text(details.Name, "name", ItemLimits.MaxName)
        ?? Check.Text(details.Description, "description", ItemLimits.MaxDescription, required: false)
        ?? Check.Text(details.Brand, "brand", ItemLimits.MaxBrand, required: false)
        ?? Check.Text(details.Sku, "sku", ItemLimits.MaxSku, required: false)
        ?? Check.Code(details.Kbki.Length == 0 || CodeForms.IsKbki(details.Kbki), "kbki", "10 digits")
        ?? Check.Code(details.HsCode.Length == 0 || CodeForms.IsDigits(details.HsCode, 6, 10), "hsCode", "6-10 digits")
        ?? Check.Range(details.LeadTimeDays, "leadTimeDays", 0, ItemLimits.MaxLeadTimeDays)
        ?? OriginOf(details.Origin)
        ?? (details.Producer is { } producer ? ProducerOf(producer) : null)
        ?? DocumentsOf(details.Documents)
        ?? CertificatesOf(details.Certificates, companyBenefitCap)
        ?? AttributesOf(details.Attributes);

    /// <summary>Whether minimum order, multiple and capacity suit each other and the unit.</summary>
    public static Refusal? QuantitiesOf(ItemDetails details, int decimals)
    {
        if (Check.Positive(details.MinOrder, "minOrder", decimals) is { } minimum) return minimum;
        if (Check.Positive(details.OrderMultiple, "orderMultiple", decimals) is { } multiple) return multiple;
        if (details.MonthlyCapacity is { } capacity
            && Check.Positive(capacity, "monthlyCapacity", decimals) is { } unfit) return unfit;
        return details.MinOrder.Amount % details.OrderMultiple.Amount == 0
            ? null
            : ItemRefusals.OrderQuantitiesUnfit.With("decimals", decimals).On("minOrder");
    }

    /// <summary>What is wrong with the attributes under a template; a draft may still lack required ones.</summary>
    public static IEnumerable<Refusal> AttributeProblems(ItemDetails details, CategoryTemplate category, bool complete)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in details.Attributes)
        {
            var template = category.Attributes.FirstOrDefault(candidate => candidate.Code == attribute.Code);
            if (template is null || !seen.Add(attribute.Code))
            {
                yield return ItemRefusals.AttributeUnknown.With("attribute", attribute.Code).On("attributes");
            }
            else if (template.Choices.Length > 0 && !template.Choices.Contains(attribute.Value))
            {
                yield return ItemRefusals.AttributeNotAChoice.With("attribute", attribute.Code)
                    .With("choices", string.Join(", ", template.Choices)).On("attributes");
            }
        }

        if (!complete) yield break;
        foreach (var missing in category.Attributes.Where(one => one.Required && !seen.Contains(one.Code)))
            yield return ItemRefusals.AttributeMissing.With("attribute", missing.Code).On("attributes");
    }

    /// <summary>Whether two details say the same; arrays are compared by content.</summary>
    public static bool Same(ItemDetails one, ItemDetails other) =>
        one.Attributes.SequenceEqual(other.Attributes)
        && one.Certificates.SequenceEqual(other.Certificates)
        && one.Documents.SequenceEqual(other.Documents)
        && one == other with
        {
            Attributes = one.Attributes,
            Certificates = one.Certificates,
            Documents = one.Documents,
        };

    /// <summary>
    /// Whether a change needs a new review: name, brand, origin, local content, unit, category (DOMAIN §3).
    /// </summary>
    public static bool IsMaterialChange(ItemDetails before, ItemDetails after) =>
        before.Name != after.Name
        || before.Brand != after.Brand
        || before.Origin != after.Origin
        || before.Unit != after.Unit
        || before.Category != after.Category
        || !LocalContentOf(before).SetEquals(LocalContentOf(after));

    /// <summary>Whether a category is of the level items are listed under.</summary>
    public static bool IsLevel3(CategoryCode category) => category.Value.Count(static c => c == '.') == 2;

    private static HashSet<ItemCertificate> LocalContentOf(ItemDetails details) =>
        [
            .. details.Certificates.Where(static claimed =>
                claimed.Kind is ItemCertificateKind.Tkdn or ItemCertificateKind.Bmp),
        ];

    private static Refusal? OriginOf(ItemOrigin origin) => origin.Kind switch
    {
        OriginKind.Domestic => Check.Code(
            origin is { Region: { } region, Country: null } && region.Value.Length == "18.71".Length,
            "origin.region", "NN.NN"),
        _ => Check.Code(
            origin is { Region: null, Country: { Length: 2 } country } && country.All(char.IsAsciiLetterUpper)
                && country != "ID",
            "origin.country", "ISO 3166-1 alpha-2"),
    };

    private static Refusal? ProducerOf(ItemProducer producer) =>
        Check.Text(producer.Name, "producer.name", ItemLimits.MaxBrand)
        ?? Check.Code(producer.Id is "" || CodeForms.IsNib(producer.Id), "producer.id", "13 digits");

    private static Refusal? DocumentsOf(ImmutableArray<string> documents) =>
        Check.Count(documents.Distinct(StringComparer.Ordinal).Count() == documents.Length ? documents.Length : -1,
            "documents", 0, ItemLimits.MaxDocuments)
        ?? Check.Code(documents.All(StringId.IsPlain), "documents", "1-64 letters, digits, dots, hyphens, underscores");

    private static Refusal? CertificatesOf(
        ImmutableArray<ItemCertificate> certificates, BasisPoints companyBenefitCap)
    {
        var names = certificates.Where(static one => one is not null).Select(static one => (one.Kind, one.Number));
        return Check.Count(names.Distinct().Count() == certificates.Length ? certificates.Length : -1,
                "certificates", 0, ItemLimits.MaxCertificates)
            ?? certificates.Select((certificate, index) => CertificateOf(certificate, index, companyBenefitCap))
                .FirstOrDefault(static refusal => refusal is not null);
    }

    private static Refusal? CertificateOf(ItemCertificate certificate, int index, BasisPoints companyBenefitCap)
    {
        var field = $"certificates[{index}]";
        var max = certificate.Kind switch
        {
            ItemCertificateKind.Tkdn => 10_000,
            ItemCertificateKind.Bmp => companyBenefitCap.Value,
            _ => 0,
        };
        var fits = max == 0 ? certificate.Value is null : certificate.Value is { } value && value.Value <= max;
        return Check.Text(certificate.Number, $"{field}.number", 100)
            ?? Check.Text(certificate.Owner, $"{field}.owner", ItemLimits.MaxBrand, required: false)
            ?? Check.Code(
                certificate.Document.Length == 0 || StringId.IsPlain(certificate.Document),
                $"{field}.document", "1-64 letters, digits, dots, hyphens, underscores")
            ?? (fits
                ? null
                : ItemRefusals.CertificateValueInvalid.With("kind", certificate.Kind).With("max", max)
                    .On($"{field}.value"));
    }

    private static Refusal? AttributesOf(ImmutableArray<ItemAttribute> attributes) =>
        Check.Count(attributes.Contains(null!) ? -1 : attributes.Length, "attributes", 0, CategoryLimits.MaxAttributes)
        ?? attributes.Select(static (attribute, index) =>
                Check.Text(attribute.Code, $"attributes[{index}].code", 40)
                ?? Check.Text(attribute.Value, $"attributes[{index}].value", ItemLimits.MaxAttributeValue))
            .FirstOrDefault(static refusal => refusal is not null);
}
