using Marketplace.EventLog;
using Marketplace.Storage;

namespace Marketplace.Carts;

/// <summary>Carts in <c>state.db</c>: one prepared statement on one connection, whole batches per commit.</summary>
public sealed class SqliteCarts : ICartTable, IAsyncDisposable
{
    private const int MaxWritesPerBatch = 512;

    private readonly SqliteFiles _files;
    private readonly SqliteWriter _writer;
    private readonly SqliteStatement _upsert;
    private readonly GroupCommit<CartWrite, bool> _commits;

    /// <summary>Opens the table for writing.</summary>
    /// <param name="files">The data folder, its schema already in place.</param>
    public SqliteCarts(SqliteFiles files)
    {
        _files = files;
        _writer = new SqliteWriter(files.OpenState());
        _upsert = _writer.Compile(
            """
            INSERT INTO cart (owner, version, payload) VALUES (?1, ?2 + 1, ?3)
            ON CONFLICT (owner) DO UPDATE SET version = excluded.version, payload = excluded.payload
            WHERE cart.version = ?2
            """);
        _commits = new(Commit, MaxWritesPerBatch);
    }

    /// <inheritdoc />
    public Task<CartRow?> Read(string owner)
    {
        using var connection = _files.ReadState();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT version, payload FROM cart WHERE owner = $owner";
        read.Parameters.AddWithValue("$owner", owner);
        using var rows = read.ExecuteReader();
        return Task.FromResult(rows.Read() ? new CartRow(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : null);
    }

    /// <inheritdoc />
    public Task<bool> Write(CartWrite write) => _commits.Submit(write);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        _upsert.Dispose();
        _writer.Dispose();
    }

    private bool[] Commit(IReadOnlyList<CartWrite> batch)
    {
        var written = new bool[batch.Count];
        _writer.InTransaction(() =>
        {
            for (var i = 0; i < written.Length; i++)
            {
                var write = batch[i];
                _upsert.Bind(1, write.Owner).Bind(2, write.ExpectedVersion).Bind(3, write.Payload).Run();
                written[i] = _upsert.Changes == 1;
            }
        });
        return written;
    }
}
