using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>What the events of one item come to, as far as anyone may look for it.</summary>
/// <param name="id">The item.</param>
/// <param name="drafted">Its first event.</param>
internal sealed class ItemEntry(ItemId id, ItemDrafted drafted)
{
    /// <summary>The first tier of each region's last prices, and when they end.</summary>
    private readonly Dictionary<string, (Rupiah Amount, DateTimeOffset? Until)> _prices = [];

    private ItemDetails _details = drafted.Details;
    private ItemStage _stage = ItemStage.Draft;
    private Rupiah? _priceFrom;
    private decimal _onHand;
    private DateTimeOffset? _submittedAt;
    private DateTimeOffset? _publishedAt;

    /// <summary>Its category.</summary>
    public CategoryCode Category => _details.Category;

    /// <summary>Whether everyone sees it.</summary>
    public bool IsVisible => _stage is ItemStage.Published or ItemStage.Frozen;

    /// <summary>Takes in one more event.</summary>
    public void Apply(StoredEvent stored)
    {
        switch (EventTypes.Read(stored))
        {
            case ItemDrafted:
                break;
            case ItemEdited edited:
                _details = edited.Details;
                break;
            case ItemPricesSet prices:
                Price(prices);
                break;
            case StockReceived received:
                _onHand += received.Quantity.Amount;
                break;
            case StockCorrected corrected:
                _onHand += corrected.Change.Amount;
                break;
            case StockPosted posted:
                _onHand -= posted.Quantity.Amount;
                break;
            case StockReturned returned:
                _onHand += returned.Quantity.Amount;
                break;
            case CatalogueItemEvent moved:
                Move(moved, stored.Cause.OccurredAt);
                break;
        }
    }

    /// <summary>As it is found.</summary>
    /// <param name="categories">The names of its category and of those above it, the narrowest first.</param>
    public ListedItem Listed(ImmutableArray<string> categories) => new(
        new ItemSummary
        {
            Id = id,
            Supplier = drafted.Supplier,
            Category = _details.Category,
            Name = _details.Name,
            Brand = _details.Brand,
            Unit = _details.Unit,
            Stage = _stage,
            OriginKind = _details.Origin.Kind,
            Origin = _details.Origin.Region,
            PriceFrom = _priceFrom,
            OnHand = new Quantity(_onHand),
            SubmittedAt = _submittedAt,
            PublishedAt = _publishedAt,
            Photo = _details.Photos.Select(static photo => (DocumentId?)photo).FirstOrDefault(),
        },
        new ItemTexts(
            _details.Name, _details.Brand, categories,
            string.Join(' ', _details.Attributes.Select(static attribute => attribute.Value)), _details.Description,
            [.. new[] { _details.Kbki, _details.Sku, id.Value }.Where(static code => code.Length > 0)]));

    private void Price(ItemPricesSet set)
    {
        var region = set.Region?.Value ?? "";
        if (set.Tiers.IsEmpty) _prices.Remove(region);
        else _prices[region] = (set.Tiers[0].Amount, set.Until);
        _priceFrom = _prices.Values.Where(row => row.Until is not { } until || until > set.At)
            .Select(static row => (Rupiah?)row.Amount).Min();
    }

    private void Move(CatalogueItemEvent happened, DateTimeOffset at)
    {
        (_stage, _submittedAt, _publishedAt) = happened switch
        {
            ItemSubmitted or ItemReviewReopened => (ItemStage.Submitted, at, _publishedAt),
            ItemReviewStarted => (ItemStage.InReview, _submittedAt, _publishedAt),
            ItemPublished => (ItemStage.Published, _submittedAt, at),
            ItemUnfrozen => (ItemStage.Published, _submittedAt, _publishedAt),
            ItemRejected => (ItemStage.Rejected, _submittedAt, _publishedAt),
            ItemFrozen => (ItemStage.Frozen, _submittedAt, _publishedAt),
            ItemDelisted => (ItemStage.Delisted, _submittedAt, _publishedAt),
            ItemArchived => (ItemStage.Archived, _submittedAt, _publishedAt),
            _ => (_stage, _submittedAt, _publishedAt),
        };
    }
}
