using System.Collections.Immutable;

namespace Marketplace.Lists;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">1–<see cref="MaxLimit"/> rows.</param>
/// <param name="Cursor">What the page before gave as <see cref="Page{T}.Next"/>; null for the first.</param>
/// <param name="WaitFor">
/// A log position the answer must reflect, so that callers see what they have just written; waits a bounded time.
/// </param>
[GenerateSerializer, Immutable, Alias("page-request")]
public sealed record PageRequest(
    [property: Id(0)] int Limit = PageRequest.DefaultLimit,
    [property: Id(1)] string? Cursor = null,
    [property: Id(2)] long? WaitFor = null)
{
    /// <summary>Rows when the caller does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most rows of one page.</summary>
    public const int MaxLimit = 200;
}

/// <summary>A page of a list.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Items">The rows, in the list's order.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Position">Log position the list reflects.</param>
[GenerateSerializer, Immutable, Alias("page`1")]
public sealed record Page<T>(
    [property: Id(0)] ImmutableArray<T> Items,
    [property: Id(1)] string? Next,
    [property: Id(2)] long Position);
