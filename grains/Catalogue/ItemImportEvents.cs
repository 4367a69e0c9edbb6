using System.Collections.Immutable;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What an import remembers.</summary>
/// <param name="ResumeAt">When to look whether it still goes on; null when it need not.</param>
public abstract record ItemImportEvent(DateTimeOffset? ResumeAt) : IDeadlineEvent
{
    /// <summary>The import's one deadline.</summary>
    public const string Kind = "resume";

    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [new DeadlineChange(Kind, ResumeAt)];
}

/// <summary>An import began.</summary>
/// <param name="Supplier">Whose items.</param>
/// <param name="By">For whom each row is done.</param>
/// <param name="Rows">What to draft.</param>
/// <param name="At">When.</param>
/// <param name="ResumeAt">When to look whether it still goes on.</param>
[StoredAs("item-import-started.v1")]
public sealed record ItemImportStarted(
    SupplierId Supplier, UserId By, ImmutableArray<ImportRow> Rows, DateTimeOffset At, DateTimeOffset? ResumeAt)
    : ItemImportEvent(ResumeAt);

/// <summary>The next rows have been dealt with.</summary>
/// <param name="Done">How many rows are by now.</param>
/// <param name="Failures">Those among them that were not done.</param>
/// <param name="At">When.</param>
/// <param name="ResumeAt">When to look whether it still goes on; null once every row has been dealt with.</param>
[StoredAs("item-import-advanced.v1")]
public sealed record ItemImportAdvanced(
    int Done, ImmutableArray<ImportFailure> Failures, DateTimeOffset At, DateTimeOffset? ResumeAt)
    : ItemImportEvent(ResumeAt);
