using Marketplace.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>Reads what a form says of a product.</summary>
internal static class ListingDetails
{
    private const string AttributeField = "attr.";

    /// <summary>The details the form asks for; what it has no field for stays as it was.</summary>
    public static ItemDetails Of(SentForm form, ItemDetails? before) => new()
    {
        Name = form.Text("name") ?? "",
        Category = form.Id<CategoryCode>("category"),
        Unit = form.Typed("unit"),
        Description = form.Text("description") ?? "",
        Brand = form.Text("brand") ?? "",
        Sku = form.Text("sku") ?? "",
        Origin = OriginOf(form),
        Producer = form.Text("producer.name") is { } name
            ? new ItemProducer(
                name, form.Digits("producer.id") ?? "",
                form.Text("producer.size") is null ? null : form.Choice<BusinessSize>("producer.size"))
            : null,
        Kbki = form.Digits("kbki") ?? "",
        HsCode = form.Digits("hsCode") ?? "",
        Attributes =
        [
            .. form.FieldsOf(AttributeField)
                .Select(field => new ItemAttribute(field[AttributeField.Length..], form.Text(field)!)),
        ],
        Certificates =
        [
            .. Enumerable.Range(0, ItemLimits.MaxCertificates)
                .Where(at => form.Text(ListingForms.CertificateField(at, "number")) is not null)
                .Select(at => CertificateOf(form, at, before)),
        ],
        Documents = before?.Documents ?? [],
        MinOrder = form.Amount("minOrder") ?? Quantity.Zero,
        OrderMultiple = form.Amount("orderMultiple") ?? Quantity.Zero,
        LeadTimeDays = form.Number("leadTimeDays"),
        MonthlyCapacity = form.Amount("monthlyCapacity"),
    };

    private static ItemOrigin OriginOf(SentForm form) =>
        form.Choice<OriginKind>("origin.kind") == OriginKind.Import
            ? new ItemOrigin(OriginKind.Import, Country: form.Text("origin.country"))
            : new ItemOrigin(OriginKind.Domestic, form.Id<RegionCode>("origin.region"));

    private static ItemCertificate CertificateOf(SentForm form, int at, ItemDetails? before)
    {
        string Field(string part) => ListingForms.CertificateField(at, part);
        var number = form.Text(Field("number"))!;
        return new ItemCertificate(
            form.Choice<ItemCertificateKind>(Field("kind")), number, form.Share(Field("value")),
            form.Text(Field("validUntil")) is null ? null : form.Date(Field("validUntil")),
            form.Text(Field("owner")) ?? "",
            before?.Certificates.FirstOrDefault(one => one.Number == number)?.Document ?? "");
    }
}
