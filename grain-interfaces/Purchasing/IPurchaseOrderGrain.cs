using Marketplace.Commands;
using Marketplace.Deadlines;
using Marketplace.Outcomes;

namespace Marketplace.Purchasing;

/// <summary>
/// A purchase order (surat pesanan) to one supplier, from submission to payment and rating. Its parties are the buying
/// unit's appointees and, once the order concerns it, the supplier; auditors read. To everyone else it does not exist.
/// Key: <see cref="Marketplace.Values.OrderId"/>, made by the client. Codes: <see cref="OrderRefusals"/>.
/// </summary>
[Alias("purchase-order")]
public interface IPurchaseOrderGrain : IGrainWithStringKey, IHasDeadlines
{
    /// <summary>
    /// Submits the order: prices it, holds budget and stock, and answers when it is placed or refused, with a reason
    /// per line. A repeat answers the same; one that comes while the first is under way waits for it.
    /// </summary>
    [Alias("submit")]
    Task<Result<OrderView>> Submit(SubmitOrder command);

    /// <summary>The order as the caller may see it; null when there is none for them.</summary>
    [Alias("view")]
    Task<OrderView?> View(Caller caller);

    /// <summary>Everything that ever happened to it; null when there is none for the caller.</summary>
    [Alias("dossier")]
    Task<OrderDossier?> Dossier(Caller caller);

    /// <summary>Makes or counters an offer, in turn; the buyer begins.</summary>
    [Alias("offer")]
    Task<Result<OrderView>> Offer(MakeOffer command);

    /// <summary>Accepts the other side's standing offer.</summary>
    [Alias("accept-offer")]
    Task<Result<OrderView>> AcceptOffer(CommandContext context);

    /// <summary>The buyer goes on with what was negotiated.</summary>
    [Alias("proceed")]
    Task<Result<OrderView>> Proceed(CommandContext context);

    /// <summary>The second review of a package above the officer's limit.</summary>
    [Alias("approve")]
    Task<Result<OrderView>> Approve(CommandContext context);

    /// <summary>Signs the order letter; its number comes from the organisation.</summary>
    [Alias("sign")]
    Task<Result<OrderView>> Sign(SignOrder command);

    /// <summary>The supplier takes the order: it becomes binding.</summary>
    [Alias("accept")]
    Task<Result<OrderView>> Accept(CommandContext context);

    /// <summary>The supplier declines.</summary>
    [Alias("reject")]
    Task<Result<OrderView>> Reject(EndOrder command);

    /// <summary>Dispatches goods.</summary>
    [Alias("dispatch")]
    Task<Result<OrderView>> Dispatch(DispatchGoods command);

    /// <summary>Records what arrived.</summary>
    [Alias("receive")]
    Task<Result<OrderView>> Receive(ReceiveGoods command);

    /// <summary>Inspects what arrived.</summary>
    [Alias("inspect")]
    Task<Result<OrderView>> Inspect(InspectGoods command);

    /// <summary>Settles what the inspection found wrong.</summary>
    [Alias("settle-discrepancy")]
    Task<Result<OrderView>> SettleDiscrepancy(SettleDiscrepancy command);

    /// <summary>Numbers and signs the handover certificate.</summary>
    [Alias("hand-over")]
    Task<Result<OrderView>> HandOver(HandOver command);

    /// <summary>The supplier invoices.</summary>
    [Alias("invoice")]
    Task<Result<OrderView>> Invoice(InvoiceOrder command);

    /// <summary>Pays in the system.</summary>
    [Alias("pay")]
    Task<Result<OrderView>> Pay(PayOrder command);

    /// <summary>Records a payment made outside.</summary>
    [Alias("pay-outside")]
    Task<Result<OrderView>> PayOutside(PayOutside command);

    /// <summary>Proposes an addendum.</summary>
    [Alias("propose-addendum")]
    Task<Result<OrderView>> ProposeAddendum(ProposeAddendum command);

    /// <summary>Accepts the other side's addendum.</summary>
    [Alias("accept-addendum")]
    Task<Result<OrderView>> AcceptAddendum(CommandContext context);

    /// <summary>Rejects the other side's addendum.</summary>
    [Alias("reject-addendum")]
    Task<Result<OrderView>> RejectAddendum(CommandContext context);

    /// <summary>Takes one's own addendum back.</summary>
    [Alias("withdraw-addendum")]
    Task<Result<OrderView>> WithdrawAddendum(CommandContext context);

    /// <summary>Makes sure that an order which is not there will not come of an attempt or an earlier one, so that what
    /// was to be ordered may be ordered otherwise: a submission still on its way is refused when it comes.</summary>
    /// <param name="attempt">The attempt, as <see cref="SubmitOrder.Attempt"/> says it.</param>
    /// <returns>Whether there is no such order and will be none of it; false where there is one.</returns>
    [Alias("preclude")]
    Task<bool> Preclude(int attempt);

    /// <summary>Withdraws the order before it is binding.</summary>
    [Alias("cancel")]
    Task<Result<OrderView>> Cancel(EndOrder command);

    /// <summary>Ends the order after it is binding, before handover.</summary>
    [Alias("terminate")]
    Task<Result<OrderView>> Terminate(EndOrder command);

    /// <summary>Rates the supplier; whoever signed the order, once.</summary>
    [Alias("rate")]
    Task<Result<OrderView>> Rate(RateOrder command);

    /// <summary>The supplier answers the rating, once.</summary>
    [Alias("reply-to-rating")]
    Task<Result<OrderView>> ReplyToRating(CommandContext context, string reply);
}
