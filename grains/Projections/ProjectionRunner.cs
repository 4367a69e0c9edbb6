using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using Marketplace.EventLog;

namespace Marketplace.Projections;

/// <summary>
/// Moves one projection along the log. Rows and checkpoint are one transaction, and the checkpoint moves only from
/// where this runner left it, so that a second runner (Orleans may briefly have two) can never count an event twice.
/// </summary>
public sealed class ProjectionRunner(IProjection projection, IEventLog log, IReadModels models)
{
    /// <summary>Most events of one transaction.</summary>
    public const int MaxBatch = 2000;

    /// <summary>
    /// Events of other types that may pass before the checkpoint is written for them alone; after a restart they are
    /// looked at again, which costs less than a transaction for each of them.
    /// </summary>
    private const int LazyCheckpoint = 10_000;

    private const long Unknown = -1;
    private readonly FrozenSet<string> _types = projection.EventTypes.ToFrozenSet();
    private long _checkpoint = Unknown;

    /// <summary>The position its rows reflect; −1 before the first step.</summary>
    public long Position { get; private set; } = Unknown;

    /// <summary>Up to where events were written as rows by this runner; 0 before the first.</summary>
    public long WrittenThrough { get; private set; }

    /// <summary>Considers the next events of the log.</summary>
    /// <returns>Whether there may be more to do.</returns>
    public async Task<bool> Step(CancellationToken cancellation = default)
    {
        if (_checkpoint == Unknown) await Load(cancellation);
        var start = Position;
        var page = await log.ReadAll(start, MaxBatch, _types, cancellation);
        if (page.Events.Count == 0 && page.Through - _checkpoint < LazyCheckpoint) Position = page.Through;
        else if (!await Commit(page, cancellation)) return true;
        return page.Through - start >= MaxBatch;
    }

    /// <summary>Empties the projection, so that the next steps replay the log from its start.</summary>
    public async Task Reset(CancellationToken cancellation = default)
    {
        await models.Write(async transaction =>
        {
            await Lock(transaction);
            await Recreate(transaction);
        }, cancellation);
        _checkpoint = Position = 0;
    }

    private async Task Load(CancellationToken cancellation)
    {
        var position = 0L;
        await models.Write(async transaction =>
        {
            var (version, reached) = await Lock(transaction);
            if (version == projection.Version) position = reached;
            else await Recreate(transaction);
        }, cancellation);
        _checkpoint = Position = position;
    }

    private async Task<bool> Commit(LogPage page, CancellationToken cancellation)
    {
        try
        {
            await models.Write(async transaction =>
            {
                var moved = await transaction.Connection!.ExecuteAsync(
                    """
                    UPDATE projection SET position = @through
                    WHERE name = @name AND version = @version AND position = @checkpoint
                    """,
                    new
                    {
                        through = page.Through,
                        name = projection.Name,
                        version = (long)projection.Version,
                        checkpoint = _checkpoint,
                    },
                    transaction);
                if (moved == 0) throw new CheckpointMovedException();
                if (page.Events.Count == 0) return;
                var rows = new RowWriter(transaction);
                await projection.Apply(page.Events, rows);
                await rows.Flush();
            }, cancellation);
        }
        catch (CheckpointMovedException)
        {
            _checkpoint = Unknown;
            return false;
        }

        _checkpoint = Position = page.Through;
        if (page.Events.Count > 0) WrittenThrough = page.Through;
        return true;
    }

    /// <summary>The row is written to before it is read, so that a second runner waits here on PostgreSQL
    /// too.</summary>
    private async Task<(long Version, long Position)> Lock(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var key = new { name = projection.Name };
        await connection.ExecuteAsync(
            "INSERT INTO projection (name, version, position) VALUES (@name, 0, 0) ON CONFLICT (name) DO NOTHING",
            key, transaction);
        return await connection.QuerySingleAsync<(long, long)>(
            "UPDATE projection SET name = name WHERE name = @name RETURNING version, position", key, transaction);
    }

    private async Task Recreate(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        foreach (var table in projection.Tables)
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS {table}", transaction: transaction);
        await connection.ExecuteAsync(projection.Schema, transaction: transaction);
        await connection.ExecuteAsync(
            "UPDATE projection SET version = @version, position = 0 WHERE name = @name",
            new { name = projection.Name, version = (long)projection.Version }, transaction);
    }

    /// <summary>Rolls back a batch that another runner has already written.</summary>
    private sealed class CheckpointMovedException : Exception;
}
