using System.Data.Common;
using Marketplace.Projections;
using Microsoft.Data.Sqlite;

namespace Marketplace.Storage;

/// <summary>
/// Projections in <c>views.db</c>: one writing connection that lives as long as the process, so that its statements
/// stay prepared, and pooled reading ones, which WAL lets read beside it.
/// </summary>
/// <param name="files">The data folder, its schema already in place.</param>
public sealed class SqliteReadModels(SqliteFiles files) : IReadModels, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private SqliteConnection? _writer;
    private bool _isClosed;

    /// <inheritdoc />
    public Task<DbConnection> Open(CancellationToken cancellation) =>
        Task.FromResult<DbConnection>(files.ReadViews());

    /// <inheritdoc />
    public async Task Write(Func<DbTransaction, Task> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _writer ??= files.OpenViews();
            await using var transaction = _writer.BeginTransaction();
            await work(transaction);
            transaction.Commit();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits for the transaction under way: closed beneath it, both would break.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        _isClosed = true;
        if (_writer is not null) await _writer.DisposeAsync();
        // Not disposed of: whoever waits behind is told that it is closed.
        _gate.Release();
    }
}
