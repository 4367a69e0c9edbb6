using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>Dispatches goods to one of the order's addresses.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Delivery">Index of the address, from 0.</param>
/// <param name="Lines">What is on its way; each line once, at most what is still to be dispatched.</param>
/// <param name="CourierName">Who brings it.</param>
/// <param name="Tracking">Waybill number; null for the supplier's own courier.</param>
[GenerateSerializer, Immutable, Alias("dispatch-goods")]
public sealed record DispatchGoods(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] int Delivery,
    [property: Id(2)] ImmutableArray<LineQuantity> Lines,
    [property: Id(3)] string CourierName,
    [property: Id(4)] string? Tracking = null);

/// <summary>A quantity of an order line.</summary>
/// <param name="Line">Number of the order line, from 1.</param>
/// <param name="Quantity">In the item's unit.</param>
[GenerateSerializer, Immutable, Alias("line-quantity")]
public sealed record LineQuantity([property: Id(0)] int Line, [property: Id(1)] Quantity Quantity);

/// <summary>Records what arrived of a shipment, once: what is missing then counts as not dispatched.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Shipment">Number of the shipment, from 1.</param>
/// <param name="Lines">What arrived; a line left out arrived in full.</param>
/// <param name="Note">In words.</param>
[GenerateSerializer, Immutable, Alias("receive-goods")]
public sealed record ReceiveGoods(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] int Shipment,
    [property: Id(2)] ImmutableArray<LineQuantity> Lines,
    [property: Id(3)] string? Note = null);

/// <summary>Inspects what has arrived: time, quantity, function (pemeriksaan tepat guna).</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Date">WIB date of the inspection; not in the future and not before the goods came.</param>
/// <param name="Lines">Results; at most one per line, together with what has arrived and was not inspected.</param>
/// <param name="Evidence">Where else there is evidence, such as an unboxing video.</param>
[GenerateSerializer, Immutable, Alias("inspect-goods")]
public sealed record InspectGoods(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] ImmutableArray<LineInspection> Lines,
    [property: Id(3)] string? Evidence = null);

/// <summary>The inspection of one line.</summary>
/// <param name="Line">Number of the order line, from 1.</param>
/// <param name="Accepted">Good quantity.</param>
/// <param name="Rejected">Bad quantity.</param>
/// <param name="Reason">What is wrong; required when something is rejected.</param>
/// <param name="Photos">Photos uploaded for the order, at most <see cref="DocumentLimits.MaxPhotos"/>; null for
/// none.</param>
[GenerateSerializer, Immutable, Alias("line-inspection")]
public sealed record LineInspection(
    [property: Id(0)] int Line,
    [property: Id(1)] Quantity Accepted,
    [property: Id(2)] Quantity Rejected,
    [property: Id(3)] string? Reason = null,
    [property: Id(4)] ImmutableArray<DocumentId>? Photos = null);

/// <summary>Settles everything the inspection found wrong.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Settlement">What becomes of it.</param>
/// <param name="Note">In words; required.</param>
[GenerateSerializer, Immutable, Alias("settle-discrepancy")]
public sealed record SettleDiscrepancy(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] DiscrepancySettlement Settlement,
    [property: Id(2)] string Note);

/// <summary>Numbers and signs the handover certificate (BAST); everything else in it the engine fills in.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Number">The certificate's number.</param>
[GenerateSerializer, Immutable, Alias("hand-over")]
public sealed record HandOver([property: Id(0)] CommandContext Context, [property: Id(1)] string Number);

/// <summary>Invoices the order.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Number">Invoice number.</param>
/// <param name="Date">WIB date of the invoice; not in the future and not before the handover.</param>
/// <param name="TaxInvoice">Faktur pajak, 16 or 17 digits; required when the supplier charges PPN.</param>
/// <param name="LogisticsInvoice">Number of the courier's invoice; required for freight of a third party.</param>
[GenerateSerializer, Immutable, Alias("invoice-order")]
public sealed record InvoiceOrder(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] string Number,
    [property: Id(2)] DateOnly Date,
    [property: Id(3)] string? TaxInvoice = null,
    [property: Id(4)] string? LogisticsInvoice = null);

/// <summary>Pays in the system.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Amount">Whole rupiah with taxes; null for all that is outstanding.</param>
/// <param name="Reference">SPM or bank reference.</param>
[GenerateSerializer, Immutable, Alias("pay-order")]
public sealed record PayOrder(
    [property: Id(0)] CommandContext Context, [property: Id(1)] Rupiah? Amount, [property: Id(2)] string Reference);

/// <summary>Records a payment made outside the system, such as SP2D Online of SIPD.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Amount">Whole rupiah with taxes.</param>
/// <param name="Evidence">SP2D or transfer number.</param>
/// <param name="Date">WIB date of the payment; not in the future and not before the invoice.</param>
[GenerateSerializer, Immutable, Alias("pay-outside")]
public sealed record PayOutside(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] Rupiah Amount,
    [property: Id(2)] string Evidence,
    [property: Id(3)] DateOnly Date);

/// <summary>
/// Proposes an addendum: smaller quantities, lower prices, other dates. More of an item, or a higher price, is a new
/// order, because it needs its own stock and budget.
/// </summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Quantities">New quantity of lines; not below what was dispatched, zero drops the line.</param>
/// <param name="Prices">New unit price of lines, not above the present one.</param>
/// <param name="NeededBy">New date of deliveries.</param>
/// <param name="Reason">Why.</param>
/// <param name="Addresses">New address of deliveries nothing was dispatched to yet; null for none.</param>
[GenerateSerializer, Immutable, Alias("propose-addendum")]
public sealed record ProposeAddendum(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] ImmutableArray<LineQuantity> Quantities,
    [property: Id(2)] ImmutableArray<LineAmount> Prices,
    [property: Id(3)] ImmutableArray<DeliveryDate> NeededBy,
    [property: Id(4)] string Reason,
    [property: Id(5)] ImmutableArray<DeliveryAddress>? Addresses = null);

/// <summary>Another address of a delivery. It stays in its region: price and freight were agreed for that.</summary>
/// <param name="Delivery">Index of the address, from 0.</param>
/// <param name="Address">Street and number, 1–<see cref="OrderLimits.MaxNote"/> characters.</param>
/// <param name="Recipient">Who receives, 1–<see cref="OrderLimits.MaxName"/> characters.</param>
/// <param name="Phone">Their telephone, 6–15 digits with an optional <c>+</c> before them.</param>
[GenerateSerializer, Immutable, Alias("delivery-address")]
public sealed record DeliveryAddress(
    [property: Id(0)] int Delivery,
    [property: Id(1)] string Address,
    [property: Id(2)] string Recipient,
    [property: Id(3)] string Phone);

/// <summary>The date of a delivery.</summary>
/// <param name="Delivery">Index of the address, from 0.</param>
/// <param name="NeededBy">WIB date.</param>
[GenerateSerializer, Immutable, Alias("delivery-date")]
public sealed record DeliveryDate([property: Id(0)] int Delivery, [property: Id(1)] DateOnly NeededBy);
