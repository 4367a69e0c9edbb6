using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>Lists of orders, from the projection of their events. One per silo and as many as needed; key 0.</summary>
[Alias("order-list")]
public interface IOrderListGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The orders the caller is a party to: those of the units they are appointed to, and those that
    /// concern the suppliers they act for. Auditors see every order.
    /// </summary>
    [Alias("orders")]
    Task<Result<Page<OrderSummary>>> Orders(OrderListRequest request);

    /// <summary>How many the same request finds on all its pages, and what they come to.</summary>
    [Alias("sums")]
    Task<OrderSums> Sums(OrderListRequest request);

    /// <summary>
    /// What was bought this calendar year (WIB), as public figures; up to <see cref="ProgrammeFigures.MaxAge"/> old.
    /// Public.
    /// </summary>
    [Alias("figures")]
    Task<ProgrammeFigures> Figures();
}

/// <summary>The programme in numbers: orders with a signed letter that did not end before handover.</summary>
/// <param name="Orders">How many.</param>
/// <param name="Total">What the buyers pay for them.</param>
/// <param name="Small">Of this, to suppliers that were micro, small or cooperative (UMKK) when ordered from.</param>
[GenerateSerializer, Immutable, Alias("programme-figures")]
public sealed record ProgrammeFigures(
    [property: Id(0)] long Orders, [property: Id(1)] Rupiah Total, [property: Id(2)] Rupiah Small)
{
    /// <summary>How old they may be: adding up reads every order of the year.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>The share of <see cref="Small"/>; null while nothing was bought.</summary>
    public BasisPoints? ShareOfSmall =>
        Total == Rupiah.Zero ? null : new BasisPoints((int)(Small.Amount * 10_000m / Total.Amount));
}

/// <summary>What orders come to.</summary>
/// <param name="Orders">How many.</param>
/// <param name="Total">What the buyers pay for all of them.</param>
[GenerateSerializer, Immutable, Alias("order-sums")]
public sealed record OrderSums([property: Id(0)] long Orders, [property: Id(1)] Rupiah Total);

/// <summary>Which orders are wanted; null filters nothing.</summary>
[GenerateSerializer, Immutable, Alias("order-list-request")]
public sealed record OrderListRequest
{
    /// <summary>Who asks.</summary>
    [Id(0)] public required Caller Caller { get; init; }

    /// <summary>Which part.</summary>
    [Id(1)] public required PageRequest Page { get; init; }

    /// <summary>Only those the caller is a party to on this side.</summary>
    [Id(2)] public OrderSide? Side { get; init; }

    /// <summary>Only at this stage.</summary>
    [Id(3)] public OrderStage? Stage { get; init; }

    /// <summary>Only charged to this plan.</summary>
    [Id(4)] public RupCode? Plan { get; init; }

    /// <summary>Only with this supplier.</summary>
    [Id(5)] public SupplierId? Supplier { get; init; }

    /// <summary>Only of this organisation.</summary>
    [Id(6)] public OrganisationId? Organisation { get; init; }

    /// <summary>Only submitted on this WIB date or later.</summary>
    [Id(7)] public DateOnly? From { get; init; }

    /// <summary>Only submitted on this WIB date or earlier.</summary>
    [Id(8)] public DateOnly? Until { get; init; }

    /// <summary>The order of the list.</summary>
    [Id(9)] public OrderSort Sort { get; init; } = OrderSort.Newest;
}

/// <summary>How a list of orders is sorted.</summary>
public enum OrderSort
{
    /// <summary>Latest submitted first.</summary>
    Newest = 1,

    /// <summary>First submitted first.</summary>
    Oldest = 2,

    /// <summary>Those that cost most first.</summary>
    Largest = 3,

    /// <summary>Those due soonest first, those without a limit last.</summary>
    Due = 4,
}

/// <summary>An order in a list.</summary>
[GenerateSerializer, Immutable, Alias("order-summary")]
public sealed record OrderSummary
{
    /// <summary>The order.</summary>
    [Id(0)] public required OrderId Id { get; init; }

    /// <summary>The buying organisation.</summary>
    [Id(1)] public required OrganisationId Organisation { get; init; }

    /// <summary>The unit.</summary>
    [Id(2)] public required UnitId Unit { get; init; }

    /// <summary>The supplier.</summary>
    [Id(3)] public required SupplierId Supplier { get; init; }

    /// <summary>Its registered name when ordered.</summary>
    [Id(4)] public required string SupplierName { get; init; }

    /// <summary>The plan it is charged to.</summary>
    [Id(5)] public required RupCode Plan { get; init; }

    /// <summary>Level-1 category of its largest line.</summary>
    [Id(6)] public required CategoryCode Category { get; init; }

    /// <summary>How the price comes about.</summary>
    [Id(7)] public required PurchaseMethod Method { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(8)] public required OrderStage Stage { get; init; }

    /// <summary>On whose desk it lies.</summary>
    [Id(9)] public required Desk Desk { get; init; }

    /// <summary>What the buyer pays.</summary>
    [Id(10)] public required Rupiah Total { get; init; }

    /// <summary>What reaches the supplier.</summary>
    [Id(11)] public required Rupiah NetToSupplier { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    [Id(12)] public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When something last happened to it, UTC.</summary>
    [Id(13)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Until when whoever's desk it lies on should act; null when there is no limit.</summary>
    [Id(14)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Number of the order letter; null before it is signed.</summary>
    [Id(15)] public string? LetterNumber { get; init; }

    /// <summary>The buyer's own name for the purchase it belongs to.</summary>
    [Id(16)] public string? PackageRef { get; init; }

    /// <summary>Log position of the newest event shown.</summary>
    [Id(17)] public required long Position { get; init; }
}
