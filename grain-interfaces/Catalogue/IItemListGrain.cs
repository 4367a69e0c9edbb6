using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Lists of catalogue items. Keeps nothing; any activation answers.</summary>
[Alias("item-list")]
public interface IItemListGrain : IGrainWithIntegerKey
{
    /// <summary>Items everyone sees, by filter and order, at any depth. Public.</summary>
    [Alias("published")]
    Task<Result<Page<ItemSummary>>> Published(ItemFilter filter, PageRequest page);

    /// <summary>
    /// Items waiting for or under review, the longest waiting first. Catalogue managers and auditors.
    /// </summary>
    [Alias("sorted-review-queue")]
    Task<Result<Page<ItemSummary>>> ReviewQueue(Caller caller, ItemSort? sort, PageRequest page);

    /// <summary>How long the queue is. Whoever may see <see cref="ReviewQueue"/>.</summary>
    [Alias("queue-figures")]
    Task<Result<ItemQueueFigures>> QueueFigures(Caller caller);

    /// <summary>A supplier's items in every stage or one, by name. Its own people.</summary>
    [Alias("sorted-of-supplier")]
    Task<Result<Page<ItemSummary>>> OfSupplier(
        Caller caller, SupplierId supplier, ItemStage? stage, ItemSort sort, PageRequest page);

    /// <summary>Every price row an item ever had, the newest first. Whoever may see the item.</summary>
    [Alias("price-history")]
    Task<Result<Page<PriceRow>>> PriceHistory(Caller caller, ItemId item, PageRequest page);

    /// <summary>How many items everyone sees. Public.</summary>
    [Alias("figures")]
    Task<CatalogueFigures> Figures();
}

/// <summary>How many listings are to be judged.</summary>
/// <param name="Submitted">Wait for a catalogue manager.</param>
/// <param name="InReview">Were taken by one.</param>
[GenerateSerializer, Immutable, Alias("item-queue-figures")]
public sealed record ItemQueueFigures([property: Id(0)] long Submitted, [property: Id(1)] long InReview);

/// <summary>The catalogue in numbers.</summary>
/// <param name="Items">Items everyone sees.</param>
/// <param name="FromLampung">Of these, made in Lampung, as their suppliers say.</param>
/// <param name="Domestic">Of these, domestic products on verified evidence.</param>
[GenerateSerializer, Immutable, Alias("catalogue-figures")]
public sealed record CatalogueFigures(
    [property: Id(0)] long Items, [property: Id(1)] long FromLampung, [property: Id(2)] long Domestic);

/// <summary>Which items of the public list are wanted. What is left out does not restrict.</summary>
[GenerateSerializer, Immutable, Alias("item-filter")]
public sealed record ItemFilter
{
    /// <summary>A category of any level; the ones below it are included.</summary>
    [Id(0)] public CategoryCode? Category { get; init; }

    /// <summary>One supplier's.</summary>
    [Id(1)] public SupplierId? Supplier { get; init; }

    /// <summary>Made in this province or kabupaten/kota.</summary>
    [Id(2)] public RegionCode? Origin { get; init; }

    /// <summary>Domestic products, or imports.</summary>
    [Id(3)] public OriginKind? OriginKind { get; init; }

    /// <summary>Lowest price of interest.</summary>
    [Id(5)] public Rupiah? PriceFrom { get; init; }

    /// <summary>Highest price of interest.</summary>
    [Id(6)] public Rupiah? PriceTo { get; init; }

    /// <summary>The order.</summary>
    [Id(7)] public ItemSort Sort { get; init; } = ItemSort.Name;
}

/// <summary>How a list of items is sorted.</summary>
public enum ItemSort
{
    /// <summary>By name.</summary>
    Name = 1,

    /// <summary>Cheapest first.</summary>
    Price = 2,

    /// <summary>Latest published first.</summary>
    Newest = 3,

    /// <summary>In a search: what matches best, is local, small and proven first. A plain list: by name.</summary>
    Relevance = 4,
}

/// <summary>An item as a list shows it. Price and stock are close to those of the moment; the quote is exact.</summary>
[GenerateSerializer, Immutable, Alias("item-summary")]
public sealed record ItemSummary
{
    /// <summary>The item.</summary>
    [Id(0)] public required ItemId Id { get; init; }

    /// <summary>Who sells it.</summary>
    [Id(1)] public required SupplierId Supplier { get; init; }

    /// <summary>Level-3 category.</summary>
    [Id(2)] public required CategoryCode Category { get; init; }

    /// <summary>Product name.</summary>
    [Id(3)] public required string Name { get; init; }

    /// <summary>Brand; empty when unbranded.</summary>
    [Id(4)] public required string Brand { get; init; }

    /// <summary>Unit code.</summary>
    [Id(5)] public required string Unit { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(6)] public required ItemStage Stage { get; init; }

    /// <summary>At home or abroad, as claimed.</summary>
    [Id(7)] public required OriginKind OriginKind { get; init; }

    /// <summary>Kabupaten/kota of origin; null for imports.</summary>
    [Id(8)] public RegionCode? Origin { get; init; }

    /// <summary>
    /// The price of the smallest quantity in the cheapest region (DPP), as prices were last set; null without any.
    /// </summary>
    [Id(9)] public Rupiah? PriceFrom { get; init; }

    /// <summary>Received minus issued, holds of open orders not considered.</summary>
    [Id(10)] public required Quantity OnHand { get; init; }

    /// <summary>When it was handed in last; null before.</summary>
    [Id(11)] public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it was published last; null before.</summary>
    [Id(12)] public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Its first photo; null without any.</summary>
    [Id(13)] public DocumentId? Photo { get; init; }
}
