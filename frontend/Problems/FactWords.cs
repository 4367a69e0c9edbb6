using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Budgets;
using Marketplace.Frontend.Carts;
using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Organisations;
using Marketplace.Frontend.Purchasing;
using Marketplace.Frontend.Suppliers;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Problems;

/// <summary>Facts of refusals as people read them: stages, roles, dates and amounts in their language.</summary>
public static class FactWords
{
    /// <summary>Where the pages have the words of an enumeration, by its name.</summary>
    public static readonly FrozenDictionary<string, (Type Texts, string Family)> Families =
        new Dictionary<string, (Type, string)>
        {
            ["OrderStage"] = (typeof(PurchasingTexts), "stage."),
            ["OrderSide"] = (typeof(PurchasingTexts), "side."),
            ["OrderAction"] = (typeof(PurchasingTexts), "action."),
            ["OrderDuty"] = (typeof(PurchasingTexts), "duty."),
            ["EndReason"] = (typeof(PurchasingTexts), "reason."),
            ["PurchaseMethod"] = (typeof(CartTexts), "method."),
            ["PaymentMode"] = (typeof(CartTexts), "payment."),
            ["PlanStage"] = (typeof(BudgetTexts), "stage."),
            ["ProcurementMethod"] = (typeof(BudgetTexts), "method."),
            ["Side"] = (typeof(AccountTexts), "side."),
            ["Role"] = (typeof(OrganisationTexts), "role."),
            ["OrganisationKind"] = (typeof(OrganisationTexts), "kind."),
            ["SupplierStage"] = (typeof(VerificationTexts), "stage."),
            ["CertificateState"] = (typeof(VerificationTexts), "certificate."),
            ["SanctionReason"] = (typeof(VerificationTexts), "because."),
            ["BusinessSize"] = (typeof(SupplierTexts), "size."),
            ["CertificateKind"] = (typeof(SupplierTexts), "certificate."),
            ["ItemStage"] = (typeof(CurationTexts), "stage."),
            ["ItemCertificateKind"] = (typeof(CatalogueTexts), "certificate."),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, ResourceManager> Texts = Families.Values
        .Select(static family => family.Texts).Distinct()
        .ToFrozenDictionary(static texts => texts, static texts => new ResourceManager(texts));

    /// <summary>
    /// Puts the facts in their places: <c>{stage}</c> for the value itself, <c>Rp{asked}</c> for an amount of rupiah,
    /// <c>{unit.name}</c> for the name of a unit of measure.
    /// </summary>
    /// <param name="text">The text with its places.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="language">The language of the text.</param>
    public static string Fill(string text, IEnumerable<RefusalFact> facts, Language language)
    {
        foreach (var fact in facts)
        {
            if (long.TryParse(fact.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
                && amount is >= 0 and <= Rupiah.MaxAmount)
                text = text.Replace($"Rp{{{fact.Name}}}", new Rupiah(amount).ToString(), StringComparison.Ordinal);
            if (Marketplace.Catalogue.Units.TryFind(fact.Value, out var unit))
            {
                text = text.Replace(
                    $"{{{fact.Name}.name}}", language == Language.English ? unit.NameEn : unit.Name,
                    StringComparison.Ordinal);
            }

            text = text.Replace($"{{{fact.Name}}}", WordOf(fact, language), StringComparison.Ordinal);
        }

        return text;
    }

    private static string WordOf(RefusalFact fact, Language language)
    {
        var culture = language.Culture();
        return fact.Type switch
        {
            null => fact.Value,
            nameof(DateOnly) => DateOnly.ParseExact(fact.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                .ToString("d MMMM yyyy", culture),
            nameof(DateTimeOffset) => Wib.Of(DateTimeOffset.Parse(fact.Value, CultureInfo.InvariantCulture))
                .ToString("d MMMM yyyy HH:mm", culture) + " WIB",
            _ => string.Join(", ", fact.Value.Split(", ").Select(name => WordOf(fact.Type, name, culture) ?? name)),
        };
    }

    private static string? WordOf(string type, string name, CultureInfo culture) =>
        Families.TryGetValue(type, out var family) && name.Length > 0
            ? Texts[family.Texts].GetString($"{family.Family}{char.ToUpperInvariant(name[0])}{name[1..]}", culture)
            : null;
}
