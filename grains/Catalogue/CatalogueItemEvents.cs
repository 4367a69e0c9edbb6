using System.Collections.Immutable;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What an item remembers. Stock events are small: a popular item has a hundred thousand of them.</summary>
public abstract record CatalogueItemEvent;

/// <summary>An event that decides when the item is next looked at for an automatic freeze.</summary>
/// <param name="FreezeCheckAt">When; null when there is nothing to wait for.</param>
public abstract record FreezeCheckEvent(DateTimeOffset? FreezeCheckAt) : CatalogueItemEvent, IDeadlineEvent
{
    /// <summary>The item's one deadline.</summary>
    public const string Kind = "freeze-check";

    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [new DeadlineChange(Kind, FreezeCheckAt)];
}

/// <summary>What the item takes from its category and unit at the time it is written.</summary>
/// <param name="TaxClass">How it is taxed.</param>
/// <param name="UnitDecimals">Decimals a quantity may have.</param>
public sealed record ItemTerms(TaxClass TaxClass, int UnitDecimals);

/// <summary>The item was drafted.</summary>
/// <param name="Supplier">Whose it is.</param>
/// <param name="Details">What it is.</param>
/// <param name="Terms">What it takes from its category and unit.</param>
/// <param name="Facilitator">Who drafted it for the supplier; null when a member did.</param>
[StoredAs("item-drafted.v1")]
public sealed record ItemDrafted(
    SupplierId Supplier, ItemDetails Details, ItemTerms Terms, UserId? Facilitator) : CatalogueItemEvent;

/// <summary>The details were replaced.</summary>
/// <param name="Details">The whole details from now on.</param>
/// <param name="Terms">What it takes from its category and unit.</param>
/// <param name="Facilitator">Who changed it for the supplier; null when a member did.</param>
[StoredAs("item-edited.v1")]
public sealed record ItemEdited(ItemDetails Details, ItemTerms Terms, UserId? Facilitator) : CatalogueItemEvent;

/// <summary>It was handed in for review.</summary>
/// <param name="By">Who did.</param>
[StoredAs("item-submitted.v1")]
public sealed record ItemSubmitted(UserId By) : CatalogueItemEvent;

/// <summary>A published item went back to review.</summary>
/// <param name="Cause">Why.</param>
/// <param name="By">Whose change it was.</param>
[StoredAs("item-review-reopened.v1")]
public sealed record ItemReviewReopened(ReopenCause Cause, UserId By) : FreezeCheckEvent(FreezeCheckAt: null);

/// <summary>A reviewer took it.</summary>
/// <param name="By">Who did.</param>
[StoredAs("item-review-started.v1")]
public sealed record ItemReviewStarted(UserId By) : CatalogueItemEvent;

/// <summary>Evidence was verified; replaces what was verified before.</summary>
/// <param name="Certificates">The certificates as they were verified.</param>
/// <param name="Origin">The domestic origin confirmed; null when it was not.</param>
/// <param name="By">Who did.</param>
[StoredAs("item-evidence-verified.v1")]
public sealed record ItemEvidenceVerified(
    ImmutableArray<ItemCertificate> Certificates, ItemOrigin? Origin, UserId By, DateTimeOffset? FreezeCheckAt = null)
    : FreezeCheckEvent(FreezeCheckAt);

/// <summary>It was approved.</summary>
/// <param name="By">Who did.</param>
/// <param name="At">When; stock counts as confirmed at that moment.</param>
[StoredAs("item-published.v1")]
public sealed record ItemPublished(UserId By, DateTimeOffset At, DateTimeOffset? FreezeCheckAt = null)
    : FreezeCheckEvent(FreezeCheckAt);

/// <summary>It was sent back.</summary>
/// <param name="Rejection">Why.</param>
/// <param name="By">Who did.</param>
[StoredAs("item-rejected.v1")]
public sealed record ItemRejected(ItemRejection Rejection, UserId By) : CatalogueItemEvent;

/// <summary>Its sale was stopped.</summary>
/// <param name="Freeze">Why and since when.</param>
/// <param name="By">Who did.</param>
[StoredAs("item-frozen.v1")]
public sealed record ItemFrozen(ItemFreeze Freeze, UserId By) : FreezeCheckEvent(FreezeCheckAt: null);

