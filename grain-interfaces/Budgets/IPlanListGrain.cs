using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>Procurement plans and their ledgers as lists.</summary>
[Alias("plan-list")]
public interface IPlanListGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Plans that fit the filter, by RUP code. Drafts and totals only for appointees of the organisation asked for,
    /// auditors and administrators of the operating organisation; announced and closed plans are public.
    /// </summary>
    [Alias("find")]
    Task<Result<Page<PlanRow>>> Find(Caller caller, PlanFilter filter, PageRequest page);

    /// <summary>
    /// Everything that moved on a plan's budget lines, oldest first. For those who may see the plan's inside;
    /// <c>not-allowed</c> for everyone else, <c>not-found</c> for a plan they may not know of.
    /// </summary>
    [Alias("ledger")]
    Task<Result<Page<LedgerEntry>>> Ledger(Caller caller, RupCode plan, PageRequest page);
}

/// <summary>Which plans; what is left out does not restrict.</summary>
[GenerateSerializer, Immutable, Alias("plan-filter")]
public sealed record PlanFilter
{
    /// <summary>Of this organisation.</summary>
    [Id(0)] public OrganisationId? Organisation { get; init; }

    /// <summary>Of this unit of the organisation.</summary>
    [Id(1)] public UnitId? Unit { get; init; }

    /// <summary>Of this budget year.</summary>
    [Id(2)] public int? Year { get; init; }

    /// <summary>Standing there.</summary>
    [Id(3)] public PlanStage? Stage { get; init; }

    /// <summary>Whose name or RUP code starts so, at most <see cref="PlanLimits.MaxName"/> characters; case is
    /// ignored.</summary>
    [Id(4)] public string? Text { get; init; }
}

/// <summary>A plan in a list.</summary>
[GenerateSerializer, Immutable, Alias("plan-row")]
public sealed record PlanRow
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

    /// <summary>Package ceiling.</summary>
    [Id(8)] public required Rupiah Ceiling { get; init; }

    /// <summary>First and last day on which it may be ordered from, WIB dates.</summary>
    [Id(9)] public required DateOnly From { get; init; }

    /// <inheritdoc cref="From"/>
    [Id(10)] public required DateOnly Until { get; init; }

    /// <summary>What its lines hold together; null for those who may not see it.</summary>
    [Id(11)] public PlanTotals? Totals { get; init; }
}

/// <summary>The ledger of all lines of a plan together: the four add up to its ceiling.</summary>
/// <param name="Held">Reserved for orders that are not yet binding.</param>
/// <param name="Committed">Bound by signed orders, not yet paid.</param>
/// <param name="Realised">Paid.</param>
/// <param name="Free">The rest.</param>
[GenerateSerializer, Immutable, Alias("plan-totals")]
public sealed record PlanTotals(
    [property: Id(0)] Rupiah Held,
    [property: Id(1)] Rupiah Committed,
    [property: Id(2)] Rupiah Realised,
    [property: Id(3)] Rupiah Free);

/// <summary>What one order moved on one budget line at one moment: signed differences.</summary>
/// <param name="Position">Log position of the event it is part of.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Order">The order.</param>
/// <param name="Line">The budget line.</param>
/// <param name="Held">Change of what is held.</param>
/// <param name="Committed">Change of what is committed.</param>
/// <param name="Realised">Change of what is realised.</param>
[GenerateSerializer, Immutable, Alias("ledger-entry")]
public sealed record LedgerEntry(
    [property: Id(0)] long Position,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] LedgerEntryKind Kind,
    [property: Id(3)] OrderId Order,
    [property: Id(4)] int Line,
    [property: Id(5)] Rupiah Held,
    [property: Id(6)] Rupiah Committed,
    [property: Id(7)] Rupiah Realised);

/// <summary>What happened in a ledger entry.</summary>
public enum LedgerEntryKind
{
    /// <summary>Reserved.</summary>
    Held = 1,

    /// <summary>The order's amounts changed.</summary>
    Amended = 2,

    /// <summary>The order became binding.</summary>
    Committed = 3,

    /// <summary>Paid.</summary>
    Realised = 4,

    /// <summary>Given back when the order ended.</summary>
    Released = 5,
}
