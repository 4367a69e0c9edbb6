using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>Which appointments allow what with a plan (DOMAIN §1).</summary>
public static class PlanDuties
{
    /// <summary>Enter and prepare a package.</summary>
    public static bool MayDraft(Authority authority, UnitId unit) =>
        MayAnnounce(authority, unit) || authority.Has(unit, Role.CommitmentOfficer, Role.Requester);

    /// <summary>Announce it, revise it once announced, close it: the owner of the budget.</summary>
    public static bool MayAnnounce(Authority authority, UnitId unit) =>
        authority.Has(unit, Role.BudgetOwner, Role.DelegatedBudgetOwner)
        || (RoleRules.IsCompany(authority.Kind) && authority.Has(unit, Role.Approver, Role.Administrator));

    /// <summary>Order from it.</summary>
    public static bool MayOrder(Authority authority, UnitId unit) => authority.Has(
        unit, Role.ProcurementOfficer, Role.CommitmentOfficer, Role.SelectionCommittee, Role.Requester);

    /// <summary>Sign its orders.</summary>
    public static bool MaySign(Authority authority, UnitId unit) =>
        authority.Has(unit, Role.CommitmentOfficer, Role.Approver);
}