/// <summary>A freeze ended.</summary>
/// <param name="By">Who ended it.</param>
[StoredAs("item-unfrozen.v1")]
public sealed record ItemUnfrozen(UserId By, DateTimeOffset? FreezeCheckAt = null)
    : FreezeCheckEvent(FreezeCheckAt);

/// <summary>The item was looked at for an automatic freeze, and there was no reason any more.</summary>
/// <param name="FreezeCheckAt">When it is looked at next.</param>
[StoredAs("item-freeze-check-moved.v1")]
public sealed record FreezeCheckMoved(DateTimeOffset? FreezeCheckAt = null) : FreezeCheckEvent(FreezeCheckAt);

/// <summary>It left the catalogue.</summary>
/// <param name="Note">Why.</param>
/// <param name="By">Who did.</param>
[StoredAs("item-delisted.v1")]
public sealed record ItemDelisted(string Note, UserId By) : FreezeCheckEvent(FreezeCheckAt: null);

/// <summary>A catalogue manager looked at a listing that seemed doubtful, and its name and details are right.</summary>
/// <param name="Note">What was found.</param>
/// <param name="By">Who did.</param>
[StoredAs("item-doubts-cleared.v1")]
public sealed record ItemDoubtsCleared(string Note, UserId By) : CatalogueItemEvent;

/// <summary>It was put away for good.</summary>
/// <param name="By">Who did.</param>
[StoredAs("item-archived.v1")]
public sealed record ItemArchived(UserId By) : CatalogueItemEvent;

/// <summary>Prices were set; open rows of the region end where these begin.</summary>
/// <param name="Region">Where; null for the whole country.</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment they no longer hold; null when open.</param>
/// <param name="Tiers">By rising quantity and falling price; empty when the region's prices were withdrawn.</param>
/// <param name="Freight">What delivery costs.</param>
/// <param name="At">When they were set.</param>
[StoredAs("item-prices-set.v1")]
public sealed record ItemPricesSet(
    RegionCode? Region,
    DateTimeOffset From,
    DateTimeOffset? Until,
    ImmutableArray<PriceTier> Tiers,
    FreightRule Freight,
    DateTimeOffset At) : CatalogueItemEvent;

/// <summary>Goods arrived.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Note">Where from.</param>
/// <param name="At">When.</param>
[StoredAs("stock-received.v1")]
public sealed record StockReceived(
    string Receipt, Quantity Quantity, string Note, DateTimeOffset At, DateTimeOffset? FreezeCheckAt = null)
    : FreezeCheckEvent(FreezeCheckAt);

/// <summary>The stock was corrected.</summary>
/// <param name="Change">Up or down.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it.</param>
/// <param name="At">When.</param>
[StoredAs("stock-corrected.v1")]
public sealed record StockCorrected(
    Quantity Change, CorrectionReason Reason, string Note, DateTimeOffset At, DateTimeOffset? FreezeCheckAt = null)
    : FreezeCheckEvent(FreezeCheckAt);

/// <summary>The supplier said that the stock is right.</summary>
/// <param name="At">When.</param>
[StoredAs("stock-confirmed.v1")]
public sealed record StockConfirmed(DateTimeOffset At, DateTimeOffset? FreezeCheckAt = null)
    : FreezeCheckEvent(FreezeCheckAt);

/// <summary>Stock was reserved for an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Quantity">How much.</param>
[StoredAs("stock-held.v1")]
public sealed record StockHeld(OrderId Order, Quantity Quantity) : CatalogueItemEvent;

/// <summary>The held goods left the stock.</summary>
/// <param name="Order">The order.</param>
/// <param name="Quantity">How much it held.</param>
[StoredAs("stock-posted.v1")]
public sealed record StockPosted(OrderId Order, Quantity Quantity) : CatalogueItemEvent;

/// <summary>The order will not come: what it held is free, and it may hold no more.</summary>
/// <param name="Order">The order.</param>
[StoredAs("stock-voided.v1")]
public sealed record StockVoided(OrderId Order) : CatalogueItemEvent;

/// <summary>Posted goods came back or never left.</summary>
/// <param name="Order">The order.</param>
/// <param name="Return">The return, unique within the order.</param>
/// <param name="Quantity">How much.</param>
[StoredAs("stock-returned.v1")]
public sealed record StockReturned(OrderId Order, string Return, Quantity Quantity) : CatalogueItemEvent;
