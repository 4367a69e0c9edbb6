using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>A product one supplier offers. Key: <see cref="ItemId"/>. Codes: <see cref="ItemRefusals"/>.</summary>
[Alias("catalogue-item")]
public interface ICatalogueItemGrain : IGrainWithStringKey
{
    /// <summary>
    /// The item. Who has no part in it sees it only while it is public; absent and hidden look the same.
    /// </summary>
    [Alias("view")]
    Task<Result<ItemView>> View(Caller caller);

    /// <summary>
    /// The item on the desk of a catalogue manager, a facilitator or an auditor: what they may do now, what is claimed
    /// and verified, and what changed since it was last judged.
    /// </summary>
    [Alias("curation")]
    Task<Result<ItemCuration>> Curation(Caller caller);

    /// <summary>Drafts the item. The same content again answers as before; other content is refused.</summary>
    [Alias("draft")]
    Task<Result<ItemView>> Draft(DraftItem command);

    /// <summary>Replaces the details; not while a reviewer is at it.</summary>
    [Alias("edit")]
    Task<Result<ItemView>> Edit(EditItem command);

    /// <summary>Hands the item in for review. All that is missing is refused at once, in the refusal's parts.</summary>
    [Alias("submit")]
    Task<Result<ItemView>> Submit(CommandContext context);

    /// <summary>Takes a submitted item for review. Catalogue managers without a part in the listing.</summary>
    [Alias("start-review")]
    Task<Result<ItemView>> StartReview(CommandContext context);

    /// <summary>Approves an item under review. Catalogue managers without a part in the listing.</summary>
    [Alias("publish")]
    Task<Result<ItemView>> Publish(PublishItem command);

    /// <summary>Verifies evidence of an item that is under review, published or frozen.</summary>
    [Alias("verify-evidence")]
    Task<Result<ItemView>> VerifyEvidence(VerifyItemEvidence command);

    /// <summary>Sends an item under review back with reasons.</summary>
    [Alias("reject")]
    Task<Result<ItemView>> Reject(RejectItem command);

    /// <summary>Stops the sale of a published item. Catalogue managers, or the engine.</summary>
    [Alias("freeze")]
    Task<Result<ItemView>> Freeze(FreezeItem command);

    /// <summary>Ends a freeze. Catalogue managers; the item must be fit to be published.</summary>
    [Alias("unfreeze")]
    Task<Result<ItemView>> Unfreeze(CommandContext context);

    /// <summary>Takes a published or frozen item out of the catalogue. Its supplier or a catalogue manager.</summary>
    [Alias("delist")]
    Task<Result<ItemView>> Delist(DelistItem command);

    /// <summary>
    /// Says that a listing which seemed near-identical to another, or to promise too much in its name, is right. It is
    /// doubted again when it is changed. A catalogue manager who had no part in it.
    /// </summary>
    [Alias("clear-doubts")]
    Task<Result<ItemView>> ClearDoubts(ClearItemDoubts command);

    /// <summary>Puts a draft, rejected or delisted item away for good; not while orders hold its stock.</summary>
    [Alias("archive")]
    Task<Result<ItemView>> Archive(CommandContext context);

    /// <summary>Sets prices for a region from a moment on. Its supplier.</summary>
    [Alias("set-prices")]
    Task<Result<ItemView>> SetPrices(SetItemPrices command);

    /// <summary>Adds goods to the stock. Its supplier.</summary>
    [Alias("receive-stock")]
    Task<Result<StockView>> ReceiveStock(ReceiveStock command);

    /// <summary>Corrects the stock. Its supplier.</summary>
    [Alias("correct-stock")]
    Task<Result<StockView>> CorrectStock(CorrectStock command);

    /// <summary>
    /// The supplier says that the stock shown is right. Ends a freeze for <see cref="FreezeReason.StockNotConfirmed"/>.
    /// </summary>
    [Alias("confirm-stock")]
    Task<Result<StockView>> ConfirmStock(CommandContext context);

    /// <summary>The stock, with what is held. Its own people.</summary>
    [Alias("stock")]
    Task<Result<StockView>> Stock(Caller caller);

    /// <summary>All that would be refused if it were submitted and published now. Its own people.</summary>
    [Alias("precheck")]
    Task<Result<ItemPrecheck>> Precheck(Caller caller);

    /// <summary>
    /// The price and terms for a quantity delivered to a region at this moment, with a snapshot of the item. Refused
    /// with the item's own reasons when it cannot be bought so: not purchasable, quantity below the minimum or off the
    /// multiple, no price for the region, stock too low.
    /// </summary>
    [Alias("quote")]
    Task<Result<ItemQuote>> Quote(RegionCode region, Quantity quantity);

    /// <summary>
    /// Reserves stock for an order, atomically with the check that on hand − held ≥ 0. One hold per order: a repeat
    /// with the same quantity answers as before, with another quantity is refused (<c>hold-differs</c>), after the
    /// hold was resolved <c>hold-already-posted</c>, <c>hold-already-voided</c>.
    /// </summary>
    [Alias("hold")]
    Task<Result<StockView>> Hold(CommandContext context, OrderId order, Quantity quantity);

