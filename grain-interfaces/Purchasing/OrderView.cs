using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.Catalogue;
using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Organisations;
using Marketplace.Suppliers;
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
}

/// <summary>What is fixed when an order is submitted.</summary>
[GenerateSerializer, Immutable, Alias("order-terms")]
public sealed record OrderTerms
{
    /// <summary>The plan.</summary>
    [Id(0)] public required RupCode Plan { get; init; }

    /// <summary>Level-1 category of its largest line.</summary>
    [Id(1)] public required CategoryCode Category { get; init; }

    /// <summary>The buying organisation.</summary>
    [Id(2)] public required OrganisationId Organisation { get; init; }

    /// <summary>Its kind.</summary>
    [Id(3)] public required OrganisationKind Kind { get; init; }

    /// <summary>The unit.</summary>
    [Id(4)] public required UnitId Unit { get; init; }

    /// <summary>The supplier.</summary>
    [Id(5)] public required SupplierId Supplier { get; init; }

    /// <summary>Its registered name then.</summary>
    [Id(6)] public required string SupplierName { get; init; }

    /// <summary>Its size then.</summary>
    [Id(7)] public required BusinessSize SupplierSize { get; init; }

    /// <summary>Whether it charges PPN.</summary>
    [Id(8)] public required bool SupplierIsTaxable { get; init; }

    /// <summary>Whether it holds a letter for the final income tax.</summary>
    [Id(9)] public required bool SupplierHasFinalTaxLetter { get; init; }

    /// <summary>Who collects the taxes.</summary>
    [Id(10)] public required TaxCollector Collector { get; init; }

    /// <summary>How the price comes about.</summary>
    [Id(11)] public required PurchaseMethod Method { get; init; }

    /// <summary>How it is paid.</summary>
    [Id(12)] public required PaymentMode PaymentMode { get; init; }

    /// <summary>Where else it is recorded.</summary>
    [Id(13)] public required OrderChannel Channel { get; init; }

    /// <summary>Its id there.</summary>
    [Id(14)] public string? ExternalRef { get; init; }

    /// <summary>The buyer's own package reference.</summary>
    [Id(15)] public string? PackageRef { get; init; }

    /// <summary>Who submitted it.</summary>
    [Id(16)] public required UserId Creator { get; init; }

    /// <summary>Under which of their roles it may have been bought.</summary>
    [Id(17)] public required ImmutableArray<Role> CreatorRoles { get; init; }

    /// <summary>The addresses, with their dates as they stand now.</summary>
    [Id(18)] public required ImmutableArray<OrderDelivery> Deliveries { get; init; }

    /// <summary>Why less local content than compulsory was bought.</summary>
    [Id(19)] public string? LocalContentReason { get; init; }

    /// <summary>What was compared.</summary>
    [Id(20)] public string? ComparisonNote { get; init; }

    /// <summary>Notes to the supplier.</summary>
    [Id(21)] public string? Notes { get; init; }

    /// <summary>Every budget line is of the school operations fund, which is free of PPh 22.</summary>
    [Id(22)] public bool IsSchoolFund { get; init; }

    /// <summary>WIB date it was submitted on: the date of every legal number applied to it.</summary>
    [Id(23)] public required DateOnly Date { get; init; }
}

/// <summary>What an order remembers of an item for ever, and what was agreed for it.</summary>
[GenerateSerializer, Immutable, Alias("order-line")]
public sealed record OrderLine
{
    /// <summary>Number within the order, from 1.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>The item.</summary>
    [Id(1)] public required ItemId Item { get; init; }

    /// <summary>Journal version of the item the snapshot shows.</summary>
    [Id(2)] public required int ItemVersion { get; init; }

    /// <summary>Level-3 category.</summary>
    [Id(3)] public required CategoryCode Category { get; init; }

    /// <summary>Product name.</summary>
    [Id(4)] public required string Name { get; init; }

    /// <summary>Unit code.</summary>
    [Id(5)] public required string Unit { get; init; }

    /// <summary>Decimals a quantity may have.</summary>
    [Id(6)] public int UnitDecimals { get; init; }

    /// <summary>Quantity ordered.</summary>
    [Id(7)] public required Quantity Quantity { get; init; }

    /// <summary>Price per unit on the list, before tax.</summary>
    [Id(8)] public required Rupiah ListPrice { get; init; }

    /// <summary>Price per unit agreed on, before tax.</summary>
    [Id(9)] public required Rupiah UnitPrice { get; init; }

    /// <summary>Freight agreed on for the line, before tax.</summary>
    [Id(10)] public Rupiah Freight { get; init; }

    /// <summary>How it is taxed.</summary>
    [Id(11)] public required TaxClass TaxClass { get; init; }

