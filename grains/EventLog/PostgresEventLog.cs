using Marketplace.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.EventLog;

/// <summary>
/// The event log in PostgreSQL. A batch is one round trip and one commit; <c>append_events</c> lets one batch at a time
/// through in the whole database, so that rows become visible in position order whichever silo they come from.
/// </summary>
public sealed class PostgresEventLog : IEventLog, IAsyncDisposable
{
    private const int MaxAppendsPerBatch = 1024;
    private const int MaxRefresh = 2000;
    private const string Columns =
        "position, stream, version, type, payload, caller, command_id, content, occurred_at, hash";

    /// <summary>The silo has been given up by the others; raised by <c>append_events_of</c>.</summary>
    private const string GivenUp = "MP001";

    private const string HeadSql = "SELECT coalesce(max(position), 0) FROM event_log";

    private readonly NpgsqlDataSource _source;
    private readonly LogSignal _signal;
    private readonly LogWriter _writer;
    private readonly GroupCommit<StreamAppend, AppendOutcome> _commits;
    private readonly RecentEvents _recent = new();
    private readonly SemaphoreSlim _refreshing = new(1);
    private long _refreshes;

    /// <summary>Opens the log.</summary>
    /// <param name="database">Its schema already in place.</param>
    /// <param name="signal">Told of each commit.</param>
    /// <param name="writer">The silo that appends; null for who belongs to no cluster.</param>
    public PostgresEventLog(PostgresDatabase database, LogSignal signal, LogWriter? writer = null)
    {
        _source = database.Durable;
        _signal = signal;
        _writer = writer ?? LogWriter.None;
        _commits = new(Commit, MaxAppendsPerBatch);
    }

    /// <inheritdoc />
    public Task<AppendOutcome> Append(StreamAppend append) => _commits.Submit(append);

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredEvent>> ReadStream(
        string stream, int afterVersion, int limit, CancellationToken cancellation)
    {
        await using var read = _source.CreateCommand(
            $"SELECT {Columns} FROM event_log WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $3");
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        read.Parameters.Add(new NpgsqlParameter<int> { TypedValue = afterVersion });
        read.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        return await Rows(rows, through: long.MaxValue, cancellation);
    }

    /// <inheritdoc />
    public async Task<LogPage> ReadAll(
        long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation)
    {
        if (_recent.Follows(afterPosition))
        {
            await Refresh(cancellation);
            if (_recent.After(afterPosition, limit, types) is { } recent) return recent;
        }

        return await Query(afterPosition, limit, types, cancellation);
    }

