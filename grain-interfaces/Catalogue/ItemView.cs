using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>An item as someone sees it: whoever may see it when it is public, its own people when it is not.</summary>
[GenerateSerializer, Immutable, Alias("item-view")]
public sealed record ItemView : IRevisioned, ISharedView
{
    /// <summary>The item.</summary>
    [Id(0)] public required ItemId Id { get; init; }

    /// <summary>Who sells it.</summary>
    [Id(1)] public required SupplierId Supplier { get; init; }

    /// <summary>What the supplier says about it.</summary>
    [Id(2)] public required ItemDetails Details { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)] public required ItemStage Stage { get; init; }

    /// <summary>What the review says of it.</summary>
    [Id(4)] public required ReviewStatus ReviewStatus { get; init; }

    /// <summary>Whether everyone sees it.</summary>
    [Id(5)] public required bool Visible { get; init; }

    /// <summary>Whether it can be ordered now: published, priced and in stock.</summary>
    [Id(6)] public required bool Purchasable { get; init; }

    /// <summary>How it is taxed, from its category.</summary>
    [Id(7)] public required TaxClass TaxClass { get; init; }

    /// <summary>Decimals a quantity may have in its unit.</summary>
    [Id(8)] public required int UnitDecimals { get; init; }

    /// <summary>Derived from verified evidence in force.</summary>
    [Id(9)] public required ImmutableArray<ItemLabel> Labels { get; init; }

    /// <summary>Whether its domestic origin is confirmed (PDN).</summary>
    [Id(18)] public required bool IsDomestic { get; init; }

    /// <summary>Verified local content (TKDN) in basis points.</summary>
    [Id(10)] public required BasisPoints LocalContent { get; init; }

    /// <summary>Verified company benefit (BMP) in basis points.</summary>
    [Id(11)] public required BasisPoints CompanyBenefit { get; init; }

    /// <summary>The prices in force and to come, one schedule per region and period.</summary>
    [Id(12)] public required ImmutableArray<PriceSchedule> Prices { get; init; }

    /// <summary>What can be ordered now, in the unit.</summary>
    [Id(13)] public required Quantity Available { get; init; }

    /// <summary>When the supplier last confirmed its stock; null before the first receipt.</summary>
    [Id(14)] public DateTimeOffset? StockConfirmedAt { get; init; }

    /// <summary>Why it is frozen, while it is.</summary>
    [Id(15)] public ItemFreeze? Freeze { get; init; }

    /// <summary>How its review went; null for those who only see what is public.</summary>
    [Id(16)] public ItemReview? Review { get; init; }

    /// <inheritdoc />
    [Id(17)] public required Revision Revision { get; init; }
}

/// <summary>A freeze in force.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it.</param>
/// <param name="Since">Since when.</param>
[GenerateSerializer, Immutable, Alias("item-freeze")]
public sealed record ItemFreeze(
    [property: Id(0)] FreezeReason Reason, [property: Id(1)] string Note, [property: Id(2)] DateTimeOffset Since);

/// <summary>The review of an item, for its supplier and the catalogue's managers.</summary>
/// <param name="SubmittedBy">Who handed it in last; null before.</param>
/// <param name="Facilitators">Who helped with it; none of them may review it.</param>
/// <param name="Reviewer">Who took it for review last; null before.</param>
/// <param name="Rejection">Why it was last sent back, until it is published.</param>
/// <param name="ReopenedFor">Why a published item is under review again.</param>
[GenerateSerializer, Immutable, Alias("item-review")]
public sealed record ItemReview(
    [property: Id(0)] UserId? SubmittedBy,
    [property: Id(1)] ImmutableArray<UserId> Facilitators,
    [property: Id(2)] UserId? Reviewer,
    [property: Id(3)] ItemRejection? Rejection,
    [property: Id(4)] ReopenCause? ReopenedFor);

/// <summary>Why an item was sent back.</summary>
/// <param name="Reasons">From the fixed list.</param>
/// <param name="Text">What to mend.</param>
[GenerateSerializer, Immutable, Alias("item-rejection")]
public sealed record ItemRejection(
    [property: Id(0)] ImmutableArray<RejectionReason> Reasons, [property: Id(1)] string Text);

/// <summary>Why a published item went back to review.</summary>
public enum ReopenCause
{
    /// <summary>Name, brand, origin, local content, unit or category changed.</summary>
    MaterialChange = 1,

    /// <summary>The price rose by more than the policy allows.</summary>
    PriceRise = 2,
}

/// <summary>Everything that would be refused if the item were submitted and published as it stands.</summary>
/// <param name="Item">The item.</param>
/// <param name="Refusals">All of them at once; empty when it may be published.</param>
/// <param name="Actions">What the caller may do with it now.</param>
[GenerateSerializer, Immutable, Alias("item-precheck")]
public sealed record ItemPrecheck(
    [property: Id(0)] ItemId Item,
    [property: Id(1)] ImmutableArray<Refusal> Refusals,
    [property: Id(2)] ImmutableArray<ListingAction> Actions);
