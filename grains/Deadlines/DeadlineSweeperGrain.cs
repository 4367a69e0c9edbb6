using Dapper;
using Marketplace.Projections;
using Microsoft.Extensions.Logging;

namespace Marketplace.Deadlines;

/// <inheritdoc cref="IDeadlineSweeperGrain"/>
[GrainType("deadline-sweeper")]
public sealed partial class DeadlineSweeperGrain(
    IReadModels models, TimeProvider clock, ILogger<DeadlineSweeperGrain> logger) : Grain, IDeadlineSweeperGrain
{
    /// <summary>Most actors told at the same time.</summary>
    private const int Parallelism = 32;

    private const int RowsPerRead = 500;

    private const string OpenedSql =
        "SELECT EXISTS (SELECT 1 FROM projection WHERE name = @ProjectionName AND version > 0)";

    /// <summary>
    /// Most actors told by one sweep, so that a sweep always ends soon; the next, a second later, goes on.
    /// </summary>
    private const int MostPerSweep = 5_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Deadlines that were told and are still in the table. Either the actor failed, or its answer has not reached the
    /// projection yet; both are told again, after growing pauses.
    /// </summary>
    private Dictionary<Deadline, Attempt> _told = [];

    /// <inheritdoc />
    public async Task<int> Sweep()
    {
        var now = Environment.TickCount64;
        var still = new Dictionary<Deadline, Attempt>();
        var due = new List<Deadline>();
        await foreach (var deadline in Due(clock.GetUtcNow()))
        {
            if (_told.TryGetValue(deadline, out var attempt)) still[deadline] = attempt;
            if ((attempt is null || attempt.NextAt <= now) && due.Count < MostPerSweep) due.Add(deadline);
        }

        _told = still;
        using var free = new SemaphoreSlim(Parallelism);
        await Task.WhenAll(due.Select(async deadline =>
        {
            await free.WaitAsync();
            try
            {
                await Tell(deadline);
            }
            finally
            {
                free.Release();
            }
        }));
        return due.Count;
    }

    private async IAsyncEnumerable<Deadline> Due(DateTimeOffset now)
    {
        var last = new Deadline("", "", long.MinValue);
        while (true)
        {
            List<Deadline> rows;
            await using (var connection = await models.Open())
            {
                // Before the projection has been opened for the first time there is no table.
                if (!await connection.ExecuteScalarAsync<bool>(OpenedSql, new { OpenDeadlines.ProjectionName }))
                    yield break;
                rows = [.. await connection.QueryAsync<Deadline>(
                    """
                    SELECT stream AS Stream, kind AS Kind, due_at AS DueAt FROM deadline
                    WHERE due_at <= @now AND (due_at, stream, kind) > (@dueAt, @stream, @kind)
                    ORDER BY due_at, stream, kind LIMIT @limit
                    """,
                    new
                    {
                        now = now.ToUnixTimeMilliseconds(),
                        dueAt = last.DueAt,
                        stream = last.Stream,
                        kind = last.Kind,
                        limit = RowsPerRead,
                    })];
            }

            foreach (var row in rows) yield return row;
            if (rows.Count < RowsPerRead) yield break;
            last = rows[^1];
        }
    }

    private async Task Tell(Deadline deadline)
    {
        var attempts = _told.TryGetValue(deadline, out var attempt) ? attempt.Count + 1 : 1;
        var pause = Math.Min(1 << Math.Min(attempts - 1, 7), (int)LongestPause.TotalSeconds);
        _told[deadline] = new Attempt(attempts, Environment.TickCount64 + (pause * 1000L));
        try
        {
            await GrainFactory.WithDeadlines(deadline.Stream)
                .Due(deadline.Kind, DateTimeOffset.FromUnixTimeMilliseconds(deadline.DueAt));
        }
#pragma warning disable CA1031 // One actor's trouble must not keep the others from being told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, deadline.Kind, deadline.Stream, pause);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deadline {Kind} of {Stream} could not be told; again in {Pause} s.")]
    private partial void LogFailed(Exception failure, string kind, string stream, int pause);

    /// <summary>A row of the projection.</summary>
    private sealed record Deadline(string Stream, string Kind, long DueAt);

    /// <summary>How often it was told, and when it may be told again.</summary>
    private sealed record Attempt(int Count, long NextAt);
}
