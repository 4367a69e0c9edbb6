namespace Marketplace.Purchasing;

/// <summary>Where an order stands (DOMAIN §2). Stored by name; names are permanent.</summary>
public enum OrderStage
{
    /// <summary>Never submitted.</summary>
    Absent = 0,

    /// <summary>Submitted; budget and stock are being held.</summary>
    Placing = 1,

    /// <summary>Budget or stock was refused; whatever had been held is free again. Final.</summary>
    Refused = 2,

    /// <summary>Offers go to and fro.</summary>
    Negotiating = 3,

    /// <summary>Both agreed; the buyer decides whether to go on.</summary>
    Negotiated = 4,

    /// <summary>Above the officer's limit: waits for a second reviewer.</summary>
    AwaitingReview = 5,

    /// <summary>Waits for the commitment officer's (or approver's) signature.</summary>
    AwaitingCommitmentOfficer = 6,

    /// <summary>The order letter is signed; waits for the supplier's answer.</summary>
    AwaitingSupplier = 7,

    /// <summary>Accepted; nothing dispatched yet.</summary>
    Processing = 8,

    /// <summary>Something is dispatched and not everything has arrived.</summary>
    Shipping = 9,

    /// <summary>Goods have arrived and wait for inspection.</summary>
    Delivered = 10,

    /// <summary>The inspection found something wrong that is not settled.</summary>
    Discrepancy = 11,

    /// <summary>Everything ordered is accepted; the handover certificate is to be signed.</summary>
    Inspected = 12,

    /// <summary>The handover certificate (BAST) is signed; the supplier may invoice.</summary>
    HandedOver = 13,

    /// <summary>Invoiced; waits for payment.</summary>
    Invoiced = 14,

    /// <summary>Partly paid.</summary>
    Paying = 15,

    /// <summary>Paid in full. Final.</summary>
    Completed = 16,

    /// <summary>Withdrawn before it was binding. Final.</summary>
    Cancelled = 17,

    /// <summary>Nobody acted in time. Final.</summary>
    AutoCancelled = 18,

    /// <summary>The supplier declined. Final.</summary>
    Rejected = 19,

    /// <summary>A product left the catalogue during the negotiation. Final.</summary>
    Failed = 20,

    /// <summary>Ended after it was binding, before handover. Final.</summary>
    Terminated = 21,
}

/// <summary>What can be done to an order. In a view: what the caller may do now.</summary>
public enum OrderAction
{
    /// <summary>Make or counter an offer.</summary>
    Offer = 1,

    /// <summary>Accept the standing offer.</summary>
    AcceptOffer = 2,

    /// <summary>Go on with the negotiated order.</summary>
    Proceed = 3,

    /// <summary>Second review.</summary>
    Approve = 4,

    /// <summary>Sign the order letter.</summary>
    Sign = 5,

    /// <summary>The supplier takes the order.</summary>
    Accept = 6,

    /// <summary>The supplier declines the order.</summary>
    Reject = 7,

    /// <summary>Dispatch goods.</summary>
    Dispatch = 8,

    /// <summary>Record what arrived.</summary>
    Receive = 9,

    /// <summary>Inspect what arrived.</summary>
    Inspect = 10,

    /// <summary>Settle what the inspection found wrong.</summary>
    SettleDiscrepancy = 11,

    /// <summary>Number and sign the handover certificate.</summary>
    HandOver = 12,

    /// <summary>Invoice.</summary>
    Invoice = 13,

    /// <summary>Pay in the system.</summary>
    Pay = 14,

    /// <summary>Record a payment made outside.</summary>
    PayOutside = 15,

    /// <summary>Propose an addendum.</summary>
    ProposeAddendum = 16,

    /// <summary>Accept or reject the other side's addendum.</summary>
    AnswerAddendum = 17,

    /// <summary>Take one's own addendum back.</summary>
    WithdrawAddendum = 18,

    /// <summary>Withdraw the order before it is binding.</summary>
    Cancel = 19,

    /// <summary>End the order after it is binding.</summary>
    Terminate = 20,

    /// <summary>Rate the supplier.</summary>
    Rate = 21,

    /// <summary>Answer the rating.</summary>
    ReplyToRating = 22,
}

/// <summary>How the price comes about.</summary>
public enum PurchaseMethod
{
    /// <summary>At the listed price (pembelian langsung).</summary>
    DirectPurchase = 1,

    /// <summary>By negotiation.</summary>
    Negotiation = 2,
}

