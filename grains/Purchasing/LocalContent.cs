using Marketplace.Catalogue;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>
/// Steps of the obligation to buy local content (Perpres 46/2025 Art. 66(2), DOMAIN §4), from the strictest. A product
/// of a step satisfies that step and every later one.
/// </summary>
public enum LocalContentTier
{
    /// <summary>A domestic product with a certified TKDN of at least the product floor (25 %).</summary>
    Certified = 1,

    /// <summary>A domestic product with a lower certified TKDN.</summary>
    LowContent = 2,

    /// <summary>A domestic product without a certificate.</summary>
    Uncertified = 3,

    /// <summary>An import.</summary>
    Import = 4,
}

/// <summary>What there is to buy of one KBKI code: published, in stock, the product itself included.</summary>
/// <param name="AnyCertified">A domestic product with TKDN of at least the product floor.</param>
/// <param name="AnyLowContent">A domestic product with a lower TKDN.</param>
/// <param name="AnyDomestic">A domestic product of any kind.</param>
public sealed record LocalContentMarket(bool AnyCertified, bool AnyLowContent, bool AnyDomestic);

/// <summary>The rules of the obligation.</summary>
public static class LocalContent
{
    /// <summary>
    /// Whether a buyer of this kind has to compare this product with the market. The obligation binds agencies, and
    /// companies of state and regions; private firms buy what they like. It concerns industrial products: sections 2
    /// to 4 of KBKI (food and textiles, other goods, metal products and machines), not farm produce, ore or services.
    /// A product without KBKI cannot be compared, and one on the highest step has nothing above it.
    /// </summary>
    public static bool IsAsked(OrganisationKind kind, ItemQuote quote, PolicyDay law) =>
        quote.Kbki is ['2' or '3' or '4', ..]
        && law[BindingKeyOf(kind)].IsOn
        && TierOf(quote.IsDomestic, quote.LocalContent, law) != LocalContentTier.Certified;

    /// <summary>The step a product stands on.</summary>
    public static LocalContentTier TierOf(bool isDomestic, BasisPoints localContent, PolicyDay law)
    {
        if (!isDomestic) return LocalContentTier.Import;
        if (localContent >= law[PolicyKeys.LocalContentProductFloor].BasisPoints) return LocalContentTier.Certified;
        return localContent.Value > 0 ? LocalContentTier.LowContent : LocalContentTier.Uncertified;
    }

    /// <summary>
    /// The lowest step that may be bought from this market. That a product with TKDN + BMP of 40 % makes one of 25 %
    /// compulsory, and otherwise those of 25 % come first, is the same demand here: both ask for
    /// <see cref="LocalContentTier.Certified"/> as soon as there is one.
    /// </summary>
    public static LocalContentTier AllowedTier(LocalContentMarket market)
    {
        if (market.AnyCertified) return LocalContentTier.Certified;
        if (market.AnyLowContent) return LocalContentTier.LowContent;
        return market.AnyDomestic ? LocalContentTier.Uncertified : LocalContentTier.Import;
    }

    private static string BindingKeyOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.RegionalAgency or OrganisationKind.VerticalAgency => PolicyKeys.LocalContentBindsAgencies,
        OrganisationKind.StateCompany or OrganisationKind.RegionalCompany =>
            PolicyKeys.LocalContentBindsPublicCompanies,
        _ => PolicyKeys.LocalContentBindsPrivateFirms,
    };

    /// <summary>
    /// Price for ranking with preference (HEA, rounded half up): <c>(1 − TKDN × preference) × price</c>. It ranks
    /// only; the contract is at the price itself.
    /// </summary>
    /// <param name="price">The bid after arithmetic correction.</param>
    /// <param name="localContent">TKDN.</param>
    /// <param name="packageCeiling">Pagu of the package.</param>
    /// <param name="law">The law of the day.</param>
    public static Rupiah EvaluatedPrice(Rupiah price, BasisPoints localContent, Rupiah packageCeiling, PolicyDay law)
    {
        const long One = 10_000L * 10_000L;
        if (packageCeiling <= law[PolicyKeys.PreferenceFloor].Rupiah) return price;
        if (localContent < law[PolicyKeys.LocalContentProductFloor].BasisPoints) return price;
        var factor = One - (localContent.Value * law[PolicyKeys.PreferenceGoodsMax].Value);
        return new Rupiah((long)((((Int128)price.Amount * factor) + (One / 2)) / One));
    }
}
