using System.Collections.Immutable;
using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>A purchase order as one caller sees it.</summary>
[GenerateSerializer, Immutable, Alias("order-view")]
public sealed record OrderView : IRevisioned
{
    /// <summary>The order.</summary>
    [Id(0)] public required OrderId Id { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required OrderStage Stage { get; init; }

    /// <summary>On whose desk it lies.</summary>
    [Id(2)] public required Desk Desk { get; init; }

    /// <summary>What was agreed at the start.</summary>
    [Id(3)] public required OrderTerms Terms { get; init; }

    /// <summary>The lines as they stand now.</summary>
    [Id(4)] public required ImmutableArray<OrderLineView> Lines { get; init; }

    /// <summary>Extra services agreed on.</summary>
    [Id(5)] public required ImmutableArray<ExtraService> Services { get; init; }

    /// <summary>What each budget line bears.</summary>
    [Id(6)] public required ImmutableArray<BudgetAmount> Budget { get; init; }

    /// <summary>Sums and taxes, with what the supplier nets.</summary>
    [Id(7)] public required OrderTotals Totals { get; init; }

    /// <summary>All active orders of plan and category when it was placed; limits are tested against it.</summary>
    [Id(8)] public required Rupiah PackageTotal { get; init; }

    /// <summary>The offers so far.</summary>
    [Id(9)] public required ImmutableArray<OfferView> Offers { get; init; }

    /// <summary>Whose turn it is; null outside a negotiation.</summary>
    [Id(10)] public OrderSide? Turn { get; init; }

    /// <summary>Until when whoever's desk it lies on must act; null when there is no limit.</summary>
    [Id(11)] public DateTimeOffset? RespondBy { get; init; }

    /// <summary>Second review, signature, acceptance.</summary>
    [Id(12)] public required OrderSignatures Signatures { get; init; }

    /// <summary>The shipments.</summary>
    [Id(13)] public required ImmutableArray<ShipmentView> Shipments { get; init; }

    /// <summary>The handover certificate; null before.</summary>
    [Id(14)] public HandoverView? Handover { get; init; }

    /// <summary>The invoice; null before.</summary>
    [Id(15)] public InvoiceView? Invoice { get; init; }

    /// <summary>The payments.</summary>
    [Id(16)] public required ImmutableArray<PaymentView> Payments { get; init; }

    /// <summary>Late penalty: running, or fixed at handover.</summary>
    [Id(17)] public required LatePenaltyView LatePenalty { get; init; }

    /// <summary>Open or past addenda.</summary>
    [Id(18)] public required ImmutableArray<AddendumView> Addenda { get; init; }

    /// <summary>Whether an addendum is open.</summary>
    [Id(19)] public required bool OnAddendum { get; init; }

    /// <summary>The rating; null before.</summary>
    [Id(20)] public RatingView? Rating { get; init; }

    /// <summary>How it ended early; null otherwise.</summary>
    [Id(21)] public EndView? End { get; init; }

    /// <summary>Why it was refused; empty otherwise.</summary>
    [Id(22)] public required ImmutableArray<Refusal> Refusals { get; init; }

    /// <summary>The stages it went through.</summary>
    [Id(23)] public required ImmutableArray<StageEntry> Timeline { get; init; }

    /// <summary>What the caller may do now.</summary>
    [Id(24)] public required ImmutableArray<OrderAction> Actions { get; init; }

    /// <inheritdoc />
    [Id(25)] public required Revision Revision { get; init; }

    /// <summary>What the inspections found, oldest first.</summary>
    [Id(26)] public required ImmutableArray<InspectionView> Inspections { get; init; }
}

/// <summary>Sums of an order in whole rupiah (DOMAIN §6).</summary>
[GenerateSerializer, Immutable, Alias("order-totals")]
public sealed record OrderTotals
{
    /// <summary>Price × quantity over all lines.</summary>
    [Id(0)] public required Rupiah Goods { get; init; }

    /// <summary>Freight over all lines.</summary>
    [Id(1)] public required Rupiah Freight { get; init; }

    /// <summary>Extra services.</summary>
    [Id(2)] public required Rupiah Services { get; init; }

    /// <summary>PPN over all lines and services, each rounded once.</summary>
    [Id(3)] public required Rupiah Ppn { get; init; }

    /// <summary>What the buyer pays.</summary>
    [Id(4)] public required Rupiah Total { get; init; }

    /// <summary>PPN the collector keeps back and remits.</summary>
    [Id(5)] public required Rupiah PpnCollected { get; init; }

    /// <summary>PPh 22 withheld.</summary>
    [Id(6)] public required Rupiah Pph22 { get; init; }

    /// <summary>PPh 23 withheld.</summary>
    [Id(7)] public required Rupiah Pph23 { get; init; }

    /// <summary>Final income tax withheld instead.</summary>
    [Id(8)] public required Rupiah FinalTax { get; init; }

    /// <summary>What reaches the supplier.</summary>
    [Id(9)] public required Rupiah NetToSupplier { get; init; }
}

/// <summary>Who reviewed, signed and accepted, and when.</summary>
[GenerateSerializer, Immutable, Alias("order-signatures")]
public sealed record OrderSignatures
{
    /// <summary>Second reviewer.</summary>
    [Id(0)] public UserId? Reviewer { get; init; }

    /// <summary>When reviewed.</summary>
    [Id(1)] public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Who signed the order letter.</summary>
    [Id(2)] public UserId? Signer { get; init; }

    /// <summary>When signed.</summary>
    [Id(3)] public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Number of the order letter.</summary>
    [Id(4)] public string? LetterNumber { get; init; }

    /// <summary>Terms added to it.</summary>
    [Id(5)] public string? Terms { get; init; }

    /// <summary>Who accepted for the supplier.</summary>
    [Id(6)] public UserId? AcceptedBy { get; init; }

    /// <summary>When accepted: the order is binding from then on.</summary>
    [Id(7)] public DateTimeOffset? AcceptedAt { get; init; }
}

/// <summary>The late penalty.</summary>
/// <param name="Amount">Whole rupiah so far, or as fixed.</param>
/// <param name="DaysLate">Calendar days of the latest line.</param>
/// <param name="IsFixed">Whether the handover has fixed it.</param>
/// <param name="Rule">The policy row applied.</param>
[GenerateSerializer, Immutable, Alias("late-penalty-view")]
public sealed record LatePenaltyView(
    [property: Id(0)] Rupiah Amount,
    [property: Id(1)] int DaysLate,
    [property: Id(2)] bool IsFixed,
    [property: Id(3)] string Rule);

/// <summary>How an order ended early.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Note">In words.</param>
/// <param name="By">Who ended it.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("end-view")]
public sealed record EndView(
    [property: Id(0)] EndReason Reason,
    [property: Id(1)] string Note,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At);

/// <summary>When an order entered a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("stage-entry")]
public sealed record StageEntry([property: Id(0)] OrderStage Stage, [property: Id(1)] DateTimeOffset At);
