using System.Collections.Immutable;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Search;

namespace Marketplace.Purchasing;

/// <summary>
/// Who spends public money compares prices: the engine records with each line what is comparable. Where there is too
/// little of it, or the price is higher than usual, the buyer says why it is bought all the same (DOMAIN §3).
/// </summary>
public static class PriceFairnessRule
{
    /// <summary>Whether the rule concerns a buyer: private firms spend their own money.</summary>
    public static bool Binds(OrganisationKind? kind) => kind is OrganisationKind.RegionalAgency
        or OrganisationKind.VerticalAgency or OrganisationKind.StateCompany or OrganisationKind.RegionalCompany;

    /// <summary>Whether the buyer has said why.</summary>
    public static bool IsExplained(SubmitOrder order) => !string.IsNullOrWhiteSpace(order.ComparisonNote);

    /// <summary>Why an order is not taken as it is; null where there is nothing to explain.</summary>
    /// <param name="order">What the buyer says.</param>
    /// <param name="prices">Where each line's price lies; empty where nobody could say.</param>
    /// <param name="kind">Who buys.</param>
    /// <param name="law">The policy of the day.</param>
    public static Refusal? Refusal(
        SubmitOrder order, ImmutableArray<PriceFairness> prices, OrganisationKind kind, PolicyDay law)
    {
        if (IsExplained(order) || !Binds(kind)) return null;
        for (var i = 0; i < prices.Length; i++)
        {
            if (prices[i] is not { Price: { } price, Concerns: [var concern, ..] }) continue;
            return concern == PriceConcern.NoComparables
                ? OrderRefusals.PriceNotCompared.With("line", i + 1)
                    .With("comparables", law[PolicyKeys.PriceComparables].Count)
                    .On("comparisonNote").By(law[PolicyKeys.PriceComparables].Name)
                : OrderRefusals.PriceUnexplained.With("line", i + 1).With("price", price)
                    .With("usual", LimitOf(prices[i], concern)).On("comparisonNote").By(law[KeyOf(concern)].Name);
        }

        return null;
    }

    private static string KeyOf(PriceConcern concern) =>
        concern == PriceConcern.AboveLastSale ? PolicyKeys.PriceLastSaleRise : PolicyKeys.PriceFence;

    private static Values.Rupiah LimitOf(PriceFairness fairness, PriceConcern concern) => (concern switch
    {
        PriceConcern.AboveListed => fairness.Listed.Fence,
        PriceConcern.AbovePaid => fairness.Paid.Fence,
        _ => fairness.LastSale,
    })!.Value;
}
