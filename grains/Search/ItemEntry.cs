using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>What the events of one item come to, as far as anyone may look for it.</summary>
public sealed class ItemEntry
{
    /// <summary>The first tier of each region's last prices, and when they end.</summary>
    private readonly List<(RegionCode? Region, Rupiah Amount, DateTimeOffset? Until)> _prices = new(2);

    private ItemSummary _summary;
    private ItemTexts _texts;

    /// <summary>Begins with the draft.</summary>
    /// <param name="id">The item.</param>
    /// <param name="drafted">Its first event.</param>
    public ItemEntry(ItemId id, ItemDrafted drafted)
    {
        var details = drafted.Details;
        _summary = new ItemSummary
        {
            Id = id,
            Supplier = drafted.Supplier,
            Category = details.Category,
            Name = details.Name,
            Brand = details.Brand,
            Unit = details.Unit,
            Stage = ItemStage.Draft,
            OriginKind = details.Origin.Kind,
            Origin = details.Origin.Region,
            OnHand = Quantity.Zero,
            Photo = PhotoOf(details),
        };
        _texts = TextsOf(id, details);
    }

    /// <summary>Its category.</summary>
    public CategoryCode Category => _summary.Category;

    /// <summary>Whether everyone sees it.</summary>
    public bool IsVisible => _summary.Stage is ItemStage.Published or ItemStage.Frozen;

    /// <summary>Takes in one more event.</summary>
    public void Apply(StoredEvent stored)
    {
        switch (EventTypes.Read(stored))
        {
            case ItemDrafted:
                break;
            case ItemEdited edited:
                Describe(edited.Details);
                break;
            case ItemPricesSet prices:
                Price(prices);
                break;
            case StockReceived received:
                Stock(received.Quantity.Amount);
                break;
            case StockCorrected corrected:
                Stock(corrected.Change.Amount);
                break;
            case StockPosted posted:
                Stock(-posted.Quantity.Amount);
                break;
            case StockReturned returned:
                Stock(returned.Quantity.Amount);
                break;
            case CatalogueItemEvent moved:
                Move(moved, stored.Cause.OccurredAt);
                break;
        }
    }

    /// <summary>As it is found.</summary>
    /// <param name="categories">The names of its category and of those above it, the narrowest first.</param>
    public ListedItem Listed(ImmutableArray<string> categories) =>
        new(_summary, _texts with { Categories = categories });

    private static DocumentId? PhotoOf(ItemDetails details) =>
        details.Photos.Select(static photo => (DocumentId?)photo).FirstOrDefault();

    private static ItemTexts TextsOf(ItemId id, ItemDetails details) => new(
        details.Name, details.Brand, [],
        string.Join(' ', details.Attributes.Select(static attribute => attribute.Value)), details.Description,
        [.. new[] { details.Kbki, details.Sku, id.Value }.Where(static code => code.Length > 0)]);

    private void Describe(ItemDetails details)
    {
        _summary = _summary with
        {
            Category = details.Category,
            Name = details.Name,
            Brand = details.Brand,
            Unit = details.Unit,
            OriginKind = details.Origin.Kind,
            Origin = details.Origin.Region,
            Photo = PhotoOf(details),
        };
        _texts = TextsOf(_summary.Id, details);
    }

    private void Stock(decimal change) =>
        _summary = _summary with { OnHand = new Quantity(_summary.OnHand.Amount + change) };

    private void Price(ItemPricesSet set)
    {
        _prices.RemoveAll(row => row.Region == set.Region);
        if (!set.Tiers.IsEmpty) _prices.Add((set.Region, set.Tiers[0].Amount, set.Until));
        var open = _prices.Where(row => row.Until is not { } until || until > set.At);
        _summary = _summary with { PriceFrom = open.Select(static row => (Rupiah?)row.Amount).Min() };
    }

    private void Move(CatalogueItemEvent happened, DateTimeOffset at) => _summary = happened switch
    {
        ItemSubmitted or ItemReviewReopened => _summary with { Stage = ItemStage.Submitted, SubmittedAt = at },
        ItemReviewStarted => _summary with { Stage = ItemStage.InReview },
        ItemPublished => _summary with { Stage = ItemStage.Published, PublishedAt = at },
        ItemUnfrozen => _summary with { Stage = ItemStage.Published },
        ItemRejected => _summary with { Stage = ItemStage.Rejected },
        ItemFrozen => _summary with { Stage = ItemStage.Frozen },
        ItemDelisted => _summary with { Stage = ItemStage.Delisted },
        ItemArchived => _summary with { Stage = ItemStage.Archived },
        _ => _summary,
    };
}
