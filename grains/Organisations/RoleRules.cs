using System.Collections.Frozen;

namespace Marketplace.Organisations;

/// <summary>Which roles fit which organisations, and which are kept apart (DOMAIN §1).</summary>
public static class RoleRules
{
    private static readonly FrozenSet<Role> Government = FrozenSet.ToFrozenSet(
    [
        Role.BudgetOwner, Role.DelegatedBudgetOwner, Role.CommitmentOfficer, Role.ProcurementOfficer,
        Role.SelectionCommittee, Role.ActivityOfficer, Role.FinanceAdminOfficer, Role.Treasurer, Role.Receiver,
        Role.Administrator,
    ]);

    private static readonly FrozenSet<Role> Company =
        FrozenSet.ToFrozenSet([Role.Requester, Role.Approver, Role.Payer, Role.Receiver, Role.Administrator]);

    private static readonly FrozenSet<Role> Operator = FrozenSet.ToFrozenSet(
    [
        Role.Administrator, Role.CatalogManager, Role.Facilitator, Role.InternalAuditor, Role.SystemOperator,
    ]);

    // Who decides over money does not pay it out or verify the claim (DOMAIN §1).
    private static readonly FrozenSet<(Role, Role)> Apart = FrozenSet.ToFrozenSet(
    [
        (Role.BudgetOwner, Role.Treasurer),
        (Role.DelegatedBudgetOwner, Role.Treasurer),
        (Role.CommitmentOfficer, Role.Treasurer),
        (Role.CommitmentOfficer, Role.FinanceAdminOfficer),
    ]);

    /// <summary>Whether an organisation of this kind has the role.</summary>
    public static bool Fits(Role role, OrganisationKind kind) => kind switch
    {
        OrganisationKind.MarketplaceOperator => Operator.Contains(role),
        _ when IsCompany(kind) => Company.Contains(role),
        _ => Government.Contains(role),
    };

    /// <summary>Whether one person must not hold both for the same unit.</summary>
    public static bool AreKeptApart(Role one, Role other) =>
        Apart.Contains((one, other)) || Apart.Contains((other, one));

    /// <summary>State, regional and private companies: no offices of the procurement regulation, limits of their
    /// own.</summary>
    public static bool IsCompany(OrganisationKind? kind) =>
        kind is OrganisationKind.StateCompany or OrganisationKind.RegionalCompany or OrganisationKind.PrivateCompany;

    /// <summary>Roles that appoint the others of their organisation.</summary>
    public static bool Appoints(Role role) => role is Role.Administrator or Role.BudgetOwner;
}
