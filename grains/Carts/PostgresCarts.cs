using Marketplace.EventLog;
using Marketplace.Storage;
using Npgsql;

namespace Marketplace.Carts;

/// <summary>Carts in PostgreSQL: one statement, and so one round trip and one commit, per batch.</summary>
public sealed class PostgresCarts : ICartTable, IAsyncDisposable
{
    private const int MaxWritesPerBatch = 512;

    // Rows are locked in the order of their owners, so that the batches of two silos cannot wait for each other.
    private const string UpsertSql =
        """
        INSERT INTO cart (owner, version, payload)
        SELECT w.owner, w.expected + 1, w.payload FROM unnest($1, $2, $3) AS w (owner, expected, payload)
        ORDER BY w.owner
        ON CONFLICT (owner) DO UPDATE SET version = excluded.version, payload = excluded.payload
        WHERE cart.version = excluded.version - 1
        RETURNING owner
        """;

    private readonly NpgsqlDataSource _source;
    private readonly GroupCommit<CartWrite, bool> _commits;

    /// <summary>Opens the table.</summary>
    /// <param name="database">Its schema already in place.</param>
    public PostgresCarts(PostgresDatabase database)
    {
        _source = database.Durable;
        _commits = new(Commit, MaxWritesPerBatch);
    }

    /// <inheritdoc />
    public async Task<CartRow?> Read(string owner)
    {
        await using var read = _source.CreateCommand("SELECT version, payload FROM cart WHERE owner = $1");
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = owner });
        await using var rows = await read.ExecuteReaderAsync();
        return await rows.ReadAsync() ? new CartRow(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : null;
    }

    /// <inheritdoc />
    public Task<bool> Write(CartWrite write) => _commits.Submit(write);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    private bool[] Commit(IReadOnlyList<CartWrite> batch)
    {
        var written = new bool[batch.Count];
        var left = Enumerable.Range(0, batch.Count).ToList();
        while (left.Count > 0)
        {
            // A statement may change a row only once: a second write of one owner waits for the first one's outcome.
            var chosen = new Dictionary<string, int>(left.Count);
            left = [.. left.Where(i => !chosen.TryAdd(batch[i].Owner, i))];
            foreach (var owner in Upsert([.. chosen.Values.Select(i => batch[i])])) written[chosen[owner]] = true;
        }

        return written;
    }

    private List<string> Upsert(List<CartWrite> writes)
    {
        using var upsert = _source.CreateCommand(UpsertSql);
        upsert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. writes.Select(static w => w.Owner)] });
        upsert.Parameters.Add(
            new NpgsqlParameter<long[]> { TypedValue = [.. writes.Select(static w => w.ExpectedVersion)] });
        upsert.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. writes.Select(static w => w.Payload)] });
        using var rows = upsert.ExecuteReader();
        var owners = new List<string>(writes.Count);
        while (rows.Read()) owners.Add(rows.GetString(0));
        return owners;
    }
}
