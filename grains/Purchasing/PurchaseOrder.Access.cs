using System.Collections.Immutable;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>Who may see an order, and who may do what at which stage.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>The stages at which each action is possible.</summary>
    private static readonly ImmutableDictionary<OrderAction, ImmutableArray<OrderStage>> Stages =
        new Dictionary<OrderAction, ImmutableArray<OrderStage>>
        {
            [OrderAction.Offer] = [OrderStage.Negotiating],
            [OrderAction.AcceptOffer] = [OrderStage.Negotiating],
            [OrderAction.Proceed] = [OrderStage.Negotiated],
            [OrderAction.Approve] = [OrderStage.AwaitingReview],
            [OrderAction.Sign] = [OrderStage.AwaitingCommitmentOfficer],
            [OrderAction.Accept] = [OrderStage.AwaitingSupplier],
            [OrderAction.Reject] = [OrderStage.Negotiating, OrderStage.AwaitingSupplier],
            [OrderAction.Dispatch] = [OrderStage.Processing, OrderStage.Shipping, OrderStage.Delivered],
            [OrderAction.Receive] = [OrderStage.Shipping, OrderStage.Delivered, OrderStage.Discrepancy],
            [OrderAction.Inspect] = [OrderStage.Delivered],
            [OrderAction.SettleDiscrepancy] = [OrderStage.Discrepancy],
            [OrderAction.HandOver] = [OrderStage.Inspected],
            [OrderAction.Invoice] = [OrderStage.HandedOver],
            [OrderAction.Pay] = [OrderStage.Invoiced, OrderStage.Paying],
            [OrderAction.PayOutside] = [OrderStage.Invoiced, OrderStage.Paying],
            [OrderAction.ProposeAddendum] = InDelivery,
            [OrderAction.AnswerAddendum] = InDelivery,
            [OrderAction.WithdrawAddendum] = InDelivery,
            [OrderAction.Cancel] =
            [
                OrderStage.Negotiating, OrderStage.Negotiated, OrderStage.AwaitingReview,
                OrderStage.AwaitingCommitmentOfficer, OrderStage.AwaitingSupplier,
            ],
            [OrderAction.Terminate] = InDelivery,
            [OrderAction.Rate] = [OrderStage.Completed],
            [OrderAction.ReplyToRating] = [OrderStage.Completed],
        }.ToImmutableDictionary();

    /// <summary>Before it is placed, the package's total is not known and every buying role counts.</summary>
    private ImmutableArray<Role> Buyers => BuyingRoles.IsEmpty ? Terms!.CreatorRoles : BuyingRoles;

    private static ImmutableArray<OrderStage> InDelivery =>
        [OrderStage.Processing, OrderStage.Shipping, OrderStage.Delivered, OrderStage.Discrepancy];

    /// <summary>On whose desk it lies.</summary>
    public Desk DeskNow => Stage switch
    {
        OrderStage.Placing => Desk.Engine,
        OrderStage.Negotiating => Turn == OrderSide.Buyer ? Desk.Buyer : Desk.Supplier,
        OrderStage.Negotiated => Desk.Buyer,
        OrderStage.AwaitingReview => Desk.Reviewer,
        OrderStage.AwaitingCommitmentOfficer or OrderStage.Discrepancy or OrderStage.Inspected =>
            Desk.CommitmentOfficer,
        OrderStage.AwaitingSupplier or OrderStage.Processing or OrderStage.HandedOver => Desk.Supplier,
        OrderStage.Shipping when Lines.Any(static line => line.Dispatched > line.Received) => Desk.Receiver,
        OrderStage.Shipping => Desk.Supplier,
        OrderStage.Delivered => Desk.Receiver,
        OrderStage.Invoiced or OrderStage.Paying => Desk.Treasurer,
        _ => Desk.None,
    };

    /// <summary>
    /// Whether the order exists for the party. The supplier knows of it from the moment it concerns the supplier: the
    /// start of a negotiation, or the signature.
    /// </summary>
    public bool IsVisibleTo(OrderParty party)
    {
        if (Stage == OrderStage.Absent) return false;
        if (party.IsEngine || party.IsAuditor || party.Buyer is not null) return true;
        return party.IsSupplier && (Offers.Length > 0 || Signatures.SignedAt is not null
            || (Terms!.Method == PurchaseMethod.Negotiation
                && Stage is not (OrderStage.Placing or OrderStage.Refused)));
    }

    /// <summary>What the party may do now.</summary>
    public ImmutableArray<OrderAction> ActionsOf(OrderParty party) =>
        [.. Enum.GetValues<OrderAction>().Where(action => Guard(action, party) is null && IsTimely(action, party))];

    /// <summary>
    /// The checks every command begins with, in this order: it exists and may be seen, may be done by this person, at
    /// this stage, and by this person given who did what before.
    /// </summary>
    private Refusal? Guard(OrderAction action, OrderParty party)
    {
        if (!IsVisibleTo(party)) return CommonRefusals.NotFound;
        if (!party.IsEngine && !MayDo(action, party)) return CommonRefusals.NotAllowed;
        if (!Stages[action].Contains(Stage))
            return OrderRefusals.StageForbids.With("stage", Stage).With("action", action);
        return party.IsEngine ? null : DutyConflict(action, party.User);
    }

    /// <summary>Whether it is this side's turn, and what it would answer, send or receive is there.</summary>
    private bool IsTimely(OrderAction action, OrderParty party) => action switch
    {
        OrderAction.Offer => Turn == party.Side,
        OrderAction.AcceptOffer => Turn == party.Side && Offers.Length > 0,
        OrderAction.ProposeAddendum => OpenAddendum is null,
        OrderAction.AnswerAddendum => OpenAddendum is { } open && open.Side != party.Side,
        OrderAction.WithdrawAddendum => OpenAddendum is { } open && open.Side == party.Side,
        OrderAction.Dispatch => Lines.Any(static line => line.ToDispatch > Quantity.Zero),
        OrderAction.Receive => Shipments.Any(static shipment => shipment.ReceivedAt is null),
        OrderAction.Rate => Rating is null,
        OrderAction.ReplyToRating => Rating is { Reply: null },
        _ => true,
    };

    private bool MayDo(OrderAction action, OrderParty party) => action switch
    {
        OrderAction.Offer or OrderAction.AcceptOffer => party.IsSupplier || party.Has(Unit, Buyers.AsSpan()),
        OrderAction.Proceed => party.Has(Unit, Buyers.AsSpan()) || IsContractOfficer(party),
        OrderAction.Cancel =>
            party.Has(Unit, Buyers.AsSpan()) || IsContractOfficer(party) || (NeedsReview && IsReviewer(party)),
        OrderAction.Approve => IsReviewer(party),
        OrderAction.Sign or OrderAction.SettleDiscrepancy or OrderAction.HandOver or OrderAction.Terminate
            or OrderAction.Rate => IsContractOfficer(party),
        OrderAction.Receive or OrderAction.Inspect => party.Has(Unit, Role.Receiver),
        OrderAction.Pay or OrderAction.PayOutside => party.Has(Unit, IsCompany ? Role.Payer : Role.Treasurer),
        OrderAction.ProposeAddendum or OrderAction.AnswerAddendum or OrderAction.WithdrawAddendum =>
            party.IsSupplier || IsContractOfficer(party),
        OrderAction.Accept or OrderAction.Reject or OrderAction.Dispatch or OrderAction.Invoice
            or OrderAction.ReplyToRating => party.IsSupplier,
        _ => throw new InvalidOperationException($"Unknown order action {action}."),
    };

    private bool IsContractOfficer(OrderParty party) =>
        party.Has(Unit, IsCompany ? Role.Approver : Role.CommitmentOfficer);

    private bool IsReviewer(OrderParty party) =>
        party.Has(Unit, Role.BudgetOwner, Role.DelegatedBudgetOwner, Role.SelectionCommittee);

    /// <summary>Duties that one person may not hold together in one order (DOMAIN §1).</summary>
    private Refusal? DutyConflict(OrderAction action, UserId user) => action switch
    {
        OrderAction.Approve when user == Terms!.Creator => NotApart(OrderDuty.Review, OrderDuty.Create),
        // Above the officer's limit the law lets the commitment officer buy and sign; the reviewer is the other one.
        OrderAction.Sign when user == Terms!.Creator && !BuyingRoles.Contains(Role.CommitmentOfficer) =>
            NotApart(OrderDuty.Sign, OrderDuty.Create),
        OrderAction.Sign when user == Signatures.Reviewer => NotApart(OrderDuty.Sign, OrderDuty.Review),
        OrderAction.Receive or OrderAction.Inspect when Negotiators.Contains(user) =>
            NotApart(OrderDuty.Receive, OrderDuty.Negotiate),
        OrderAction.Pay or OrderAction.PayOutside when user == Signatures.Signer =>
            NotApart(OrderDuty.Pay, OrderDuty.Sign),
        OrderAction.Rate when user != Signatures.Signer => OrderRefusals.NotTheSigner,
        _ => null,
    };

    private static Refusal NotApart(OrderDuty duty, OrderDuty other) =>
        OrderRefusals.DutiesNotApart.With("duty", duty).With("other", other);
}