/// <summary>Where the order is legally recorded (DOMAIN, legal-boundary warning).</summary>
public enum OrderChannel
{
    /// <summary>Here.</summary>
    Platform = 1,

    /// <summary>In LKPP's INAPROC catalogue v6 too.</summary>
    InaprocV6 = 2,

    /// <summary>In Toko Daring.</summary>
    TokoDaring = 3,

    /// <summary>On paper.</summary>
    Offline = 4,
}

/// <summary>How the money reaches the supplier.</summary>
public enum PaymentMode
{
    /// <summary>LS: from the treasury to the supplier's account.</summary>
    Direct = 1,

    /// <summary>UP/GU/TU: from the treasurer's advance.</summary>
    Imprest = 2,

    /// <summary>A company's bank transfer.</summary>
    Transfer = 3,
}

/// <summary>Who brings the goods; decides whether freight may be negotiated.</summary>
public enum Courier
{
    /// <summary>The supplier's own; its freight may go down to nothing.</summary>
    Own = 1,

    /// <summary>A third party; its freight is fixed.</summary>
    ThirdParty = 2,
}

/// <summary>Why an order ended early (DOMAIN §2).</summary>
public enum EndReason
{
    /// <summary>Out of stock.</summary>
    OutOfStock = 1,

    /// <summary>The price no longer holds.</summary>
    PriceExpired = 2,

    /// <summary>The supplier cannot produce that much.</summary>
    Capacity = 3,

    /// <summary>The supplier cannot reach the region.</summary>
    UnreachableRegion = 4,

    /// <summary>The budget was withdrawn.</summary>
    BudgetWithdrawn = 5,

    /// <summary>The need changed.</summary>
    SpecChange = 6,

    /// <summary>Ordered twice.</summary>
    Duplicate = 7,

    /// <summary>Suspected fraud.</summary>
    SuspectedFraud = 8,

    /// <summary>Nobody acted in time; only the engine gives this.</summary>
    Timeout = 9,

    /// <summary>A product left the catalogue; only the engine gives this.</summary>
    ProductDelisted = 10,

    /// <summary>What was delivered was rejected.</summary>
    GoodsRejected = 11,

    /// <summary>The supplier did not do what it had accepted.</summary>
    SupplierDefault = 12,
}

/// <summary>Who collects the taxes of an order (DOMAIN §6).</summary>
public enum TaxCollector
{
    /// <summary>Nobody: the supplier remits its own.</summary>
    None = 1,

    /// <summary>The government treasurer.</summary>
    Treasurer = 2,

    /// <summary>This marketplace, once designated (PMK 58/2022).</summary>
    Platform = 3,

    /// <summary>The state company itself (WAPU).</summary>
    BumnWapu = 4,
}

/// <summary>A side of an order.</summary>
public enum OrderSide
{
    /// <summary>The buyer.</summary>
    Buyer = 1,

    /// <summary>The supplier.</summary>
    Supplier = 2,
}

/// <summary>What becomes of goods the inspection did not accept.</summary>
public enum DiscrepancySettlement
{
    /// <summary>The supplier sends others.</summary>
    Replace = 1,

    /// <summary>The order becomes smaller by them.</summary>
    Reduce = 2,

    /// <summary>The order ends.</summary>
    Reject = 3,
}

/// <summary>On whose desk an order lies.</summary>
public enum Desk
{
    /// <summary>Nobody's: the order is over.</summary>
    None = 0,

    /// <summary>The engine's: it is being placed.</summary>
    Engine = 1,

    /// <summary>Whoever buys: procurement officer, commitment officer or requester.</summary>
    Buyer = 2,

    /// <summary>The second reviewer's.</summary>
    Reviewer = 3,

    /// <summary>The commitment officer's or approver's.</summary>
    CommitmentOfficer = 4,

    /// <summary>The supplier's.</summary>
    Supplier = 5,

    /// <summary>The receiver's.</summary>
    Receiver = 6,

    /// <summary>The treasurer's or payer's.</summary>
    Treasurer = 7,
}

/// <summary>Duties of an order that not the same person may have (DOMAIN §1).</summary>
public enum OrderDuty
{
    /// <summary>Ordered.</summary>
    Create = 1,

    /// <summary>Negotiated.</summary>
    Negotiate = 2,

    /// <summary>Reviewed.</summary>
    Review = 3,

    /// <summary>Signed.</summary>
    Sign = 4,

    /// <summary>Received or inspected.</summary>
    Receive = 5,

    /// <summary>Paid.</summary>
    Pay = 6,
}
