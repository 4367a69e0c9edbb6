using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>A procurement plan package (paket RUP) with its budget lines. Key: <see cref="RupCode"/>.</summary>
[Alias("procurement-plan")]
public interface IProcurementPlanGrain : IGrainWithStringKey
{
    /// <summary>
    /// Enters a package, not yet announced. The unit's budget owner, its delegate or the commitment officer; in a
    /// company a requester, approver or administrator.
    /// </summary>
    [Alias("draft")]
    Task<Result<PlanView>> Draft(DraftPlan command);

    /// <summary>
    /// Announces it (Terumumkan): its ceiling is reserved in the unit's budget of the year, and orders may use it. The
    /// unit's budget owner or its delegate; in a company an approver or administrator.
    /// </summary>
    [Alias("announce")]
    Task<Result<PlanView>> Announce(CommandContext context);

    /// <summary>
    /// Replaces the package's content. Once announced, by those who may announce, and no line's ceiling below what is
    /// held, committed and realised on it.
    /// </summary>
    [Alias("revise")]
    Task<Result<PlanView>> Revise(RevisePlan command);

    /// <summary>
    /// Closes it for new orders and gives the unused ceiling back to the unit's budget; refused while anything is held
    /// or committed. Those who may announce.
    /// </summary>
    [Alias("close")]
    Task<Result<PlanView>> Close(ClosePlan command);

    /// <summary>
    /// The package; null when it does not exist or, not yet announced, is not the caller's to see. The announced
    /// content is public; ledger and officer are for the organisation's appointees, auditors and administrators of the
    /// operating organisation.
    /// </summary>
    [Alias("view")]
    Task<PlanView?> View(Caller caller);

    /// <summary>
    /// Reserves budget for an order, all lines or none, atomically with the check that held + committed + realised ≤
    /// ceiling on every line. One hold per order: a repeat with the same amounts answers as before, with others is
    /// refused (<c>budget-hold-differs</c>); once released or paid it is refused whatever its amounts. A missing line
    /// is refused, never skipped. The caller orders for the plan's unit: a procurement or commitment officer, the
    /// selection committee, a requester, or the engine. Codes: <see cref="BudgetRefusals"/>.
    /// </summary>
    [Alias("hold")]
    Task<Result<BudgetHoldView>> Hold(HoldBudget command);

    /// <summary>
    /// The order's amounts changed (a lower negotiated price, an addendum): replaces a hold's or commitment's amounts,
    /// checking any increase against what is free. The amounts are the order's in full, what is paid already included;
    /// no line may fall below that. <c>ChangeId</c> is unique per change; a repeat answers as before.
    /// </summary>
    [Alias("amend")]
    Task<Result<BudgetHoldView>> Amend(AmendBudget command);

    /// <summary>The order became binding: held turns into committed. Once; a repeat answers as before.</summary>
    [Alias("commit")]
    Task<Result<BudgetHoldView>> Commit(CommandContext context, OrderId order);

    /// <summary>
    /// Money was paid: committed turns into realised, spread over the order's lines in their order. Once per payment
    /// id; never more than is committed. An order paid in full is finished here.
    /// </summary>
    [Alias("realise")]
    Task<Result<BudgetHoldView>> Realise(CommandContext context, OrderId order, string paymentId, Rupiah amount);

    /// <summary>
    /// The order ended: whatever is still held or committed is free again, what was realised stays. Voiding an order
    /// that never held leaves a mark, so that a late <see cref="Hold"/> of it is refused.
    /// </summary>
    [Alias("release")]
    Task<Result<BudgetHoldView>> Release(CommandContext context, OrderId order);

    /// <summary>What an order needs to know of its plan; null when it does not exist.</summary>
    [Alias("terms")]
    Task<PlanTerms?> Terms();
}

/// <summary>Reserves budget for an order.</summary>
/// <param name="Context">On whose behalf.</param>
/// <param name="Order">The order.</param>
/// <param name="Category">Level-1 category of the order, for the package total of DOMAIN §1 (a).</param>
/// <param name="Amounts">Amount per budget line, each above zero, each line once.</param>
[GenerateSerializer, Immutable, Alias("hold-budget")]
public sealed record HoldBudget(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] OrderId Order,
    [property: Id(2)] CategoryCode Category,
    [property: Id(3)] ImmutableArray<BudgetAmount> Amounts);

