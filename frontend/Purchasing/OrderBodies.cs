using System.Text.Json.Serialization;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Frontend.Purchasing;

/// <summary>An order as a buyer submits it. Prices, taxes and names come from the items.</summary>
/// <param name="Plan">The plan (kode RUP) it is charged to.</param>
/// <param name="Lines">1–100 lines, all of one supplier.</param>
/// <param name="Deliveries">1–20 addresses.</param>
/// <param name="Budget">What each budget line bears; a single one may leave its amount out.</param>
/// <param name="Method">Direct purchase or negotiation.</param>
/// <param name="PaymentMode">How the money will reach the supplier.</param>
/// <param name="Channel">Where else it is recorded.</param>
/// <param name="ExternalRef">Its id there.</param>
/// <param name="PackageRef">The buyer's own reference.</param>
/// <param name="LocalContentReason">Why less local content than compulsory is bought.</param>
/// <param name="ComparisonNote">What was compared, or why nothing was.</param>
/// <param name="Notes">Notes to the supplier.</param>
public sealed record OrderBody(
    RupCode Plan,
    OrderLineBody[] Lines,
    DeliveryBody[] Deliveries,
    BudgetLineBody[] Budget,
    PurchaseMethod Method = PurchaseMethod.DirectPurchase,
    PaymentMode PaymentMode = PaymentMode.Direct,
    OrderChannel Channel = OrderChannel.Platform,
    string? ExternalRef = null,
    string? PackageRef = null,
    string? LocalContentReason = null,
    string? ComparisonNote = null,
    string? Notes = null);

/// <summary>An item to order.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">In the item's unit, above zero.</param>
/// <param name="Delivery">Index into the deliveries, from 0.</param>
[method: JsonConstructor]
public readonly record struct OrderLineBody(ItemId Item, Quantity Quantity, int Delivery = 0);

/// <summary>Where and by when to deliver.</summary>
/// <param name="Address">Street address.</param>
/// <param name="Region">Its region, such as <c>18.71</c>.</param>
/// <param name="NeededBy">WIB date by which everything must have arrived.</param>
/// <param name="Recipient">Who receives it.</param>
/// <param name="Phone">Their telephone number.</param>
/// <param name="Courier">Who brings it.</param>
[method: JsonConstructor]
public readonly record struct DeliveryBody(
    string Address,
    RegionCode Region,
    DateOnly NeededBy,
    string Recipient,
    string Phone,
    Courier Courier = Courier.Own);

/// <summary>What a budget line bears.</summary>
/// <param name="Line">The line's number within the plan, from 1.</param>
/// <param name="Amount">Whole rupiah with tax and freight.</param>
[method: JsonConstructor]
public readonly record struct BudgetLineBody(int Line, Rupiah? Amount = null);

/// <summary>An offer; prices are before tax.</summary>
/// <param name="Prices">Unit price per order line; the first offer names every line.</param>
/// <param name="Freight">New freight per order line.</param>
/// <param name="Services">Extra services; the whole list.</param>
/// <param name="Note">To the other side.</param>
public sealed record OfferBody(
    LineAmountBody[]? Prices = null,
    LineAmountBody[]? Freight = null,
    ServiceBody[]? Services = null,
    string? Note = null);

/// <summary>An amount for an order line.</summary>
/// <param name="Line">Number of the order line, from 1.</param>
/// <param name="Amount">Whole rupiah before tax.</param>
[method: JsonConstructor]
public readonly record struct LineAmountBody(int Line, Rupiah Amount);

/// <summary>A service beside the goods.</summary>
/// <param name="Description">What.</param>
/// <param name="Price">Whole rupiah before tax.</param>
[method: JsonConstructor]
public readonly record struct ServiceBody(string Description, Rupiah Price);

/// <summary>The signature under an order letter.</summary>
/// <param name="Terms">Terms added to the letter.</param>
public sealed record SignatureBody(string? Terms = null);

/// <summary>Why an order ends early.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Note">In words.</param>
public sealed record EndBody(EndReason Reason, string Note);

/// <summary>Goods on their way.</summary>
/// <param name="Delivery">Index of the address, from 0.</param>
/// <param name="Lines">What is on its way.</param>
/// <param name="CourierName">Who brings it.</param>
/// <param name="Tracking">Waybill number.</param>
public sealed record DispatchBody(int Delivery, LineQuantityBody[] Lines, string CourierName, string? Tracking = null);

