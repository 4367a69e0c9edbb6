using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>The rules of an import.</summary>
/// <param name="Supplier">Whose items; null before it began.</param>
/// <param name="By">For whom each row is done.</param>
/// <param name="Rows">What to draft.</param>
/// <param name="Done">How many rows have been dealt with.</param>
/// <param name="Failures">Those that were not, or not wholly, done.</param>
public sealed record ItemImport(
    SupplierId? Supplier, UserId By, ImmutableArray<ImportRow> Rows, int Done, ImmutableArray<ImportFailure> Failures)
{
    /// <summary>How long it may be silent before it is woken: longer than a few rows ever take.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Nothing began.</summary>
    public static readonly ItemImport Absent = new(null, default, [], 0, []);

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last row was dealt with; null while some are left.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether there is anything left to do.</summary>
    public bool GoesOn => Done < Rows.Length;

    /// <summary>Begins.</summary>
    public Decision<ItemImportEvent> Start(
        SupplierId supplier, UserId by, ImmutableArray<ImportRow> rows, DateTimeOffset now)
    {
        if (Supplier is not null) return CommonRefusals.AlreadyExists;
        if (Check.Count(rows.Length, "file", 1, ImportLimits.MaxRows) is { } refusal) return refusal;
        return new ItemImportStarted(supplier, by, rows, now, now + Silence);
    }

    /// <summary>Records that the rows up to a number have been dealt with, unless it is recorded already.</summary>
    public Decision<ItemImportEvent> Advance(int done, ImmutableArray<ImportFailure> failures, DateTimeOffset now) =>
        done <= Done || done > Rows.Length
            ? Decision<ItemImportEvent>.Nothing
            : new ItemImportAdvanced(done, failures, now, done == Rows.Length ? null : now + Silence);

    /// <summary>The state after one more event.</summary>
    public ItemImport When(ItemImportEvent happened) => happened switch
    {
        ItemImportStarted started => this with
        {
            Supplier = started.Supplier,
            By = started.By,
            Rows = started.Rows,
            StartedAt = started.At,
        },
        ItemImportAdvanced advanced => this with
        {
            Done = advanced.Done,
            Failures = Failures.AddRange(advanced.Failures),
            FinishedAt = advanced.Done == Rows.Length ? advanced.At : null,
        },
        _ => throw new InvalidOperationException($"Unknown import event {happened.GetType().Name}."),
    };
}
