using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>Lists of suppliers, read from what the log says. Key: any; it keeps nothing.</summary>
[Alias("supplier-lists")]
public interface ISupplierListGrain : IGrainWithIntegerKey
{
    /// <summary>The suppliers that may sell at this moment. Public.</summary>
    [Alias("verified")]
    Task<Result<Page<SupplierSummary>>> Verified(SupplierFilter filter, PageRequest page);

    /// <summary>
    /// The registrations in one stage, those submitted first in front unless sorted otherwise. Catalogue managers,
    /// facilitators and auditors.
    /// </summary>
    [Alias("sorted-queue")]
    Task<Result<Page<QueuedSupplier>>> Queue(
        Caller caller, SupplierStage stage, SupplierSort? sort, PageRequest page);

    /// <summary>How long the queues are. Whoever may see <see cref="Queue"/>.</summary>
    [Alias("queue-figures")]
    Task<Result<SupplierQueueFigures>> QueueFigures(Caller caller);

    /// <summary>The suppliers the caller acts for, by name.</summary>
    [Alias("mine")]
    Task<Result<Page<QueuedSupplier>>> Mine(Caller caller, PageRequest page);

    /// <summary>
    /// The other parties that share a number with a supplier (DOMAIN §1 e), at most
    /// <see cref="SupplierLimits.MaxShared"/>. For the supplier's actor, which says who may see it.
    /// </summary>
    [Alias("shared-with")]
    Task<ImmutableArray<SharedNumber>> SharedWith(SupplierId supplier);

    /// <summary>How many suppliers may sell at this moment. Public.</summary>
    [Alias("figures")]
    Task<SupplierFigures> Figures();
}

/// <summary>The suppliers in numbers.</summary>
/// <param name="Verified">May sell at this moment.</param>
/// <param name="Small">Of these, micro, small or cooperative (UMKK).</param>
[GenerateSerializer, Immutable, Alias("supplier-figures")]
public sealed record SupplierFigures([property: Id(0)] long Verified, [property: Id(1)] long Small);

/// <summary>How many registrations are on their way.</summary>
/// <param name="Submitted">Wait for a catalogue manager.</param>
/// <param name="InReview">Were taken by one.</param>
/// <param name="Returned">Were sent back and wait for the supplier.</param>
[GenerateSerializer, Immutable, Alias("supplier-queue-figures")]
public sealed record SupplierQueueFigures(
    [property: Id(0)] long Submitted, [property: Id(1)] long InReview, [property: Id(2)] long Returned);

/// <summary>Which suppliers are wanted.</summary>
/// <param name="Region">Kabupaten or kota; null for all.</param>
/// <param name="Size">Business size; null for all.</param>
/// <param name="Text">The beginning of the name or trade name, at most
/// <see cref="SupplierLimits.MaxSearchLength"/> characters; null for all.</param>
/// <param name="Sort">The order of the list.</param>
[GenerateSerializer, Immutable, Alias("supplier-filter")]
public sealed record SupplierFilter(
    [property: Id(0)] RegionCode? Region = null,
    [property: Id(1)] BusinessSize? Size = null,
    [property: Id(2)] string? Text = null,
    [property: Id(3)] SupplierSort Sort = SupplierSort.Name);

/// <summary>How a list of suppliers is sorted.</summary>
public enum SupplierSort
{
    /// <summary>By name.</summary>
    Name = 1,

    /// <summary>Those whose registration was handed in last first.</summary>
    Newest = 2,
}

/// <summary>A supplier in the public list.</summary>
/// <param name="Id">The supplier.</param>
/// <param name="Name">Registered name.</param>
/// <param name="TradeName">Name it trades under; empty when it is the same.</param>
/// <param name="Size">Its size.</param>
/// <param name="Activity">Producer or reseller.</param>
/// <param name="Region">Kabupaten or kota.</param>
[GenerateSerializer, Immutable, Alias("supplier-summary")]
public sealed record SupplierSummary(
    [property: Id(0)] SupplierId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string TradeName,
    [property: Id(3)] BusinessSize? Size,
    [property: Id(4)] SupplierActivity Activity,
    [property: Id(5)] RegionCode? Region);

/// <summary>A registration in a list of its people or of the managers.</summary>
/// <param name="Id">The supplier.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Region">Kabupaten or kota; null while unknown.</param>
/// <param name="SubmittedAt">When it was submitted last; null before.</param>
/// <param name="Reviewer">The catalogue manager who took it last; null before.</param>
[GenerateSerializer, Immutable, Alias("queued-supplier")]
public sealed record QueuedSupplier(
    [property: Id(0)] SupplierId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SupplierStage Stage,
    [property: Id(3)] RegionCode? Region,
    [property: Id(4)] DateTimeOffset? SubmittedAt,
    [property: Id(5)] UserId? Reviewer);
