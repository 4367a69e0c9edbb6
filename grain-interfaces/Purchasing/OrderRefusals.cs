using Marketplace.Outcomes;

namespace Marketplace.Purchasing;

/// <summary>Why a purchase order refuses.</summary>
public static class OrderRefusals
{
    /// <summary>The stage does not allow this. Facts: stage, action.</summary>
    public static readonly RefusalCode StageForbids = new(7001, "order-stage-forbids", RefusalKind.Conflict);

    /// <summary>Placing the order failed; the parts say why. Facts: order.</summary>
    public static readonly RefusalCode NotPlaced = new(7002, "order-not-placed", RefusalKind.Rule);

    /// <summary>A line cannot be ordered; the parts say why. Facts: none.</summary>
    public static readonly RefusalCode LinesRefused = new(7003, "order-lines-refused", RefusalKind.Rule);

    /// <summary>The lines are of more than one supplier. Facts: suppliers.</summary>
    public static readonly RefusalCode SeveralSuppliers = new(7004, "order-several-suppliers", RefusalKind.Rule);

    /// <summary>The supplier may not take orders. Facts: supplier.</summary>
    public static readonly RefusalCode SupplierMayNotSell = new(7005, "order-supplier-may-not-sell", RefusalKind.Rule);

    /// <summary>Someone of the supplier cannot buy from it (DOMAIN §1 d).</summary>
    public static readonly RefusalCode OwnSupplier = new(7006, "order-own-supplier", RefusalKind.Rule);

    /// <summary>The plan is not announced. Facts: plan.</summary>
    public static readonly RefusalCode PlanNotAnnounced = new(7007, "order-plan-not-announced", RefusalKind.Rule);

    /// <summary>Today is outside the plan's days. Facts: from, until, today.</summary>
    public static readonly RefusalCode PlanOutsideWindow = new(7008, "order-plan-outside-window", RefusalKind.Rule);

    /// <summary>The plan is reserved for micro, small and cooperative suppliers. Facts: size.</summary>
    public static readonly RefusalCode ReservedForSmall = new(7009, "order-reserved-for-small", RefusalKind.Rule);

    /// <summary>The plan takes domestic products only. Facts: item.</summary>
    public static readonly RefusalCode DomesticOnly = new(7010, "order-domestic-only", RefusalKind.Rule);

    /// <summary>The package total asks for another role. Facts: packageTotal, limit, role.</summary>
    public static readonly RefusalCode RoleForValue = new(7011, "order-role-for-value", RefusalKind.Rule);

    /// <summary>The budget amounts do not sum to the total. Facts: total, budget.</summary>
    public static readonly RefusalCode BudgetNotTotal = new(7012, "order-budget-not-total", RefusalKind.Rule);

    /// <summary>The total is more than money can express.</summary>
    public static readonly RefusalCode TotalTooLarge = new(7013, "order-total-too-large", RefusalKind.Rule);

    /// <summary>Local content is below the obligation, and no reason is given. Facts: line, tier, required.</summary>
    public static readonly RefusalCode LocalContentTooLow =
        new(7014, "order-local-content-too-low", RefusalKind.Rule);

    /// <summary>
    /// A price is higher than usual, and the buyer does not say why it is paid. Facts: line, price, usual.
    /// </summary>
    public static readonly RefusalCode PriceUnexplained = new(7017, "order-price-unexplained", RefusalKind.Rule);

    /// <summary>
    /// Other suppliers offer too little that is comparable, and the buyer does not say what was compared. Facts: line,
    /// comparables.
    /// </summary>
    public static readonly RefusalCode PriceNotCompared = new(7018, "order-price-not-compared", RefusalKind.Rule);

    /// <summary>The date has passed. Facts: date, today.</summary>
    public static readonly RefusalCode DatePassed = new(7015, "order-date-passed", RefusalKind.Rule);

    /// <summary>The payment mode does not fit the buyer. Facts: mode, kind.</summary>
    public static readonly RefusalCode PaymentModeUnfit = new(7016, "order-payment-mode-unfit", RefusalKind.Rule);

    /// <summary>Another person must do this. Facts: duty, other.</summary>
    public static readonly RefusalCode DutiesNotApart = new(7020, "order-duties-not-apart", RefusalKind.Rule);

    /// <summary>The order is over the approver's own limit. Facts: packageTotal, limit.</summary>
    public static readonly RefusalCode OverApprovalLimit = new(7021, "order-over-approval-limit", RefusalKind.Rule);

    /// <summary>This reason is not this side's to give. Facts: reason.</summary>
    public static readonly RefusalCode ReasonNotAllowed = new(7022, "order-reason-not-allowed", RefusalKind.Rule);

    /// <summary>It is the other side's turn. Facts: turn.</summary>
    public static readonly RefusalCode NotYourTurn = new(7030, "order-not-your-turn", RefusalKind.Conflict);

    /// <summary>The first offer must name every line. Facts: missing.</summary>
    public static readonly RefusalCode OfferIncomplete = new(7031, "order-offer-incomplete", RefusalKind.Rule);

    /// <summary>The price is not below list and last price. Facts: line, list, last, offered.</summary>
    public static readonly RefusalCode OfferNotLower = new(7032, "order-offer-not-lower", RefusalKind.Rule);