    /// <summary>
    /// Brings what other silos have appended into memory, read once for all who ask meanwhile: a reading that began
    /// after one asked serves as well as one's own.
    /// </summary>
    private async Task Refresh(CancellationToken cancellation)
    {
        var begun = Volatile.Read(ref _refreshes);
        await _refreshing.WaitAsync(cancellation);
        try
        {
            if (_refreshes != begun) return;
            Volatile.Write(ref _refreshes, begun + 1);
            _recent.Add((await Query(_recent.Last, MaxRefresh, types: null, cancellation)).Events);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task<LogPage> Query(
        long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation)
    {
        await using var batch = _source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HeadSql));
        // The range is bounded before the types are looked at, so that a rare type never scans the whole log at once.
        var select = new NpgsqlBatchCommand(
            $"""
            SELECT {Columns} FROM event_log
            WHERE position > $1 AND position <= $2 {(types is null ? "" : "AND type = ANY ($3)")} ORDER BY position
            """);
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterPosition });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterPosition + limit });
        if (types is not null) select.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. types] });
        batch.BatchCommands.Add(select);

        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        var head = rows.GetInt64(0);
        var through = Math.Min(head, afterPosition + limit);
        await rows.NextResultAsync(cancellation);
        // What was committed between the two statements is left for the next page.
        return new LogPage(await Rows(rows, through, cancellation), Math.Max(through, afterPosition));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]>> ReadHashes(
        long afterPosition, int count, CancellationToken cancellation)
    {
        await using var read = _source.CreateCommand(
            "SELECT hash FROM event_log WHERE position > $1 AND position <= $2 ORDER BY position");
        read.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterPosition });
        read.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterPosition + count });
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        var hashes = new List<byte[]>(count);
        while (await rows.ReadAsync(cancellation)) hashes.Add(rows.GetFieldValue<byte[]>(0));
        return hashes;
    }

    /// <inheritdoc />
    public async Task<long> Head(CancellationToken cancellation)
    {
        await using var head = _source.CreateCommand(HeadSql);
        return (long)(await head.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        _refreshing.Dispose();
    }

    private AppendOutcome[] Commit(IReadOnlyList<StreamAppend> batch)
    {
        var outcomes = new AppendOutcome[batch.Count];
        var left = Enumerable.Range(0, batch.Count).ToList();
        while (left.Count > 0)
        {
            // append_events takes each stream once; a second append to one waits for the first one's outcome.
            var streams = new HashSet<string>(left.Count);
            var now = left.Where(i => streams.Add(batch[i].Stream)).ToList();
            try
            {
                Append(batch, now, outcomes);
            }
            catch (PostgresException refused) when (refused.SqlState == GivenUp)
            {
                _writer.GivenUp(refused);
                throw;
            }

            left.RemoveAll(i => outcomes[i] is not null);
        }

        return outcomes;
    }

    private void Append(IReadOnlyList<StreamAppend> batch, List<int> chosen, AppendOutcome[] outcomes)
    {
        using (var command = CommandFor(batch, chosen))
        {
            using var rows = command.ExecuteReader();
            foreach (var i in chosen)
            {
                rows.Read();
                var position = rows.GetInt64(0);
                outcomes[i] = position == 0 ? AppendOutcome.Conflict : new AppendOutcome(true, position);
            }
        }

        _recent.Add([.. chosen.SelectMany(i => Stored(batch[i], outcomes[i]))]);
        _signal.Committed(chosen.Max(i => outcomes[i].LastPosition));
    }

    /// <summary>The events of an append as they are stored, in position order; none if it was not.</summary>
    private static IEnumerable<StoredEvent> Stored(StreamAppend append, AppendOutcome outcome)
    {
        if (!outcome.Appended) return [];
        var before = outcome.LastPosition - append.Events.Count;
        return append.Events.Select((happened, i) => new StoredEvent(
            before + i + 1, append.Stream, append.ExpectedVersion + i + 1, happened.Type, happened.Payload,
            happened.Cause, happened.Hash)
        { Event = happened.Event! });
    }

    private NpgsqlCommand CommandFor(IReadOnlyList<StreamAppend> batch, List<int> chosen)
    {
        var events = chosen
            .SelectMany((i, number) => batch[i].Events.Select(happened => (Of: number + 1, happened))).ToList();
        var command = _source.CreateCommand(
            "SELECT append_events_of($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _writer.Cluster });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _writer.Address });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _writer.Port });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _writer.Generation });
        Add(NpgsqlDbType.Text, chosen.Select(i => batch[i].Stream).ToArray());
        Add(NpgsqlDbType.Integer, chosen.Select(i => batch[i].ExpectedVersion).ToArray());
        Add(NpgsqlDbType.Integer, events.Select(static e => e.Of).ToArray());
        Add(NpgsqlDbType.Text, events.Select(static e => e.happened.Type).ToArray());
        Add(NpgsqlDbType.Bytea, events.Select(static e => e.happened.Payload).ToArray());
        Add(NpgsqlDbType.Text, events.Select(static e => e.happened.Cause.Caller).ToArray());
        Add(NpgsqlDbType.Text, events.Select(static e => e.happened.Cause.CommandId).ToArray());
        Add(NpgsqlDbType.Text, events.Select(static e => e.happened.Cause.Content).ToArray());
        Add(
            NpgsqlDbType.Bigint,
            events.Select(static e => e.happened.Cause.OccurredAt.ToUnixTimeMilliseconds()).ToArray());
        Add(NpgsqlDbType.Bytea, events.Select(static e => e.happened.Hash).ToArray());
        return command;

        void Add<T>(NpgsqlDbType type, T[] values) => command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private static async Task<List<StoredEvent>> Rows(
        NpgsqlDataReader rows, long through, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.GetInt64(0) > through) continue;
            events.Add(new StoredEvent(
                rows.GetInt64(0), rows.GetString(1), rows.GetInt32(2), rows.GetString(3), rows.GetFieldValue<byte[]>(4),
                new EventCause(
                    rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6), rows.GetString(7),
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(8))),
                rows.GetFieldValue<byte[]>(9)));
        }

        return events;
    }
}
