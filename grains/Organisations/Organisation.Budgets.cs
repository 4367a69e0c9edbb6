using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>A unit's budget of one year.</summary>
/// <param name="Amount">What it may spend.</param>
/// <param name="Plans">What each of its announced plans takes of it.</param>
public sealed record UnitBudget(Rupiah Amount, ImmutableDictionary<RupCode, Rupiah> Plans)
{
    /// <summary>No budget and no plans.</summary>
    public static readonly UnitBudget None = new(Rupiah.Zero, ImmutableDictionary<RupCode, Rupiah>.Empty);

    /// <summary>What all its plans take.</summary>
    public Rupiah Planned() => Plans.Values.Sum(static amount => amount);

    /// <summary>The budget with one plan taking another amount.</summary>
    public UnitBudget With(RupCode plan, Rupiah amount) =>
        this with { Plans = amount == Rupiah.Zero ? Plans.Remove(plan) : Plans.SetItem(plan, amount) };
}

public sealed partial record Organisation
{
    /// <summary>Units' budgets by unit and year.</summary>
    public ImmutableDictionary<UnitId, ImmutableSortedDictionary<int, UnitBudget>> Budgets { get; init; } =
        ImmutableDictionary<UnitId, ImmutableSortedDictionary<int, UnitBudget>>.Empty;

    /// <summary>A unit's budget of a year; none when it was never set.</summary>
    public UnitBudget BudgetOf(UnitId unit, int year) =>
        Budgets.TryGetValue(unit, out var years) && years.TryGetValue(year, out var budget) ? budget : UnitBudget.None;

    /// <summary>Sets a unit's budget of a year; never below what its plans reserve.</summary>
    public Decision<OrganisationEvent> SetBudget(UnitId unit, int year, Rupiah amount)
    {
        if (Kind is null) return CommonRefusals.NotFound;
        var malformed = Check.Range(year, "year", OrganisationLimits.MinYear, OrganisationLimits.MaxYear)
            ?? Check.Money(amount, "amount", 0, Rupiah.MaxAmount);
        if (malformed is not null) return malformed;
        if (!Units.ContainsKey(unit)) return OrganisationRefusals.UnitMissing.With("unit", unit).On("unit");
        var budget = BudgetOf(unit, year);
        if (amount < budget.Planned())
        {
            return OrganisationRefusals.BudgetBelowPlans.With("unit", unit).With("year", year)
                .With("planned", budget.Planned().Amount).On("amount");
        }

        return amount == budget.Amount ? Decision<OrganisationEvent>.Nothing : new UnitBudgetSet(unit, year, amount);
    }

    /// <summary>Sets what a plan takes of its unit's budget. Taking less is never refused.</summary>
    public Decision<OrganisationEvent> ReserveBudget(RupCode plan, UnitId unit, int year, Rupiah amount)
    {
        if (Kind is null) return CommonRefusals.NotFound;
        if (!Units.ContainsKey(unit)) return OrganisationRefusals.UnitMissing.With("unit", unit);
        var budget = BudgetOf(unit, year);
        var taken = budget.Plans.GetValueOrDefault(plan);
        if (amount == taken) return Decision<OrganisationEvent>.Nothing;
        if (amount > taken && amount > budget.Amount - (budget.Planned() - taken))
        {
            return OrganisationRefusals.UnitBudgetExceeded.With("unit", unit).With("year", year)
                .With("budget", budget.Amount.Amount).With("planned", (budget.Planned() - taken).Amount)
                .With("asked", amount.Amount);
        }

        return new UnitBudgetReserved(unit, year, plan, amount);
    }

    private Organisation With(UnitId unit, int year, Func<UnitBudget, UnitBudget> change)
    {
        var years = Budgets.GetValueOrDefault(unit, ImmutableSortedDictionary<int, UnitBudget>.Empty);
        return this with { Budgets = Budgets.SetItem(unit, years.SetItem(year, change(BudgetOf(unit, year)))) };
    }
}