    /// <summary>The freight is a third party's, or would rise. Facts: line, freight.</summary>
    public static readonly RefusalCode FreightFixed = new(7033, "order-freight-fixed", RefusalKind.Rule);

    /// <summary>The offer costs more than the list. Facts: total, listTotal.</summary>
    public static readonly RefusalCode OfferAboveList = new(7034, "order-offer-above-list", RefusalKind.Rule);

    /// <summary>There is no offer of the other side to accept.</summary>
    public static readonly RefusalCode NoOffer = new(7035, "order-no-offer", RefusalKind.Conflict);

    /// <summary>There is no such line, or it is named twice. Facts: line.</summary>
    public static readonly RefusalCode LineUnknown = new(7036, "order-line-unknown", RefusalKind.Rule);

    /// <summary>There is no such delivery, or the line goes elsewhere. Facts: delivery.</summary>
    public static readonly RefusalCode DeliveryUnknown = new(7037, "order-delivery-unknown", RefusalKind.Rule);

    /// <summary>The time to do this is over. Facts: respondBy.</summary>
    public static readonly RefusalCode TooLate = new(7038, "order-too-late", RefusalKind.Conflict);

    /// <summary>More than is still to be dispatched. Facts: line, open.</summary>
    public static readonly RefusalCode OverDispatch = new(7040, "order-over-dispatch", RefusalKind.Rule);

    /// <summary>There is no such shipment. Facts: shipment.</summary>
    public static readonly RefusalCode ShipmentUnknown = new(7041, "order-shipment-unknown", RefusalKind.Rule);

    /// <summary>The shipment was received already. Facts: shipment.</summary>
    public static readonly RefusalCode ShipmentReceived = new(7042, "order-shipment-received", RefusalKind.Conflict);

    /// <summary>More than the shipment holds. Facts: line, dispatched.</summary>
    public static readonly RefusalCode OverReceipt = new(7043, "order-over-receipt", RefusalKind.Rule);

    /// <summary>More than has arrived and was not inspected. Facts: line, waiting.</summary>
    public static readonly RefusalCode OverInspection = new(7044, "order-over-inspection", RefusalKind.Rule);

    /// <summary>The line would be left empty: reject instead.</summary>
    public static readonly RefusalCode NothingLeft = new(7045, "order-nothing-left", RefusalKind.Rule);

    /// <summary>A tax invoice number is required of this supplier, 16 or 17 digits.</summary>
    public static readonly RefusalCode TaxInvoiceRequired = new(7050, "order-tax-invoice-required", RefusalKind.Rule);

    /// <summary>A logistics invoice is required.</summary>
    public static readonly RefusalCode LogisticsInvoiceRequired =
        new(7051, "order-logistics-invoice-required", RefusalKind.Rule);

    /// <summary>More than is outstanding. Facts: outstanding.</summary>
    public static readonly RefusalCode OverPayment = new(7052, "order-over-payment", RefusalKind.Rule);

    /// <summary>A date that is not possible here. Facts: earliest, latest.</summary>
    public static readonly RefusalCode DateImpossible = new(7053, "order-date-impossible", RefusalKind.Rule);

    /// <summary>An addendum is open already. Facts: addendum.</summary>
    public static readonly RefusalCode AddendumOpen = new(7060, "order-addendum-open", RefusalKind.Conflict);

    /// <summary>No addendum is open.</summary>
    public static readonly RefusalCode NoAddendum = new(7061, "order-no-addendum", RefusalKind.Conflict);

    /// <summary>One's own addendum cannot be answered, the other side's not withdrawn. Facts: side.</summary>
    public static readonly RefusalCode AddendumOfSide = new(7062, "order-addendum-of-side", RefusalKind.Conflict);

    /// <summary>An addendum only reduces, and changes something. Facts: line.</summary>
    public static readonly RefusalCode AddendumOnlyReduces =
        new(7063, "order-addendum-only-reduces", RefusalKind.Rule);

    /// <summary>Below what was dispatched. Facts: line, dispatched.</summary>
    public static readonly RefusalCode BelowDispatched = new(7064, "order-below-dispatched", RefusalKind.Rule);

    /// <summary>Goods are on their way to the old address, or arrived there. Facts: delivery.</summary>
    public static readonly RefusalCode DeliveryUnderWay =
        new(7065, "order-delivery-under-way", RefusalKind.Rule);

    /// <summary>It was rated already.</summary>
    public static readonly RefusalCode AlreadyRated = new(7070, "order-already-rated", RefusalKind.Conflict);

    /// <summary>There is no rating, or it was answered already.</summary>
    public static readonly RefusalCode NoRatingToAnswer = new(7071, "order-no-rating-to-answer", RefusalKind.Conflict);

    /// <summary>Only the officer who signed the order rates it.</summary>
    public static readonly RefusalCode NotTheSigner = new(7072, "order-not-the-signer", RefusalKind.NotAllowed);

    /// <summary>
    /// The signer has not rated an earlier order for too long. Facts: order, completedAt, graceDays.
    /// </summary>
    public static readonly RefusalCode RatingOverdue = new(7073, "order-rating-overdue", RefusalKind.Rule);
}
