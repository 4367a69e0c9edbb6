using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Marketplace.Storage;

/// <summary>
/// Hands Orleans' AdoNet provider one connection to <c>state.db</c> at a time. SQLite has one writer; without the gate
/// the others would block scheduler threads in the driver's busy wait, which stalls the whole silo.
/// </summary>
/// <param name="files">The data folder.</param>
public sealed class GatedSqliteDataSource(SqliteFiles files) : DbDataSource
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <inheritdoc />
    public override string ConnectionString => files.ConnectionString("state.db");

    /// <inheritdoc />
    protected override DbConnection CreateDbConnection() => new Connection(ConnectionString, gate: null);

    /// <inheritdoc />
    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(
        CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        var connection = new Connection(ConnectionString, _gate);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _gate.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Connection(string connectionString, SemaphoreSlim? gate) : SqliteConnection(connectionString)
    {
        private SemaphoreSlim? _gate = gate;

        public override void Open()
        {
            base.Open();
            using var pragma = CreateCommand();
            pragma.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;";
            pragma.ExecuteNonQuery();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Interlocked.Exchange(ref _gate, null)?.Release();
        }
    }
}
