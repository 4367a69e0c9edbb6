using System.Data.Common;
using Dapper;

namespace Marketplace.Checkpoints;

/// <summary>A signed checkpoint.</summary>
/// <param name="Size">How many events it covers.</param>
/// <param name="MadeAt">When, Unix milliseconds.</param>
/// <param name="Note">The signed note.</param>
public sealed record StoredCheckpoint(long Size, long MadeAt, string Note);

/// <summary>Where checkpoints and the stored levels of the tree are: beside plain state, on both databases.</summary>
/// <param name="state">The database; commits wait for the disk.</param>
public sealed class CheckpointTable(DbDataSource state)
{
    private const string Columns = "size AS Size, made_at AS MadeAt, note AS Note";

    /// <summary>How many nodes of a level are stored.</summary>
    /// <param name="level">From 1.</param>
    public async Task<long> Count(int level)
    {
        await using var connection = await state.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT coalesce(max(number) + 1, 0) FROM tree_node WHERE level = @level", new { level });
    }

    /// <summary>Some nodes of a level, in order.</summary>
    /// <exception cref="InvalidDataException">Some of them are not there.</exception>
    public async Task<IReadOnlyList<byte[]>> Nodes(int level, long first, int count)
    {
        await using var connection = await state.OpenConnectionAsync();
        var hashes = (await connection.QueryAsync<byte[]>(
            """
            SELECT hash FROM tree_node WHERE level = @level AND number >= @first AND number < @end ORDER BY number
            """,
            new { level, first, end = first + count })).AsList();
        return hashes.Count == count
            ? hashes
            : throw new InvalidDataException($"The tree lacks nodes of level {level} from {first} on.");
    }

    /// <summary>Keeps nodes of a level; whoever came first has written the same.</summary>
    public async Task Save(int level, long first, IReadOnlyList<byte[]> hashes)
    {
        await using var connection = await state.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO tree_node (level, number, hash) VALUES (@level, @number, @hash) ON CONFLICT DO NOTHING",
            hashes.Select((hash, i) => new { level, number = first + i, hash }), transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Keeps a checkpoint.</summary>
    /// <returns>It, or what somebody else has kept of the same tree.</returns>
    public async Task<StoredCheckpoint> Save(StoredCheckpoint made)
    {
        await using var connection = await state.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO checkpoint (size, made_at, note) VALUES (@Size, @MadeAt, @Note) ON CONFLICT DO NOTHING", made);
        return await connection.QuerySingleAsync<StoredCheckpoint>(
            $"SELECT {Columns} FROM checkpoint WHERE size = @Size", made);
    }

    /// <summary>The newest checkpoint; null before the first.</summary>
    public Task<StoredCheckpoint?> Newest() => One("ORDER BY size DESC LIMIT 1", 0);

    /// <summary>The first checkpoint that covers so many events; null where none does yet.</summary>
    public Task<StoredCheckpoint?> Covering(long size) => One("WHERE size >= @size ORDER BY size LIMIT 1", size);

    private async Task<StoredCheckpoint?> One(string which, long size)
    {
        await using var connection = await state.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<StoredCheckpoint>(
            $"SELECT {Columns} FROM checkpoint {which}", new { size });
    }
}
