using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>What a plan answers to its neighbours, on any thread.</summary>
public interface IPlanTerms
{
    /// <inheritdoc cref="IProcurementPlanGrain.Terms"/>
    PlanTerms? TermsNow();
}

/// <summary>Asks a plan what may be bought with it.</summary>
public static class PlanTermsLookup
{
    /// <inheritdoc cref="IProcurementPlanGrain.Terms"/>
    public static Task<PlanTerms?> TermsOf(this Neighbours near, RupCode plan) =>
        near.Here<IPlanTerms>(plan.Value) is { } here
            ? Task.FromResult(here.TermsNow())
            : near.Grains.Plan(plan).Terms();
}
