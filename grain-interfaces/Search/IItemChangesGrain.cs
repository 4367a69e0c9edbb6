using System.Collections.Immutable;

namespace Marketplace.Search;

/// <summary>
/// Which items have changed, as the index of the silo that answers has taken it in: for what a front end keeps copies
/// of. Keeps nothing.
/// </summary>
[Alias("item-changes")]
public interface IItemChangesGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// What has changed after a log position. Waits up to <see cref="ItemChanges.LongestWait"/> for the index to get
    /// beyond it, which may be another silo's with every call. Public: only ids of what anybody may see.
    /// </summary>
    /// <param name="position">What the caller knows of; null to begin with what is to come.</param>
    [Alias("since")]
    Task<ItemChanges> Since(long? position);
}

/// <summary>Items that have changed.</summary>
/// <param name="Items">Keys of the items, some perhaps told before; null when it is not known any more which.</param>
/// <param name="Through">The log position reached: what to ask with next.</param>
[GenerateSerializer, Immutable, Alias("item-changes-told")]
public sealed record ItemChanges(
    [property: Id(0)] ImmutableArray<string>? Items,
    [property: Id(1)] long Through)
{
    /// <summary>How long an answer waits for something to tell.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
}
