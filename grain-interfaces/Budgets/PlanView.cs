using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>A procurement plan package. The announced content is public; what is inside is not.</summary>
[GenerateSerializer, Immutable, Alias("plan-view")]
public sealed record PlanView : IRevisioned
{
    /// <summary>RUP code.</summary>
    [Id(0)] public required RupCode Code { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required PlanStage Stage { get; init; }

    /// <summary>Whose plan it is.</summary>
    [Id(2)] public required OrganisationId Organisation { get; init; }

    /// <summary>The unit that spends it.</summary>
    [Id(3)] public required UnitId Unit { get; init; }

    /// <summary>Budget year.</summary>
    [Id(4)] public required int Year { get; init; }

    /// <summary>Name.</summary>
    [Id(5)] public required string Name { get; init; }

    /// <summary>How it is bought.</summary>
    [Id(6)] public required ProcurementMethod Method { get; init; }

    /// <summary>What is bought.</summary>
    [Id(7)] public required ProcurementKind Kind { get; init; }

    /// <summary>Restricted to domestic products.</summary>
    [Id(8)] public required bool DomesticOnly { get; init; }

    /// <summary>Set aside for micro, small and cooperative suppliers.</summary>
    [Id(9)] public required bool ReservedForSmall { get; init; }

    /// <summary>Why it is not set aside; empty when it is.</summary>
    [Id(10)] public required string NotReservedReason { get; init; }

    /// <summary>First and last day on which it may be ordered from, WIB dates.</summary>
    [Id(11)] public required DateOnly From { get; init; }

    /// <inheritdoc cref="From"/>
    [Id(12)] public required DateOnly Until { get; init; }

    /// <summary>Package ceiling.</summary>
    [Id(13)] public required Rupiah Ceiling { get; init; }

    /// <summary>What only the organisation's people, auditors and the operator see; null for everyone else.</summary>
    [Id(14)] public PlanInside? Inside { get; init; }

    /// <inheritdoc />
    [Id(15)] public required Revision Revision { get; init; }
}

/// <summary>The part of a plan that is not public.</summary>
/// <param name="CommitmentOfficer">Who signs its orders.</param>
/// <param name="Lines">The ledger of every budget line, by number.</param>
/// <param name="OpenOrders">Number of orders that hold or have committed budget.</param>
[GenerateSerializer, Immutable, Alias("plan-inside")]
public sealed record PlanInside(
    [property: Id(0)] UserId CommitmentOfficer,
    [property: Id(1)] ImmutableArray<PlanLineView> Lines,
    [property: Id(2)] int OpenOrders);

/// <summary>A budget line with its ledger: held + committed + realised + free = ceiling.</summary>
/// <param name="Line">Number within the package.</param>
/// <param name="Account">Account code (MAK).</param>
/// <param name="FundingSource">Where the money comes from.</param>
/// <param name="Ceiling">What may be spent.</param>
/// <param name="Held">Reserved for orders that are not yet binding.</param>
/// <param name="Committed">Bound by signed orders, not yet paid.</param>
/// <param name="Realised">Paid.</param>
/// <param name="Free">The rest.</param>
[GenerateSerializer, Immutable, Alias("plan-line-view")]
public sealed record PlanLineView(
    [property: Id(0)] int Line,
    [property: Id(1)] AccountCode Account,
    [property: Id(2)] FundingSource FundingSource,
    [property: Id(3)] Rupiah Ceiling,
    [property: Id(4)] Rupiah Held,
    [property: Id(5)] Rupiah Committed,
    [property: Id(6)] Rupiah Realised,
    [property: Id(7)] Rupiah Free);

/// <summary>Where a plan stands.</summary>
public enum PlanStage
{
    /// <summary>Never entered.</summary>
    Absent = 0,

    /// <summary>Entered, not announced.</summary>
    Draft = 1,

    /// <summary>Terumumkan: orders may use it.</summary>
    Announced = 2,

    /// <summary>No new orders.</summary>
    Closed = 3,
}