/// <summary>A quantity of an order line.</summary>
/// <param name="Line">Number of the order line, from 1.</param>
/// <param name="Quantity">In the item's unit.</param>
[method: JsonConstructor]
public readonly record struct LineQuantityBody(int Line, Quantity Quantity);

/// <summary>What arrived of a shipment.</summary>
/// <param name="Shipment">Number of the shipment, from 1.</param>
/// <param name="Lines">What arrived; a line left out arrived in full.</param>
/// <param name="Note">In words.</param>
public sealed record ReceiptBody(int Shipment, LineQuantityBody[]? Lines = null, string? Note = null);

/// <summary>An inspection.</summary>
/// <param name="Date">WIB date.</param>
/// <param name="Lines">Results per line.</param>
/// <param name="Evidence">Where else there is evidence, such as a video.</param>
public sealed record InspectionBody(DateOnly Date, InspectionLineBody[] Lines, string? Evidence = null);

/// <summary>The inspection of one line.</summary>
/// <param name="Line">Number of the order line, from 1.</param>
/// <param name="Accepted">Good quantity.</param>
/// <param name="Rejected">Bad quantity; none when left out.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Photos">Photos uploaded for the order.</param>
[method: JsonConstructor]
public readonly record struct InspectionLineBody(
    int Line, Quantity Accepted, Quantity? Rejected = null, string? Reason = null, DocumentId[]? Photos = null);

/// <summary>What becomes of goods the inspection did not accept.</summary>
/// <param name="Settlement">Replace, reduce or reject.</param>
/// <param name="Note">In words.</param>
public sealed record SettlementBody(DiscrepancySettlement Settlement, string Note);

/// <summary>The handover certificate: only its number; the engine fills in the rest.</summary>
/// <param name="Number">The certificate's number.</param>
public sealed record HandoverBody(string Number);

/// <summary>An invoice.</summary>
/// <param name="Number">Invoice number.</param>
/// <param name="Date">WIB date.</param>
/// <param name="TaxInvoice">Faktur pajak, 16 or 17 digits.</param>
/// <param name="LogisticsInvoice">Number of the courier's invoice.</param>
public sealed record InvoiceBody(
    string Number, DateOnly Date, string? TaxInvoice = null, string? LogisticsInvoice = null);

/// <summary>A payment in the system.</summary>
/// <param name="Reference">SPM or bank reference.</param>
/// <param name="Amount">Whole rupiah with taxes; all that is outstanding when left out.</param>
public sealed record PaymentBody(string Reference, Rupiah? Amount = null);

/// <summary>A payment made outside.</summary>
/// <param name="Amount">Whole rupiah with taxes.</param>
/// <param name="Evidence">SP2D or transfer number.</param>
/// <param name="Date">WIB date.</param>
public sealed record OutsidePaymentBody(Rupiah Amount, string Evidence, DateOnly Date);

/// <summary>A rating; each mark is 1 to 3.</summary>
/// <param name="Quality">Quality and quantity.</param>
/// <param name="Cost">Cost.</param>
/// <param name="Time">Time.</param>
/// <param name="Service">Service.</param>
/// <param name="Comment">In words.</param>
public sealed record RatingBody(int Quality, int Cost, int Time, int Service, string? Comment = null);

/// <summary>The supplier's answer to its rating.</summary>
/// <param name="Reply">In words.</param>
public sealed record RatingReplyBody(string Reply);

/// <summary>An addendum: smaller quantities, lower prices, other dates, other addresses in the same region.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Quantities">New quantity of lines.</param>
/// <param name="Prices">New unit price of lines.</param>
/// <param name="NeededBy">New date of deliveries.</param>
/// <param name="Addresses">New address of deliveries nothing was dispatched to yet.</param>
public sealed record AddendumBody(
    string Reason,
    LineQuantityBody[]? Quantities = null,
    LineAmountBody[]? Prices = null,
    DeliveryDateBody[]? NeededBy = null,
    DeliveryAddress[]? Addresses = null);

/// <summary>The date of a delivery.</summary>
/// <param name="Delivery">Index of the address, from 0.</param>
/// <param name="NeededBy">WIB date.</param>
[method: JsonConstructor]
public readonly record struct DeliveryDateBody(int Delivery, DateOnly NeededBy);
