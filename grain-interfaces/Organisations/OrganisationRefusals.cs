using Marketplace.Outcomes;

namespace Marketplace.Organisations;

/// <summary>Why an organisation refuses.</summary>
public static class OrganisationRefusals
{
    /// <summary>Only the operating organisation has the operator's kind, and it has no other. Facts: kind.</summary>
    public static readonly RefusalCode KindNotForOrganisation =
        new(4001, "kind-not-for-organisation", RefusalKind.Rule);

    /// <summary>The unit does not exist in the organisation. Facts: unit.</summary>
    public static readonly RefusalCode UnitMissing = new(4002, "unit-missing", RefusalKind.Rule);

    /// <summary>The role does not exist in this kind of organisation. Facts: role, kind.</summary>
    public static readonly RefusalCode RoleNotForKind = new(4003, "role-not-for-kind", RefusalKind.Rule);

    /// <summary>Nobody appoints themselves.</summary>
    public static readonly RefusalCode AppointmentOfSelf = new(4004, "appointment-of-self", RefusalKind.Rule);

    /// <summary>The person holds a duty there that must be kept apart from this one. Facts: role, held.</summary>
    public static readonly RefusalCode DutiesNotApart = new(4005, "duties-not-apart", RefusalKind.Rule);

    /// <summary>The person holds this role there already, in the same time. Facts: role, number.</summary>
    public static readonly RefusalCode AppointedAlready = new(4006, "appointed-already", RefusalKind.Conflict);

    /// <summary>Only an approver has a limit. Facts: role.</summary>
    public static readonly RefusalCode LimitNotForRole = new(4007, "limit-not-for-role", RefusalKind.Rule);

    /// <summary>There is no appointment of this number. Facts: number.</summary>
    public static readonly RefusalCode AppointmentMissing = new(4008, "appointment-missing", RefusalKind.NotFound);

    /// <summary>The appointment was ended before. Facts: number.</summary>
    public static readonly RefusalCode AppointmentEnded = new(4009, "appointment-ended", RefusalKind.Conflict);

    /// <summary>The operating organisation keeps at least one administrator in force.</summary>
    public static readonly RefusalCode LastAdministrator = new(4010, "last-administrator", RefusalKind.Rule);

    /// <summary>The operating organisation has had an administrator; its first cannot be made again.</summary>
    public static readonly RefusalCode AdministratorExists = new(4011, "administrator-exists", RefusalKind.Conflict);

    /// <summary>The unit's plans of the year would exceed its budget. Facts: unit, year, budget, planned,
    /// asked.</summary>
    public static readonly RefusalCode UnitBudgetExceeded = new(4012, "unit-budget-exceeded", RefusalKind.Rule);

    /// <summary>The unit's announced plans reserve more than this budget. Facts: unit, year, planned.</summary>
    public static readonly RefusalCode BudgetBelowPlans = new(4013, "budget-below-plans", RefusalKind.Rule);

    /// <summary>The approval limit of the settings is for companies. Facts: kind.</summary>
    public static readonly RefusalCode SettingNotForKind = new(4014, "setting-not-for-kind", RefusalKind.Rule);
}