    /// <summary>Index of its address.</summary>
    [Id(12)] public int Delivery { get; init; }

    /// <summary>KBKI product code; empty when it has none.</summary>
    [Id(13)] public string Kbki { get; init; } = "";

    /// <summary>Domestic product.</summary>
    [Id(14)] public bool IsDomestic { get; init; }

    /// <summary>Local content (TKDN).</summary>
    [Id(15)] public BasisPoints LocalContent { get; init; }

    /// <summary>Company benefit (BMP).</summary>
    [Id(16)] public BasisPoints CompanyBenefit { get; init; }

    /// <summary>Kabupaten/kota of origin.</summary>
    [Id(17)] public RegionCode? Origin { get; init; }

    /// <summary>Size of the producer, when it is not the supplier itself.</summary>
    [Id(18)] public BusinessSize? ProducerSize { get; init; }

    /// <summary>Working days from acceptance to dispatch.</summary>
    [Id(19)] public int LeadTimeDays { get; init; }

    /// <summary>Price × quantity with freight, before tax.</summary>
    [JsonIgnore]
    public Rupiah Net => (UnitPrice * Quantity) + Freight;
}

/// <summary>A line with how far its goods have come. Quantities are in the item's unit.</summary>
/// <param name="Line">What was agreed.</param>
/// <param name="Net">Price × quantity with freight, before tax.</param>
/// <param name="Ppn">Its value-added tax.</param>
/// <param name="Dispatched">On its way or arrived.</param>
/// <param name="Received">Arrived.</param>
/// <param name="Accepted">Inspected and good.</param>
/// <param name="Rejected">Inspected, bad, and not settled.</param>
/// <param name="RejectedReason">What is wrong with it.</param>
[GenerateSerializer, Immutable, Alias("order-line-view")]
public sealed record OrderLineView(
    [property: Id(0)] OrderLine Line,
    [property: Id(1)] Rupiah Net,
    [property: Id(2)] Rupiah Ppn,
    [property: Id(3)] Quantity Dispatched,
    [property: Id(4)] Quantity Received,
    [property: Id(5)] Quantity Accepted,
    [property: Id(6)] Quantity Rejected,
    [property: Id(7)] string? RejectedReason);

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

/// <summary>An offer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Side">Who made it.</param>
/// <param name="By">The account.</param>
/// <param name="At">When.</param>
/// <param name="Prices">Unit price of every line under it.</param>
/// <param name="Freight">Freight of every line under it.</param>
/// <param name="Services">Extra services under it.</param>
/// <param name="Note">To the other side.</param>
[GenerateSerializer, Immutable, Alias("offer-view")]
public sealed record OfferView(
    [property: Id(0)] int Number,
    [property: Id(1)] OrderSide Side,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<LineAmount> Prices,
    [property: Id(5)] ImmutableArray<LineAmount> Freight,
    [property: Id(6)] ImmutableArray<ExtraService> Services,
    [property: Id(7)] string? Note);

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

/// <summary>A shipment.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Delivery">Index of its address.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="CourierName">Who brings it.</param>
/// <param name="Tracking">Waybill number.</param>
/// <param name="DispatchedAt">When it left.</param>
/// <param name="ReceivedAt">When it arrived; null before.</param>
/// <param name="ReceivedBy">Who counted it.</param>
/// <param name="ReceivedLines">What arrived of it.</param>
[GenerateSerializer, Immutable, Alias("shipment-view")]
public sealed record ShipmentView(
    [property: Id(0)] int Number,
    [property: Id(1)] int Delivery,
    [property: Id(2)] ImmutableArray<LineQuantity> Lines,
    [property: Id(3)] string CourierName,
    [property: Id(4)] string? Tracking,
    [property: Id(5)] DateTimeOffset DispatchedAt,
    [property: Id(6)] DateTimeOffset? ReceivedAt,
    [property: Id(7)] UserId? ReceivedBy,
    [property: Id(8)] ImmutableArray<LineQuantity> ReceivedLines);

/// <summary>The handover certificate (BAST). Everything but its number comes from the order.</summary>
/// <param name="Number">Entered by the commitment officer.</param>
/// <param name="By">Who signed it.</param>
/// <param name="At">When.</param>
/// <param name="Accepted">What was handed over.</param>
/// <param name="LatePenalty">Fixed at this moment.</param>
/// <param name="Payable">Total less penalty.</param>
[GenerateSerializer, Immutable, Alias("handover-view")]
public sealed record HandoverView(
    [property: Id(0)] string Number,
    [property: Id(1)] UserId By,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] ImmutableArray<LineQuantity> Accepted,
    [property: Id(4)] Rupiah LatePenalty,
    [property: Id(5)] Rupiah Payable);

