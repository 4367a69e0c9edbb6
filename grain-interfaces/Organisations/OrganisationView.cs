using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>An organisation.</summary>
[GenerateSerializer, Immutable, Alias("organisation-view")]
public sealed record OrganisationView : IRevisioned
{
    /// <summary>Its id.</summary>
    [Id(0)] public required OrganisationId Id { get; init; }

    /// <summary>Its kind.</summary>
    [Id(1)] public required OrganisationKind Kind { get; init; }

    /// <summary>Name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>LKPP body code; empty when there is none.</summary>
    [Id(3)] public required string BodyCode { get; init; }

    /// <summary>Region of its seat.</summary>
    [Id(4)] public required RegionCode Region { get; init; }

    /// <summary>Address of its seat.</summary>
    [Id(5)] public required string Address { get; init; }

    /// <summary>Its units, by id.</summary>
    [Id(6)] public required ImmutableArray<UnitView> Units { get; init; }

    /// <summary>What only its own people, auditors and the operator see; null for everyone else.</summary>
    [Id(7)] public OrganisationInside? Inside { get; init; }

    /// <inheritdoc />
    [Id(8)] public required Revision Revision { get; init; }
}

/// <summary>The part of an organisation that is not public.</summary>
/// <param name="Npwp">NPWP; empty while unknown.</param>
/// <param name="Settings">How it buys.</param>
/// <param name="Budgets">Units' budgets, by unit and year.</param>
/// <param name="Appointments">Every appointment ever made, by number.</param>
/// <param name="Phone">Office telephone; null while unknown.</param>
[GenerateSerializer, Immutable, Alias("organisation-inside")]
public sealed record OrganisationInside(
    [property: Id(0)] string Npwp,
    [property: Id(1)] OrganisationSettings Settings,
    [property: Id(2)] ImmutableArray<UnitBudgetView> Budgets,
    [property: Id(3)] ImmutableArray<AppointmentView> Appointments,
    [property: Id(4)] string? Phone = null);

/// <summary>What one caller may change in an organisation at one moment.</summary>
/// <param name="MayChange">Profile and units.</param>
/// <param name="MayConfigure">The purchasing settings.</param>
/// <param name="BudgetUnits">The units whose budgets they set.</param>
/// <param name="Roles">The roles they may give, for one unit at least; none for whoever appoints nobody.</param>
/// <param name="Endable">Numbers of the appointments they may end.</param>
[GenerateSerializer, Immutable, Alias("organisation-choices")]
public sealed record OrganisationChoices(
    [property: Id(0)] bool MayChange,
    [property: Id(1)] bool MayConfigure,
    [property: Id(2)] ImmutableArray<UnitId> BudgetUnits,
    [property: Id(3)] ImmutableArray<Role> Roles,
    [property: Id(4)] ImmutableArray<int> Endable)
{
    /// <summary>Nothing.</summary>
    public static readonly OrganisationChoices None = new(false, false, [], [], []);
}

/// <summary>A work unit.</summary>
/// <param name="Id">Its id within the organisation.</param>
/// <param name="Profile">Who it is.</param>
[GenerateSerializer, Immutable, Alias("unit-view")]
public sealed record UnitView([property: Id(0)] UnitId Id, [property: Id(1)] UnitProfile Profile);

/// <summary>A unit's budget for a year.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Budget">What it may spend.</param>
/// <param name="Planned">What its announced plans reserve; never above the budget.</param>
[GenerateSerializer, Immutable, Alias("unit-budget-view")]
public sealed record UnitBudgetView(
    [property: Id(0)] UnitId Unit,
    [property: Id(1)] int Year,
    [property: Id(2)] Rupiah Budget,
    [property: Id(3)] Rupiah Planned);

/// <summary>An appointment.</summary>
/// <param name="Number">Number within the organisation, from 1.</param>
/// <param name="Terms">Whom it gives what.</param>
/// <param name="EndedAt">When it was ended; null while it was not.</param>
/// <param name="EndReason">Why it was ended.</param>
[GenerateSerializer, Immutable, Alias("appointment-view")]
public sealed record AppointmentView(
    [property: Id(0)] int Number,
    [property: Id(1)] AppointmentTerms Terms,
    [property: Id(2)] DateTimeOffset? EndedAt,
    [property: Id(3)] string? EndReason);

/// <summary>What an order or a plan of one unit needs to know of its organisation.</summary>
[GenerateSerializer, Immutable, Alias("organisation-terms")]
public sealed record OrganisationTerms
{
    /// <summary>The organisation.</summary>
    [Id(0)] public required OrganisationId Id { get; init; }

    /// <summary>Its kind.</summary>
    [Id(1)] public required OrganisationKind Kind { get; init; }

    /// <summary>Who it is.</summary>
    [Id(2)] public required OrganisationProfile Profile { get; init; }

    /// <summary>How it buys.</summary>
    [Id(3)] public required OrganisationSettings Settings { get; init; }

    /// <summary>The unit asked about.</summary>
    [Id(4)] public required UnitView Unit { get; init; }
}
