using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>
/// Drafts many items of a supplier, one after the other, whether or not anybody waits for it; a restart goes on where
/// it was. Each row is what a member would have sent by hand, and is refused for the same reasons. Key:
/// <see cref="ImportId"/>.
/// </summary>
[Alias("item-import")]
public interface IItemImportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins. Refused with <c>not-found</c> when the caller does not see the supplier from the inside,
    /// <c>not-allowed</c> when they may not look after it, <c>invalid-count</c> with no or more than
    /// <see cref="ImportLimits.MaxRows"/> rows.
    /// </summary>
    [Alias("start")]
    Task<Result<ItemImportView>> Start(StartItemImport command);

    /// <summary>How far it is; null when there is none, or not for the caller.</summary>
    [Alias("view")]
    Task<ItemImportView?> View(Caller caller);
}

/// <summary>Begins an import.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Supplier">Whose items.</param>
/// <param name="Rows">What to draft.</param>
[GenerateSerializer, Immutable, Alias("start-item-import")]
public sealed record StartItemImport(
    [property: Id(0)] CommandContext Context, [property: Id(1)] SupplierId Supplier,
    [property: Id(2)] ImmutableArray<ImportRow> Rows);

/// <summary>An item to draft.</summary>
/// <param name="Line">Its line in the file, from 1: names it to whoever mends it.</param>
/// <param name="Details">What it is.</param>
/// <param name="Price">Its price for one everywhere; null to set none yet.</param>
/// <param name="Stock">What is there of it; null for none.</param>
[GenerateSerializer, Immutable, Alias("import-row")]
public sealed record ImportRow(
    [property: Id(0)] int Line, [property: Id(1)] ItemDetails Details, [property: Id(2)] Rupiah? Price,
    [property: Id(3)] Quantity? Stock);

/// <summary>A row that was not done, or not all of it.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Name">The product's name.</param>
/// <param name="Item">The draft that is there nevertheless; null when there is none.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("import-failure")]
public sealed record ImportFailure(
    [property: Id(0)] int Line, [property: Id(1)] string Name, [property: Id(2)] ItemId? Item,
    [property: Id(3)] Refusal Reason);

/// <summary>How far an import is.</summary>
/// <param name="Id">The import.</param>
/// <param name="Supplier">Whose items.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Done">How many have been dealt with.</param>
/// <param name="Failures">Those that were not, or not wholly, done.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC; null while it goes on.</param>
/// <param name="Revision">The revision shown.</param>
[GenerateSerializer, Immutable, Alias("item-import-view")]
public sealed record ItemImportView(
    [property: Id(0)] ImportId Id, [property: Id(1)] SupplierId Supplier, [property: Id(2)] int Rows,
    [property: Id(3)] int Done, [property: Id(4)] ImmutableArray<ImportFailure> Failures,
    [property: Id(5)] DateTimeOffset StartedAt, [property: Id(6)] DateTimeOffset? FinishedAt,
    [property: Id(7)] Revision Revision) : IRevisioned;

/// <summary>Limits of imports.</summary>
public static class ImportLimits
{
    /// <summary>Most rows of one import.</summary>
    public const int MaxRows = 1_000;
}
