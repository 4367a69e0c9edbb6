using System.Data.Common;

namespace Marketplace.Projections;

/// <summary>Where projections live.</summary>
public interface IReadModels
{
    /// <summary>Opens a connection for reading.</summary>
    Task<DbConnection> Open(CancellationToken cancellation = default);

    /// <summary>
    /// Runs work in one transaction and commits it; an exception rolls it back. On SQLite one at a time, behind a gate,
    /// because waiting for the file's write lock would block a scheduler thread.
    /// </summary>
    Task Write(Func<DbTransaction, Task> work, CancellationToken cancellation = default);
}
