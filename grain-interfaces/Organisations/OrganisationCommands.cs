using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>Creates an organisation.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Kind">Its kind, for good. <see cref="OrganisationKind.MarketplaceOperator"/> is the operator's
/// alone.</param>
/// <param name="Profile">Who it is.</param>
[GenerateSerializer, Immutable, Alias("create-organisation")]
public sealed record CreateOrganisation(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] OrganisationKind Kind,
    [property: Id(2)] OrganisationProfile Profile);

/// <summary>Changes who an organisation is.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Profile">The whole profile from now on.</param>
[GenerateSerializer, Immutable, Alias("change-organisation")]
public sealed record ChangeOrganisation(
    [property: Id(0)] CommandContext Context, [property: Id(1)] OrganisationProfile Profile);

/// <summary>Changes an organisation's settings.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Settings">All settings from now on.</param>
[GenerateSerializer, Immutable, Alias("configure-organisation")]
public sealed record ConfigureOrganisation(
    [property: Id(0)] CommandContext Context, [property: Id(1)] OrganisationSettings Settings);

/// <summary>Adds a work unit or changes it.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Profile">The whole profile from now on.</param>
[GenerateSerializer, Immutable, Alias("define-unit")]
public sealed record DefineUnit(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] UnitId Unit,
    [property: Id(2)] UnitProfile Profile);

/// <summary>Sets a unit's budget for a year.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Amount">Whole rupiah, from zero.</param>
[GenerateSerializer, Immutable, Alias("set-unit-budget")]
public sealed record SetUnitBudget(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] UnitId Unit,
    [property: Id(2)] int Year,
    [property: Id(3)] Rupiah Amount);

/// <summary>Sets what a plan takes of its unit's budget.</summary>
/// <param name="Context">On whose behalf.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Year">Its budget year.</param>
/// <param name="Amount">All it takes from now on; zero when it takes nothing more.</param>
[GenerateSerializer, Immutable, Alias("reserve-unit-budget")]
public sealed record ReserveUnitBudget(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] RupCode Plan,
    [property: Id(2)] UnitId Unit,
    [property: Id(3)] int Year,
    [property: Id(4)] Rupiah Amount);

/// <summary>Gives someone a role.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Appointment">Whom, as what, under which decree.</param>
[GenerateSerializer, Immutable, Alias("make-appointment")]
public sealed record MakeAppointment(
    [property: Id(0)] CommandContext Context, [property: Id(1)] AppointmentTerms Appointment);

/// <summary>Ends an appointment.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Number">The appointment's number within the organisation.</param>
/// <param name="Reason">Why, 1–<see cref="OrganisationLimits.MaxReason"/> characters.</param>
[GenerateSerializer, Immutable, Alias("end-appointment")]
public sealed record EndAppointment(
    [property: Id(0)] CommandContext Context, [property: Id(1)] int Number, [property: Id(2)] string Reason);

/// <summary>Who an organisation is.</summary>
[GenerateSerializer, Immutable, Alias("organisation-profile")]
public sealed record OrganisationProfile
{
    /// <summary>Name, 1–<see cref="OrganisationLimits.MaxName"/> characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>LKPP body code (<c>kd_klpd</c>), such as <c>D264</c>; empty for bodies LKPP has none for.</summary>
    [Id(1)] public string BodyCode { get; init; } = "";

    /// <summary>NPWP, 16 digits; empty while unknown.</summary>
    [Id(2)] public string Npwp { get; init; } = "";

    /// <summary>Region of its seat.</summary>
    [Id(3)] public required RegionCode Region { get; init; }

    /// <summary>Address of its seat, at most <see cref="OrganisationLimits.MaxAddress"/> characters.</summary>
    [Id(4)] public string Address { get; init; } = "";

    /// <summary>Office telephone, 6–15 digits with an optional <c>+</c> before them; null while unknown.</summary>
    [Id(5)] public string? Phone { get; init; }
}

/// <summary>How an organisation buys.</summary>
[GenerateSerializer, Immutable, Alias("organisation-settings")]
public sealed record OrganisationSettings
{
    /// <summary>
    /// Whether an order above the direct-purchase limit needs a second reviewer before it is signed: a delegated budget
    /// owner or the selection committee (DOMAIN §1 a).
    /// </summary>
    [Id(0)] public bool ReviewAboveDirectLimit { get; init; }

    /// <summary>Company: the most any approver may sign, whatever their appointment says; null for no such
    /// limit.</summary>
    [Id(1)] public Rupiah? ApprovalLimit { get; init; }
}

/// <summary>Who a work unit (satuan kerja) is.</summary>
[GenerateSerializer, Immutable, Alias("unit-profile")]
public sealed record UnitProfile
{
    /// <summary>Name, 1–<see cref="OrganisationLimits.MaxName"/> characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>SiRUP number of the unit (<c>kd_satker</c>), 1–9 digits; empty in companies.</summary>
    [Id(1)] public string SatkerCode { get; init; } = "";

    /// <summary>Structured code (<c>kd_satker_str</c>), such as <c>5.03.5.04.0.00.29.0000</c>; empty when there is
    /// none.</summary>
    [Id(2)] public string SatkerStructure { get; init; } = "";

    /// <summary>Where it is and receives goods, at most <see cref="OrganisationLimits.MaxAddress"/>
    /// characters.</summary>
    [Id(3)] public string Address { get; init; } = "";
}

/// <summary>Whom an appointment gives what.</summary>
[GenerateSerializer, Immutable, Alias("appointment-terms")]
public sealed record AppointmentTerms
{
    /// <summary>The account appointed.</summary>
    [Id(0)] public required UserId User { get; init; }

    /// <summary>The role; it fits the organisation's kind.</summary>
    [Id(1)] public required Role Role { get; init; }

    /// <summary>The unit it is for; null for the whole organisation.</summary>
    [Id(2)] public UnitId? Unit { get; init; }

    /// <summary>Number of the decree (SK), 1–<see cref="OrganisationLimits.MaxDecree"/> characters.</summary>
    [Id(3)] public required string Decree { get; init; }

    /// <summary>First day in force, WIB date.</summary>
    [Id(4)] public required DateOnly From { get; init; }

    /// <summary>Last day in force, WIB date; null until it is ended.</summary>
    [Id(5)] public DateOnly? Until { get; init; }

    /// <summary>Approver: the highest order total they may sign, above zero; null for no limit of their own.</summary>
    [Id(6)] public Rupiah? Limit { get; init; }
}

/// <summary>Limits of organisations.</summary>
public static class OrganisationLimits
{
    /// <summary>Longest name of an organisation or unit.</summary>
    public const int MaxName = 200;

    /// <summary>Longest address.</summary>
    public const int MaxAddress = 300;

    /// <summary>Longest decree number.</summary>
    public const int MaxDecree = 100;

    /// <summary>Longest reason.</summary>
    public const int MaxReason = 500;

    /// <summary>Most units of one organisation.</summary>
    public const int MaxUnits = 500;

    /// <summary>Most appointments of one organisation that have not ended.</summary>
    public const int MaxAppointments = 5000;

    /// <summary>Earliest budget year.</summary>
    public const int MinYear = 2020;

    /// <summary>Latest budget year.</summary>
    public const int MaxYear = 2100;
}
