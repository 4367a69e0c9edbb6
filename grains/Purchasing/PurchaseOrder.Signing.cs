using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>Review, signature, the supplier's answer, and the early ends.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>The second review.</summary>
    public Decision<OrderEvent> Approve(OrderParty party, Today today)
    {
        if (Guard(OrderAction.Approve, party) is { } no) return no;
        return IsOverdue(today)
            ? OrderRefusals.TooLate.With("respondBy", RespondBy)
            : new OrderReviewed(party.User, today.Now, AnswerBy(needsReview: false, today));
    }

    /// <summary>Whether the order letter may be signed by this person now; the number is drawn only then.</summary>
    public Refusal? MaySign(OrderParty party, SignOrder command, Today today)
    {
        if (Guard(OrderAction.Sign, party) is { } no) return no;
        if (IsOverdue(today)) return OrderRefusals.TooLate.With("respondBy", RespondBy);
        if (Check.Text(command.Terms, "terms", OrderLimits.MaxNote, required: false) is { } malformed) return malformed;
        // The approver's limit is tested against the package, like every value limit, so that splitting does not help.
        return IsCompany && !party.IsEngine && party.Buyer!.ApprovalLimit(Unit) is { } limit && PackageTotal > limit
            ? OrderRefusals.OverApprovalLimit.With("packageTotal", PackageTotal).With("limit", limit)
            : null;
    }

    /// <summary>Signs the order letter.</summary>
    public Decision<OrderEvent> Sign(OrderParty party, SignOrder command, string letterNumber, Today today) =>
        MaySign(party, command, today) is { } no
            ? no
            : new OrderSigned(
                party.User, letterNumber, command.Terms, today.EndOf(PolicyKeys.SupplierResponse), today.Now);

    /// <summary>The supplier takes the order.</summary>
    public Decision<OrderEvent> Accept(OrderParty party, Today today)
    {
        if (Guard(OrderAction.Accept, party) is { } no) return no;
        return IsOverdue(today)
            ? OrderRefusals.TooLate.With("respondBy", RespondBy)
            : new OrderAccepted(party.User, today.ResumeAt, today.Now);
    }

    /// <summary>The supplier declines.</summary>
    public Decision<OrderEvent> Reject(OrderParty party, EndOrder command, Today today) =>
        (Guard(OrderAction.Reject, party) ?? EndRefusal(command, OrderSide.Supplier)) is { } no
            ? no
            : Ended(OrderStage.Rejected, command.Reason, command.Note, party.User, today);

    /// <summary>The buyer withdraws before the order is binding.</summary>
    public Decision<OrderEvent> Cancel(OrderParty party, EndOrder command, Today today) =>
        (Guard(OrderAction.Cancel, party) ?? EndRefusal(command, OrderSide.Buyer)) is { } no
            ? no
            : Ended(OrderStage.Cancelled, command.Reason, command.Note, party.User, today);

    /// <summary>The buyer ends a binding order before handover.</summary>
    public Decision<OrderEvent> Terminate(OrderParty party, EndOrder command, Today today) =>
        (Guard(OrderAction.Terminate, party) ?? EndRefusal(command, OrderSide.Buyer)) is { } no
            ? no
            : Ended(OrderStage.Terminated, command.Reason, command.Note, party.User, today);

    /// <summary>Time is up, if it is.</summary>
    public Decision<OrderEvent> Expire(Today today) =>
        IsOverdue(today) && Stage is OrderStage.Negotiating or OrderStage.Negotiated or OrderStage.AwaitingReview
            or OrderStage.AwaitingCommitmentOfficer or OrderStage.AwaitingSupplier
            ? Ended(OrderStage.AutoCancelled, EndReason.Timeout, $"{Stage}", Caller.System.User, today)
            : Decision<OrderEvent>.Nothing;

    private static OrderEnded Ended(OrderStage stage, EndReason reason, string note, UserId by, Today today) =>
        new(stage, reason, note, by, today.ResumeAt, today.Now);

    private static Refusal? EndRefusal(EndOrder command, OrderSide side)
    {
        if (Check.Text(command.Note, "note", OrderLimits.MaxNote) is { } malformed) return malformed;
        var isTheirs = command.Reason switch
        {
            EndReason.OutOfStock or EndReason.PriceExpired or EndReason.SuspectedFraud => true,
            EndReason.Capacity or EndReason.UnreachableRegion => true,
            EndReason.BudgetWithdrawn or EndReason.SpecChange or EndReason.Duplicate or EndReason.GoodsRejected
                or EndReason.SupplierDefault => side == OrderSide.Buyer,
            _ => false,
        };
        return isTheirs ? null : OrderRefusals.ReasonNotAllowed.With("reason", command.Reason).On("reason");
    }

    private PurchaseOrder Apply(OrderSigned signed) => this with
    {
        Signatures = Signatures with
        {
            Signer = signed.By,
            SignedAt = signed.At,
            LetterNumber = signed.LetterNumber,
            Terms = signed.Terms,
        },
        RespondBy = signed.RespondBy,
    };

    private PurchaseOrder Apply(OrderAccepted accepted) => (this with
    {
        Signatures = Signatures with { AcceptedBy = accepted.By, AcceptedAt = accepted.At },
        RespondBy = null,
    }).WithEffects([
        new OpenEffect(EffectKind.CommitBudget),
        .. Items.Select(static held => new OpenEffect(EffectKind.PostStock) { Item = held.Item }),
    ]);

    private PurchaseOrder Apply(OrderEnded ended)
    {
        var isBinding = Signatures.AcceptedAt is not null;
        return (WithAddendumOutcome(AddendumOutcome.Lapsed) with
        {
            End = new EndView(ended.Reason, ended.Note, ended.By, ended.At),
            RespondBy = null,
            AcceptedUnlessInspectedBy = null,
        }).WithEffects([
            new OpenEffect(EffectKind.ReleaseBudget),
            .. Items.Where(static held => held.Quantity > Quantity.Zero).Select(held => isBinding
                ? new OpenEffect(EffectKind.ReturnStock) { Item = held.Item, Id = "end", Quantity = held.Quantity }
                : new OpenEffect(EffectKind.VoidStock) { Item = held.Item }),
        ]);
    }
}
