using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Tasks;

/// <summary>
/// What waits for someone, over all their appointments and supplier memberships. One per silo and as many as needed;
/// key 0.
/// </summary>
[Alias("task-list")]
public interface ITaskListGrain : IGrainWithIntegerKey
{
    /// <summary>What waits for the caller.</summary>
    [Alias("filtered-tasks")]
    Task<Result<Page<WaitingTask>>> Tasks(Caller caller, TaskFilter filter, PageRequest page);

    /// <summary>
    /// What has changed for the caller after a log position, in log order: their orders, and what began or ceased to
    /// wait for them. Several changes of one thing in between are one.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="after">A log position; null for the present one, with nothing changed.</param>
    [Alias("changes")]
    Task<FeedPage> Changes(Caller caller, long? after);

    /// <summary>
    /// Which parties anything changed for after a log position, so that a front end wakes the right connections.
    /// </summary>
    /// <param name="after">A log position; null for the present one.</param>
    [Alias("stirred")]
    Task<Stirred> Stirred(long? after);
}

/// <summary>Which tasks are wanted; null filters nothing.</summary>
[GenerateSerializer, Immutable, Alias("task-filter")]
public sealed record TaskFilter
{
    /// <summary>Of this kind.</summary>
    [Id(0)] public TaskKind? Kind { get; init; }

    /// <summary>The order of the list.</summary>
    [Id(1)] public TaskSort Sort { get; init; } = TaskSort.Due;
}

/// <summary>How a list of tasks is sorted.</summary>
public enum TaskSort
{
    /// <summary>Those due earliest first, then those that have waited longest.</summary>
    Due = 1,

    /// <summary>Those that have waited longest first.</summary>
    Longest = 2,

    /// <summary>Those of most value first.</summary>
    Largest = 3,
}

/// <summary>What sort of thing waits.</summary>
public enum TaskKind
{
    /// <summary>An order lies on the caller's desk.</summary>
    Order = 1,

    /// <summary>The other side's addendum wants an answer.</summary>
    Addendum = 2,

    /// <summary>The supplier of a completed order is to be rated.</summary>
    Rating = 3,

    /// <summary>A supplier asks to be verified.</summary>
    SupplierVerification = 4,

    /// <summary>A listing waits for review.</summary>
    ItemReview = 5,
}

/// <summary>Something that waits for the caller.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Id">The order, supplier or item.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="DueAt">Until when it should be done; null when there is no limit.</param>
/// <param name="Stage">Of an order: where it stands.</param>
/// <param name="Organisation">Of an order: the buyer.</param>
/// <param name="Unit">Of an order: its unit.</param>
/// <param name="Supplier">Of an order: the supplier.</param>
/// <param name="Total">Of an order: what the buyer pays.</param>
[GenerateSerializer, Immutable, Alias("waiting-task")]
public sealed record WaitingTask(
    [property: Id(0)] TaskKind Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] DateTimeOffset? DueAt,
    [property: Id(4)] OrderStage? Stage,
    [property: Id(5)] OrganisationId? Organisation,
    [property: Id(6)] UnitId? Unit,
    [property: Id(7)] SupplierId? Supplier,
    [property: Id(8)] Rupiah? Total);

/// <summary>Changes for one caller.</summary>
/// <param name="Changes">In log order, at most <see cref="FeedLimits.MaxChanges"/>.</param>
/// <param name="Through">Everything up to here is told; where to go on from.</param>
/// <param name="HasMore">Whether there is more after it already.</param>
/// <param name="Parties">The names under which <see cref="Tasks.Stirred"/> mentions the caller.</param>
[GenerateSerializer, Immutable, Alias("feed-page")]
public sealed record FeedPage(
    [property: Id(0)] ImmutableArray<FeedChange> Changes,
    [property: Id(1)] long Through,
    [property: Id(2)] bool HasMore,
    [property: Id(3)] ImmutableArray<string> Parties);

/// <summary>A change of something the caller may see.</summary>
/// <param name="Position">Log position of its newest event.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The order, supplier or item.</param>
/// <param name="Stage">Of an order: where it stands now.</param>
/// <param name="Desk">Of an order: on whose desk it lies now.</param>
/// <param name="WaitsForMe">Whether it waits for the caller now.</param>
[GenerateSerializer, Immutable, Alias("feed-change")]
public sealed record FeedChange(
    [property: Id(0)] long Position,
    [property: Id(1)] TaskKind Kind,
    [property: Id(2)] string Id,
    [property: Id(3)] OrderStage? Stage,
    [property: Id(4)] Desk? Desk,
    [property: Id(5)] bool WaitsForMe);

/// <summary>Parties something changed for.</summary>
/// <param name="Parties"><c>organisation/{id}</c> and <c>supplier/{id}</c>; <c>*</c> when there are too many.</param>
/// <param name="Through">Where to go on from.</param>
[GenerateSerializer, Immutable, Alias("stirred")]
public sealed record Stirred([property: Id(0)] ImmutableArray<string> Parties, [property: Id(1)] long Through)
{
    /// <summary>Everyone: more changed than is worth telling apart.</summary>
    public const string Everyone = "*";
}

/// <summary>Bounds of the live feed.</summary>
public static class FeedLimits
{
    /// <summary>Most changes told at a time.</summary>
    public const int MaxChanges = 200;

    /// <summary>Name of the stream provider that carries hints.</summary>
    public const string Provider = "hints";

    /// <summary>The projection behind lists of orders, tasks and the feed.</summary>
    public const string Projection = "orders-and-tasks";

    /// <summary>Namespace of the stream on which a projection says that it has moved on; its key is the name.</summary>
    public const string Moved = "projection-moved";

    /// <summary>Seconds after which a <see cref="IHintListener"/> that has not spoken again is forgotten.</summary>
    public const int ForgetListenerSeconds = 15;
}