/// <summary>The invoice and the payment clock.</summary>
/// <param name="Number">Invoice number.</param>
/// <param name="Date">WIB date.</param>
/// <param name="TaxInvoice">Faktur pajak.</param>
/// <param name="LogisticsInvoice">The courier's invoice.</param>
/// <param name="At">When it came in: the payment clock starts.</param>
/// <param name="PayBy">Until when it should be paid.</param>
/// <param name="Outstanding">What is not paid yet.</param>
[GenerateSerializer, Immutable, Alias("invoice-view")]
public sealed record InvoiceView(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string? TaxInvoice,
    [property: Id(3)] string? LogisticsInvoice,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset PayBy,
    [property: Id(6)] Rupiah Outstanding);

/// <summary>A payment.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Amount">Whole rupiah with taxes.</param>
/// <param name="By">Who paid or recorded it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Outside">Whether it was made outside the system.</param>
/// <param name="Evidence">SPM, SP2D or transfer number.</param>
/// <param name="Date">WIB date it was made on.</param>
[GenerateSerializer, Immutable, Alias("payment-view")]
public sealed record PaymentView(
    [property: Id(0)] int Number,
    [property: Id(1)] Rupiah Amount,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] bool Outside,
    [property: Id(5)] string Evidence,
    [property: Id(6)] DateOnly Date);

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

/// <summary>An addendum.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Side">Who proposed it.</param>
/// <param name="By">The account.</param>
/// <param name="At">When.</param>
/// <param name="Quantities">New quantities.</param>
/// <param name="Prices">New unit prices.</param>
/// <param name="NeededBy">New dates.</param>
/// <param name="Reason">Why.</param>
/// <param name="Outcome">What became of it; null while open.</param>
[GenerateSerializer, Immutable, Alias("addendum-view")]
public sealed record AddendumView(
    [property: Id(0)] int Number,
    [property: Id(1)] OrderSide Side,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<LineQuantity> Quantities,
    [property: Id(5)] ImmutableArray<LineAmount> Prices,
    [property: Id(6)] ImmutableArray<DeliveryDate> NeededBy,
    [property: Id(7)] string Reason,
    [property: Id(8)] AddendumOutcome? Outcome);

/// <summary>What became of an addendum.</summary>
public enum AddendumOutcome
{
    /// <summary>The other side accepted it.</summary>
    Accepted = 1,

    /// <summary>The other side rejected it.</summary>
    Rejected = 2,

    /// <summary>Its own side took it back.</summary>
    Withdrawn = 3,

    /// <summary>The order ended or changed under it.</summary>
    Lapsed = 4,
}

/// <summary>A rating.</summary>
/// <param name="Quality">1–3.</param>
/// <param name="Cost">1–3.</param>
/// <param name="Time">1–3.</param>
/// <param name="Service">1–3.</param>
/// <param name="Score">Weighted, in hundredths: 100–300.</param>
/// <param name="Comment">In words.</param>
/// <param name="By">Who rated.</param>
/// <param name="At">When.</param>
/// <param name="Reply">The supplier's answer; null before.</param>
[GenerateSerializer, Immutable, Alias("rating-view")]
public sealed record RatingView(
    [property: Id(0)] int Quality,
    [property: Id(1)] int Cost,
    [property: Id(2)] int Time,
    [property: Id(3)] int Service,
    [property: Id(4)] int Score,
    [property: Id(5)] string? Comment,
    [property: Id(6)] UserId By,
    [property: Id(7)] DateTimeOffset At,
    [property: Id(8)] string? Reply);

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

/// <summary>Everything that ever happened to an order, in order.</summary>
/// <param name="Id">The order.</param>
/// <param name="Events">Who did what when.</param>
/// <param name="Revision">The revision shown.</param>
[GenerateSerializer, Immutable, Alias("order-dossier")]
public sealed record OrderDossier(
    [property: Id(0)] OrderId Id,
    [property: Id(1)] ImmutableArray<DossierEntry> Events,
    [property: Id(2)] Revision Revision) : IRevisioned;

/// <summary>One event of an order.</summary>
/// <param name="Version">Its place in the order's journal.</param>
/// <param name="Type">Its permanent name.</param>
/// <param name="By">Who caused it.</param>
/// <param name="At">When.</param>
/// <param name="Content">Its content as JSON.</param>
/// <param name="Hash">The chain hash at it, lower-case hex.</param>
[GenerateSerializer, Immutable, Alias("dossier-entry")]
public sealed record DossierEntry(
    [property: Id(0)] int Version,
    [property: Id(1)] string Type,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Content,
    [property: Id(5)] string Hash);
