using System.Collections.Concurrent;
using Marketplace.Storage;
using Microsoft.Data.Sqlite;

namespace Marketplace.EventLog;

/// <summary>
/// The event log in <c>log.db</c>: one writing connection (WAL, synchronous=FULL) that commits whole batches, and a
/// small pool of reading ones. Rows become visible in position order because there is one writer.
/// </summary>
public sealed class SqliteEventLog : IEventLog, IAsyncDisposable
{
    private const int MaxAppendsPerBatch = 1024;

    /// <summary>Parameter of the first wanted type, after the range.</summary>
    private const int FirstType = 3;

    private const string Columns =
        "position, stream, version, type, payload, caller, command_id, content, occurred_at, hash";

    private readonly SqliteFiles _files;
    private readonly GroupCommit<StreamAppend, AppendOutcome> _commits;
    private readonly SqliteWriter _writer;
    private readonly SqliteStatement _version;
    private readonly SqliteStatement _insert;
    private readonly LogSignal _signal;
    private readonly RecentEvents _recent = new();
    private readonly ConcurrentBag<StreamReader> _streamReaders = [];

    /// <summary>Opens the log for writing.</summary>
    /// <param name="files">The data folder, its schema already in place.</param>
    /// <param name="signal">Told of each commit.</param>
    public SqliteEventLog(SqliteFiles files, LogSignal signal)
    {
        _files = files;
        _signal = signal;
        _writer = new SqliteWriter(files.OpenLog());
        // Two statements: one that inserts what it selects from the same table opens a table of its own at every run.
        _version = _writer.Compile("SELECT coalesce(max(version), 0) FROM event_log WHERE stream = ?1");
        _insert = _writer.Compile(
            """
            INSERT INTO event_log (stream, version, type, payload, caller, command_id, content, occurred_at, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """);
        _commits = new(Commit, MaxAppendsPerBatch);
    }