/// <summary>Replaces the amounts held or committed for an order.</summary>
/// <param name="Context">On whose behalf.</param>
/// <param name="Order">The order.</param>
/// <param name="ChangeId">Unique per change within the order.</param>
/// <param name="Amounts">The new amount per budget line.</param>
[GenerateSerializer, Immutable, Alias("amend-budget")]
public sealed record AmendBudget(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] OrderId Order,
    [property: Id(2)] string ChangeId,
    [property: Id(3)] ImmutableArray<BudgetAmount> Amounts);

/// <summary>An amount on one budget line.</summary>
/// <param name="Line">The line's number within the plan, from 1.</param>
/// <param name="Amount">Whole rupiah, taxes included.</param>
[GenerateSerializer, Immutable, Alias("budget-amount")]
public sealed record BudgetAmount([property: Id(0)] int Line, [property: Id(1)] Rupiah Amount);

/// <summary>An order's part of a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Order">The order.</param>
/// <param name="Held">Reserved, the order not yet binding.</param>
/// <param name="Committed">Bound by a signed order, not yet paid.</param>
/// <param name="Realised">Paid.</param>
/// <param name="PackageTotal">
/// Sum of all orders of this plan in the same level-1 category, this one included: held, committed and realised, so
/// that paying one order does not open the way for the next. What the value thresholds are tested against (DOMAIN §1
/// a).
/// </param>
[GenerateSerializer, Immutable, Alias("budget-hold-view")]
public sealed record BudgetHoldView(
    [property: Id(0)] RupCode Plan,
    [property: Id(1)] OrderId Order,
    [property: Id(2)] Rupiah Held,
    [property: Id(3)] Rupiah Committed,
    [property: Id(4)] Rupiah Realised,
    [property: Id(5)] Rupiah PackageTotal);

/// <summary>What an order needs to know of its plan.</summary>
[GenerateSerializer, Immutable, Alias("plan-terms")]
public sealed record PlanTerms
{
    /// <summary>The plan.</summary>
    [Id(0)] public required RupCode Code { get; init; }

    /// <summary>Whose plan it is.</summary>
    [Id(1)] public required OrganisationId Organisation { get; init; }

    /// <summary>The unit that spends it.</summary>
    [Id(2)] public required UnitId Unit { get; init; }

    /// <summary>Whether it is announced (status_umumkan_rup = Terumumkan) and may be ordered from.</summary>
    [Id(3)] public required bool IsAnnounced { get; init; }

    /// <summary>Package ceiling (pagu).</summary>
    [Id(4)] public required Rupiah Ceiling { get; init; }

    /// <summary>First and last day on which it may be ordered from, WIB dates.</summary>
    [Id(5)] public required DateOnly From { get; init; }

    /// <inheritdoc cref="From"/>
    [Id(6)] public required DateOnly Until { get; init; }

    /// <summary>Set aside for micro, small and cooperative suppliers.</summary>
    [Id(7)] public required bool ReservedForSmall { get; init; }

    /// <summary>Restricted to domestic products.</summary>
    [Id(8)] public required bool DomesticOnly { get; init; }

    /// <summary>Line numbers with the funding source of each.</summary>
    [Id(9)] public required ImmutableArray<PlanLineTerms> Lines { get; init; }
}

/// <summary>A budget line as an order sees it.</summary>
/// <param name="Line">Number within the plan, from 1.</param>
/// <param name="Account">Account code (MAK).</param>
/// <param name="FundingSource">Where the money comes from.</param>
[GenerateSerializer, Immutable, Alias("plan-line-terms")]
public sealed record PlanLineTerms(
    [property: Id(0)] int Line, [property: Id(1)] AccountCode Account, [property: Id(2)] FundingSource FundingSource);

/// <summary>Sumber dana.</summary>
public enum FundingSource
{
    /// <summary>State budget.</summary>
    Apbn = 1,

    /// <summary>Regional budget.</summary>
    Apbd = 2,

    /// <summary>Regional public service agency (BLUD).</summary>
    Blud = 3,

    /// <summary>School operations fund (BOS).</summary>
    Bos = 4,

    /// <summary>A company's own money.</summary>
    Company = 5,
}
