using System.Collections.Immutable;
using Marketplace.Budgets;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What a purchase order remembers.</summary>
/// <param name="At">When, UTC.</param>
public abstract record OrderEvent(DateTimeOffset At);

/// <summary>An event that names the stage the order is in after it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="At">When, UTC.</param>
public abstract record OrderMoved(OrderStage Stage, DateTimeOffset At) : OrderEvent(At);

/// <summary>The kinds of deadlines an order has.</summary>
public static class OrderDeadlines
{
    /// <summary>Someone must answer by then, or the order ends.</summary>
    public const string Respond = "respond";

    /// <summary>A placement or settlement is taken up again, if it is still open.</summary>
    public const string Resume = "resume";

    /// <summary>Received goods count as accepted.</summary>
    public const string DeemedAcceptance = "deemed-acceptance";

    /// <summary>The deadline is at this time, or there is none any more.</summary>
    internal static DeadlineChange At(string kind, DateTimeOffset? at) => new(kind, at);
}

/// <summary>The order was submitted and priced; budget and stock are being held.</summary>
[StoredAs("order-submitted.v1")]
public sealed record OrderSubmitted(
    OrderId Order,
    OrderTerms Terms,
    ImmutableArray<OrderLine> Lines,
    ImmutableArray<BudgetAmount> Budget,
    OrderTotals Totals,
    DateTimeOffset ResumeAt,
    DateTimeOffset At) : OrderMoved(OrderStage.Placing, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}

/// <summary>It was not submitted, and can no longer be by an attempt that may still be on its way: the cart has taken
/// its lines back.</summary>
/// <param name="Attempt">That attempt; so can none before it.</param>
/// <param name="At">When.</param>
[StoredAs("order-precluded.v1")]
public sealed record OrderPrecluded(int Attempt, DateTimeOffset At) : OrderEvent(At);

/// <summary>Budget and stock are held.</summary>
[StoredAs("order-placed.v1")]
public sealed record OrderPlaced(
    OrderStage Stage,
    Rupiah PackageTotal,
    ImmutableArray<Role> BuyingRoles,
    bool NeedsReview,
    DateTimeOffset? RespondBy,
    DateTimeOffset At) : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => RespondBy is null
        ? [OrderDeadlines.At(OrderDeadlines.Resume, null)]
        : [OrderDeadlines.At(OrderDeadlines.Resume, null), OrderDeadlines.At(OrderDeadlines.Respond, RespondBy)];
}

/// <summary>Budget, stock or the value rules refused; what had been held is being freed.</summary>
/// <param name="Reasons">One per refusal, its field naming the line.</param>
/// <param name="Items">Items whose hold is to be voided.</param>
/// <param name="ResumeAt">When the freeing is taken up again.</param>
/// <param name="At">When.</param>
[StoredAs("order-refused.v1")]
public sealed record OrderRefused(
    ImmutableArray<Refusal> Reasons, ImmutableArray<ItemId> Items, DateTimeOffset ResumeAt, DateTimeOffset At)
    : OrderMoved(OrderStage.Refused, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}

/// <summary>An offer was made. Prices and freight name every line, as they are under it.</summary>
[StoredAs("order-offer-made.v1")]
public sealed record OfferMade(
    int Number,
    OrderSide Side,
    UserId By,
    ImmutableArray<LineAmount> Prices,
    ImmutableArray<LineAmount> Freight,
    ImmutableArray<ExtraService> Services,
    string? Note,
    DateTimeOffset? RespondBy,
    DateTimeOffset At) : OrderEvent(At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Respond, RespondBy)];
}

/// <summary>The standing offer was accepted.</summary>
[StoredAs("order-offer-accepted.v1")]
public sealed record OfferAccepted(
    UserId By,
    OrderSide Side,
    OrderTotals Totals,
    ImmutableArray<BudgetAmount> Budget,
    DateTimeOffset? RespondBy,
    DateTimeOffset ResumeAt,
    DateTimeOffset At) : OrderMoved(OrderStage.Negotiated, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() =>
        [OrderDeadlines.At(OrderDeadlines.Respond, RespondBy), OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}

/// <summary>The buyer goes on with what was negotiated.</summary>
/// <param name="Stage">Where it goes.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="RespondBy">Until when to review or sign; null in events from before there was such a limit.</param>
[StoredAs("order-proceeded.v1")]
public sealed record OrderProceeded(OrderStage Stage, UserId By, DateTimeOffset At, DateTimeOffset? RespondBy = null)
    : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Respond, RespondBy)];
}