    /// <inheritdoc />
    public Task<AppendOutcome> Append(StreamAppend append) => _commits.Submit(append);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEvent>> ReadStream(
        string stream, int afterVersion, int limit, CancellationToken cancellation)
    {
        // Every actor that wakes asks this: the statement stays compiled.
        var reader = _streamReaders.TryTake(out var idle) ? idle : new StreamReader(_files);
        try
        {
            var events = reader.Read(stream, afterVersion, limit);
            _streamReaders.Add(reader);
            return Task.FromResult<IReadOnlyList<StoredEvent>>(events);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public Task<LogPage> ReadAll(
        long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation)
    {
        if (_recent.After(afterPosition, limit, types) is { } recent) return Task.FromResult(recent);
        using var connection = _files.ReadLog();
        var through = Math.Min(ReadHead(connection), afterPosition + limit);
        IReadOnlyList<string> wanted = types is null ? [] : [.. types];
        // The range is bounded before the types are looked at, so that a rare type never scans the whole log at once.
        using var read = new SqliteStatement(
            connection,
            $"""
            SELECT {Columns} FROM event_log
            WHERE position > ?1 AND position <= ?2 {(types is null ? "" : InTypes(wanted.Count))} ORDER BY position
            """);
        read.Bind(1, afterPosition).Bind(2, through);
        for (var i = 0; i < wanted.Count; i++) read.Bind(FirstType + i, wanted[i]);
        return Task.FromResult(new LogPage(Rows(read), Math.Max(through, afterPosition)));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<byte[]>> ReadHashes(long afterPosition, int count, CancellationToken cancellation)
    {
        using var connection = _files.ReadLog();
        using var read = new SqliteStatement(
            connection, "SELECT hash FROM event_log WHERE position > ?1 AND position <= ?2 ORDER BY position");
        read.Bind(1, afterPosition).Bind(2, afterPosition + count);
        var hashes = new List<byte[]>(count);
        while (read.Step()) hashes.Add(read.Blob(0));
        return Task.FromResult<IReadOnlyList<byte[]>>(hashes);
    }

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellation)
    {
        using var connection = _files.ReadLog();
        return Task.FromResult(ReadHead(connection));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        _version.Dispose();
        _insert.Dispose();
        _writer.Dispose();
        foreach (var reader in _streamReaders) reader.Dispose();
    }

    private AppendOutcome[] Commit(IReadOnlyList<StreamAppend> batch)
    {
        var outcomes = new AppendOutcome[batch.Count];
        var committed = new List<StoredEvent>(batch.Count * 2);
        _writer.InTransaction(() =>
        {
            for (var i = 0; i < outcomes.Length; i++) outcomes[i] = Insert(batch[i], committed);
        });
        _recent.Add(committed);
        _signal.Committed(outcomes.Max(static outcome => outcome.LastPosition));
        return outcomes;
    }

    private AppendOutcome Insert(StreamAppend append, List<StoredEvent> committed)
    {
        // Nobody comes between this look and the inserts: this is the one writer.
        if (VersionOf(append.Stream) != append.ExpectedVersion) return AppendOutcome.Conflict;
        var position = 0L;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var (happened, version) = (append.Events[i], append.ExpectedVersion + i + 1);
            _insert.Bind(1, append.Stream).Bind(2, version).Bind(3, happened.Type).Bind(4, happened.Payload)
                .Bind(5, happened.Cause.Caller).Bind(6, happened.Cause.CommandId).Bind(7, happened.Cause.Content)
                .Bind(8, happened.Cause.OccurredAt.ToUnixTimeMilliseconds()).Bind(9, happened.Hash)
                .Run();
            position = _insert.LastRowId;
            committed.Add(new StoredEvent(
                position, append.Stream, version, happened.Type, happened.Payload, happened.Cause, happened.Hash)
            { Event = happened.Event! });
        }

        return new AppendOutcome(true, position);
    }

    private long VersionOf(string stream)
    {
        _version.Bind(1, stream).Step();
        var version = _version.Number(0);
        _version.Reset();
        return version;
    }

    private static long ReadHead(SqliteConnection connection)
    {
        using var head = new SqliteStatement(connection, "SELECT coalesce(max(position), 0) FROM event_log");
        head.Step();
        return head.Number(0);
    }

    private static string InTypes(int count) =>
        $"AND type IN ({string.Join(", ", Enumerable.Range(FirstType, count).Select(static i => $"?{i}"))})";

    private static List<StoredEvent> Rows(SqliteStatement read)
    {
        var events = new List<StoredEvent>();
        while (read.Step())
        {
            events.Add(new StoredEvent(
                read.Number(0), read.Text(1), (int)read.Number(2), read.Text(3), read.Blob(4),
                new EventCause(
                    read.Text(5), read.IsNull(6) ? null : read.Text(6), read.Text(7),
                    DateTimeOffset.FromUnixTimeMilliseconds(read.Number(8))),
                read.Blob(9)));
        }

        read.Reset();
        return events;
    }

    /// <summary>A connection with the one statement that reads a stream.</summary>
    private sealed class StreamReader : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteStatement _select;

        public StreamReader(SqliteFiles files)
        {
            _connection = files.ReadLog();
            // Each commit empties a reader's cache, at a cost that grows with its size; one look-up needs a few pages.
            using (var pragma = new SqliteStatement(_connection, "PRAGMA cache_size=64")) pragma.Run();
            _select = new SqliteStatement(
                _connection,
                $"SELECT {Columns} FROM event_log WHERE stream = ?1 AND version > ?2 ORDER BY version LIMIT ?3");
        }

        public List<StoredEvent> Read(string stream, int afterVersion, int limit) =>
            Rows(_select.Bind(1, stream).Bind(2, afterVersion).Bind(3, limit));

        public void Dispose()
        {
            _select.Dispose();
            _connection.Dispose();
        }
    }
}