    /// <summary>The order became binding: the held goods leave the stock. Once; a repeat answers as before.</summary>
    [Alias("post")]
    Task<Result<StockView>> Post(CommandContext context, OrderId order);

    /// <summary>
    /// The order will not come: the held goods are free again. Voiding a hold that never was leaves a mark, so that a
    /// late <see cref="Hold"/> of the same order is refused.
    /// </summary>
    [Alias("void")]
    Task<Result<StockView>> Void(CommandContext context, OrderId order);

    /// <summary>
    /// Part of what was posted comes back or was never dispatched. <paramref name="returnId"/> is unique per return
    /// within the order; a repeat answers as before. Never more than was posted.
    /// </summary>
    [Alias("return")]
    Task<Result<StockView>> Return(CommandContext context, OrderId order, string returnId, Quantity quantity);

    /// <summary>
    /// Freezes a published item whose supplier is under a sanction that suspends trade, and releases one frozen for
    /// <see cref="FreezeReason.SupplierSanctioned"/> when none is any more. Asks the supplier; a repeat changes
    /// nothing. For the engine, not for people.
    /// </summary>
    [Alias("follow-supplier")]
    Task FollowSupplier();
}

/// <summary>Stock of one item, in its unit.</summary>
/// <param name="Item">The item.</param>
/// <param name="OnHand">Received minus issued.</param>
/// <param name="Held">Reserved for orders not yet binding.</param>
/// <param name="Available">On hand minus held; never negative.</param>
/// <param name="Revision">The revision shown.</param>
[GenerateSerializer, Immutable, Alias("stock-view")]
public sealed record StockView(
    [property: Id(0)] ItemId Item,
    [property: Id(1)] Quantity OnHand,
    [property: Id(2)] Quantity Held,
    [property: Id(3)] Quantity Available,
    [property: Id(4)] Revision Revision);

/// <summary>What an order remembers of an item for ever: the snapshot its line is bought under.</summary>
[GenerateSerializer, Immutable, Alias("item-quote")]
public sealed record ItemQuote
{
    /// <summary>The item.</summary>
    [Id(0)] public required ItemId Item { get; init; }

    /// <summary>Journal version of the item the snapshot shows.</summary>
    [Id(1)] public required int ItemVersion { get; init; }

    /// <summary>Who sells it.</summary>
    [Id(2)] public required SupplierId Supplier { get; init; }

    /// <summary>Level-3 category.</summary>
    [Id(3)] public required CategoryCode Category { get; init; }

    /// <summary>Product name.</summary>
    [Id(4)] public required string Name { get; init; }

    /// <summary>Unit code (UN/ECE Rec 20), such as <c>H87</c> piece.</summary>
    [Id(5)] public required string Unit { get; init; }

    /// <summary>Decimals a quantity may have in this unit, 0–3.</summary>
    [Id(6)] public required int UnitDecimals { get; init; }

    /// <summary>Price per unit before tax (DPP) for the quantity and region asked.</summary>
    [Id(7)] public required Rupiah UnitPrice { get; init; }

    /// <summary>Freight for this line to the region asked, before tax.</summary>
    [Id(8)] public required Rupiah Freight { get; init; }

    /// <summary>Goods or services, and which taxes apply (DOMAIN §6).</summary>
    [Id(9)] public required TaxClass TaxClass { get; init; }

    /// <summary>KBKI product code, 10 digits; empty when the item has none.</summary>
    [Id(10)] public string Kbki { get; init; } = "";

    /// <summary>Whether it is a domestic product (PDN) on verified evidence.</summary>
    [Id(11)] public bool IsDomestic { get; init; }

    /// <summary>Local content (TKDN) in basis points on verified evidence.</summary>
    [Id(12)] public BasisPoints LocalContent { get; init; }

    /// <summary>Company benefit (BMP) in basis points on verified evidence, at most 15 %.</summary>
    [Id(13)] public BasisPoints CompanyBenefit { get; init; }

    /// <summary>Kabupaten/kota of origin; null for imports.</summary>
    [Id(14)] public RegionCode? Origin { get; init; }

    /// <summary>Working days from acceptance to dispatch.</summary>
    [Id(15)] public int LeadTimeDays { get; init; }

    /// <summary>Size of the producer, when it is not the supplier itself.</summary>
    [Id(16)] public BusinessSize? ProducerSize { get; init; }
}

/// <summary>How an item is taxed (DOMAIN §6).</summary>
public enum TaxClass
{
    /// <summary>Goods at the general rate: PPN 11/12 × 12 %, PPh 22.</summary>
    Goods = 1,

    /// <summary>Luxury goods: PPN on the full price.</summary>
    LuxuryGoods = 2,

    /// <summary>Services: PPN, PPh 23.</summary>
    Services = 3,

    /// <summary>Catering: local tax (PBJT) instead of PPN, PPh 23.</summary>
    Catering = 4,

    /// <summary>Goods exempt from PPN, such as unprocessed staple food.</summary>
    ExemptGoods = 5,
}
