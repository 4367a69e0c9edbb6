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

    /// <inheritdoc />
    public Task<DbConnection> Open(CancellationToken cancellation) =>
        Task.FromResult<DbConnection>(files.ReadViews());

    /// <inheritdoc />
    public async Task Write(Func<DbTransaction, Task> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
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

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null) await _writer.DisposeAsync();
        _gate.Dispose();
    }
}
