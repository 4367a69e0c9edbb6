using System.Collections.Immutable;
using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>The people who operate a seeded marketplace; their accounts exist only in seeds.</summary>
public static class SeedStaff
{
    /// <summary>First administrator.</summary>
    public static readonly UserId Administrator = UserId.Wrap("seed-administrator");

    /// <summary>Catalogue manager.</summary>
    public static readonly UserId Manager = UserId.Wrap("seed-catalog-manager");

    /// <summary>Who is appointed as what at the operating organisation, besides the first administrator.</summary>
    public static readonly ImmutableArray<(UserId User, Role Role)> Appointments =
    [
        (Manager, Role.CatalogManager),
        (UserId.Wrap("seed-facilitator"), Role.Facilitator),
        (UserId.Wrap("seed-internal-auditor"), Role.InternalAuditor),
        (UserId.Wrap("seed-system-operator"), Role.SystemOperator),
    ];
}