/// <summary>A second person approved it.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="RespondBy">Until when to sign; null in events from before there was such a limit.</param>
[StoredAs("order-reviewed.v1")]
public sealed record OrderReviewed(UserId By, DateTimeOffset At, DateTimeOffset? RespondBy = null)
    : OrderMoved(OrderStage.AwaitingCommitmentOfficer, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Respond, RespondBy)];
}

/// <summary>The order letter was signed.</summary>
[StoredAs("order-signed.v1")]
public sealed record OrderSigned(
    UserId By, string LetterNumber, string? Terms, DateTimeOffset? RespondBy, DateTimeOffset At)
    : OrderMoved(OrderStage.AwaitingSupplier, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Respond, RespondBy)];
}

/// <summary>The supplier took the order: stock is posted and the budget committed.</summary>
[StoredAs("order-accepted.v1")]
public sealed record OrderAccepted(UserId By, DateTimeOffset ResumeAt, DateTimeOffset At)
    : OrderMoved(OrderStage.Processing, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() =>
        [OrderDeadlines.At(OrderDeadlines.Respond, null), OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}

/// <summary>The order ended early: rejected, cancelled, failed, terminated. Stock and budget are being freed.</summary>
[StoredAs("order-ended.v1")]
public sealed record OrderEnded(
    OrderStage Stage, EndReason Reason, string Note, UserId By, DateTimeOffset ResumeAt, DateTimeOffset At)
    : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() =>
    [
        OrderDeadlines.At(OrderDeadlines.Respond, null),
        OrderDeadlines.At(OrderDeadlines.DeemedAcceptance, null),
        OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt),
    ];
}

/// <summary>Goods left for one of the addresses.</summary>
[StoredAs("order-goods-dispatched.v1")]
public sealed record GoodsDispatched(
    OrderStage Stage,
    int Number,
    int Delivery,
    ImmutableArray<LineQuantity> Lines,
    string CourierName,
    string? Tracking,
    UserId By,
    DateTimeOffset At) : OrderMoved(Stage, At);

/// <summary>A shipment arrived.</summary>
[StoredAs("order-goods-received.v1")]
public sealed record GoodsReceived(
    OrderStage Stage,
    int Shipment,
    ImmutableArray<LineQuantity> Lines,
    string? Note,
    UserId By,
    DateOnly Date,
    DateTimeOffset? AcceptedUnlessInspectedBy,
    DateTimeOffset At) : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() =>
        [OrderDeadlines.At(OrderDeadlines.DeemedAcceptance, AcceptedUnlessInspectedBy)];
}

/// <summary>Goods were inspected.</summary>
[StoredAs("order-goods-inspected.v1")]
public sealed record GoodsInspected(
    OrderStage Stage,
    DateOnly Date,
    ImmutableArray<LineInspection> Lines,
    string? Evidence,
    bool Deemed,
    UserId By,
    DateTimeOffset At) : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.DeemedAcceptance, null)];
}

/// <summary>What the inspection found wrong was settled by replacement or reduction.</summary>
[StoredAs("order-discrepancy-settled.v1")]
public sealed record DiscrepancySettled(
    OrderStage Stage,
    DiscrepancySettlement Settlement,
    string Note,
    OrderTotals Totals,
    ImmutableArray<BudgetAmount> Budget,
    UserId By,
    DateTimeOffset ResumeAt,
    DateTimeOffset At) : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => Settlement == DiscrepancySettlement.Reduce
        ? [OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)]
        : [];
}

