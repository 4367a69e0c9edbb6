using Marketplace.EventLog;
using Marketplace.Storage;
using Microsoft.Data.Sqlite;

namespace Marketplace.Carts;

/// <summary>Carts in <c>state.db</c>: one prepared statement on one connection, whole batches per commit.</summary>
public sealed class SqliteCarts : ICartTable, IAsyncDisposable
{
    private const int MaxWritesPerBatch = 512;

    private readonly SqliteFiles _files;
    private readonly SqliteConnection _writer;
    private readonly SqliteCommand _upsert;
    private readonly GroupCommit<CartWrite, bool> _commits;

    /// <summary>Opens the table for writing.</summary>
    /// <param name="files">The data folder, its schema already in place.</param>
    public SqliteCarts(SqliteFiles files)
    {
        _files = files;
        _writer = files.OpenState();
        _upsert = _writer.CreateCommand();
        _upsert.CommandText =
            """
            INSERT INTO cart (owner, version, payload) VALUES ($owner, $expected + 1, $payload)
            ON CONFLICT (owner) DO UPDATE SET version = excluded.version, payload = excluded.payload
            WHERE cart.version = $expected
            """;
        foreach (var name in (string[])["$owner", "$expected", "$payload"])
            _upsert.Parameters.Add(new SqliteParameter { ParameterName = name });
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
        await _upsert.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private Task<IReadOnlyList<bool>> Commit(IReadOnlyList<CartWrite> batch)
    {
        var written = new bool[batch.Count];
        using var transaction = _writer.BeginTransaction();
        _upsert.Transaction = transaction;
        for (var i = 0; i < written.Length; i++)
        {
            _upsert.Parameters[0].Value = batch[i].Owner;
            _upsert.Parameters[1].Value = batch[i].ExpectedVersion;
            _upsert.Parameters[2].Value = batch[i].Payload;
            written[i] = _upsert.ExecuteNonQuery() == 1;
        }

        transaction.Commit();
        return Task.FromResult<IReadOnlyList<bool>>(written);
    }
}