/// <summary>The handover certificate was signed.</summary>
[StoredAs("order-handed-over.v1")]
public sealed record OrderHandedOver(
    string Number,
    ImmutableArray<LineQuantity> Accepted,
    Rupiah LatePenalty,
    int DaysLate,
    Rupiah Payable,
    UserId By,
    DateTimeOffset At) : OrderMoved(OrderStage.HandedOver, At);

/// <summary>The supplier invoiced.</summary>
[StoredAs("order-invoiced.v1")]
public sealed record OrderInvoiced(
    string Number,
    DateOnly Date,
    string? TaxInvoice,
    string? LogisticsInvoice,
    DateTimeOffset PayBy,
    UserId By,
    DateTimeOffset At) : OrderMoved(OrderStage.Invoiced, At);

/// <summary>Money was paid; the stage is completed when it was the last.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Number">Number of the payment, from 1.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Outside">Whether it was paid outside the system.</param>
/// <param name="Evidence">Reference or proof.</param>
/// <param name="Date">WIB date of the payment.</param>
/// <param name="By">Who.</param>
/// <param name="ResumeAt">When what it asks of others is taken up again.</param>
/// <param name="At">When.</param>
/// <param name="Lines">With the last payment of public money, what was paid per unit of what was accepted; null
/// otherwise, and in events from before paid prices were compared.</param>
[StoredAs("order-paid.v1")]
public sealed record OrderPaid(
    OrderStage Stage,
    int Number,
    Rupiah Amount,
    bool Outside,
    string Evidence,
    DateOnly Date,
    UserId By,
    DateTimeOffset ResumeAt,
    DateTimeOffset At,
    ImmutableArray<PaidLine>? Lines = null) : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}

/// <summary>What was paid for an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="UnitPrice">Per unit, before tax and freight, as agreed.</param>
public sealed record PaidLine(ItemId Item, Rupiah UnitPrice);

/// <summary>One side proposed an addendum.</summary>
[StoredAs("order-addendum-proposed.v1")]
public sealed record AddendumProposed(
    int Number,
    OrderSide Side,
    UserId By,
    ImmutableArray<LineQuantity> Quantities,
    ImmutableArray<LineAmount> Prices,
    ImmutableArray<DeliveryDate> NeededBy,
    string Reason,
    DateTimeOffset At,
    ImmutableArray<DeliveryAddress>? Addresses = null) : OrderEvent(At);

/// <summary>The open addendum was rejected or withdrawn.</summary>
[StoredAs("order-addendum-closed.v1")]
public sealed record AddendumClosed(int Number, AddendumOutcome Outcome, UserId By, DateTimeOffset At) : OrderEvent(At);

/// <summary>The open addendum was accepted and holds from now on.</summary>
[StoredAs("order-addendum-accepted.v1")]
public sealed record AddendumAccepted(
    OrderStage Stage,
    int Number,
    OrderTotals Totals,
    ImmutableArray<BudgetAmount> Budget,
    UserId By,
    DateTimeOffset ResumeAt,
    DateTimeOffset At) : OrderMoved(Stage, At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}

/// <summary>The supplier was rated.</summary>
[StoredAs("order-supplier-rated.v1")]
public sealed record SupplierRated(
    SupplierId Supplier,
    int Quality,
    int Cost,
    int Time,
    int Service,
    int Score,
    string? Comment,
    UserId By,
    DateTimeOffset At) : OrderEvent(At);

/// <summary>The supplier answered its rating.</summary>
[StoredAs("order-rating-answered.v1")]
public sealed record RatingAnswered(string Reply, UserId By, DateTimeOffset At) : OrderEvent(At);

/// <summary>Other actors have done what earlier events asked of them.</summary>
/// <param name="Effects">Numbers of the effects that are done.</param>
/// <param name="ResumeAt">When what is left is taken up again; null when nothing is.</param>
/// <param name="At">When.</param>
[StoredAs("order-effects-settled.v1")]
public sealed record EffectsSettled(ImmutableArray<int> Effects, DateTimeOffset? ResumeAt, DateTimeOffset At)
    : OrderEvent(At), IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [OrderDeadlines.At(OrderDeadlines.Resume, ResumeAt)];
}
