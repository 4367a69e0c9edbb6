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
    private const string Columns =
        "position, stream, version, type, payload, caller, command_id, content, occurred_at, hash";

    private readonly SqliteFiles _files;
    private readonly GroupCommit<StreamAppend, AppendOutcome> _commits;
    private readonly SqliteConnection _writer;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _insert;
    private readonly LogSignal _signal;
    private readonly RecentEvents _recent = new();
    private readonly ConcurrentBag<SqliteCommand> _streamReaders = [];

    /// <summary>Opens the log for writing.</summary>
    /// <param name="files">The data folder, its schema already in place.</param>
    /// <param name="signal">Told of each commit.</param>
    public SqliteEventLog(SqliteFiles files, LogSignal signal)
    {
        _files = files;
        _signal = signal;
        _writer = files.OpenLog();
        _head = _writer.CreateCommand();
        _head.CommandText = "SELECT coalesce(max(version), 0) FROM event_log WHERE stream = $stream";
        _head.Parameters.Add("$stream", SqliteType.Text);
        _insert = _writer.CreateCommand();
        _insert.CommandText =
            $"""
            INSERT INTO event_log (stream, version, type, payload, caller, command_id, content, occurred_at, hash)
            VALUES ($stream, $version, $type, $payload, $caller, $command, $content, $at, $hash)
            RETURNING position
            """;
        foreach (var name in (string[])
            ["$stream", "$version", "$type", "$payload", "$caller", "$command", "$content", "$at", "$hash"])
            _insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        _commits = new(Commit, MaxAppendsPerBatch);
    }

    /// <inheritdoc />
    public Task<AppendOutcome> Append(StreamAppend append) => _commits.Submit(append);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEvent>> ReadStream(
        string stream, int afterVersion, int limit, CancellationToken cancellation)
    {
        // Every actor that wakes asks this: the statement stays compiled.
        var read = _streamReaders.TryTake(out var idle) ? idle : StreamReader();
        read.Parameters[0].Value = stream;
        read.Parameters[1].Value = afterVersion;
        read.Parameters[2].Value = limit;
        var events = Rows(read);
        _streamReaders.Add(read);
        return Task.FromResult<IReadOnlyList<StoredEvent>>(events);
    }

    /// <inheritdoc />
    public Task<LogPage> ReadAll(
        long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation)
    {
        if (_recent.After(afterPosition, limit, types) is { } recent) return Task.FromResult(recent);
        using var connection = _files.ReadLog();
        using var read = connection.CreateCommand();
        // The range is bounded before the types are looked at, so that a rare type never scans the whole log at once.
        read.CommandText =
            $"""
            SELECT {Columns} FROM event_log
            WHERE position > $after AND position <= $through {InTypes(read, types)} ORDER BY position
            """;
        var head = ReadHead(connection);
        var through = Math.Min(head, afterPosition + limit);
        read.Parameters.AddWithValue("$after", afterPosition);
        read.Parameters.AddWithValue("$through", through);
        return Task.FromResult(new LogPage(Rows(read), Math.Max(through, afterPosition)));
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
        await _head.DisposeAsync();
        await _insert.DisposeAsync();
        await _writer.DisposeAsync();
        foreach (var reader in _streamReaders) await reader.Connection!.DisposeAsync();
    }

    private SqliteCommand StreamReader()
    {
        var connection = _files.ReadLog();
        // Each commit empties a reader's cache, at a cost that grows with its size; one look-up needs a few pages.
        using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA cache_size=64";
            pragma.ExecuteNonQuery();
        }

        var read = connection.CreateCommand();
        read.CommandText =
            $"SELECT {Columns} FROM event_log WHERE stream = $stream AND version > $after "
            + "ORDER BY version LIMIT $limit";
        foreach (var name in (string[])["$stream", "$after", "$limit"])
            read.Parameters.Add(new SqliteParameter { ParameterName = name });
        return read;
    }

    private Task<IReadOnlyList<AppendOutcome>> Commit(IReadOnlyList<StreamAppend> batch)
    {
        var outcomes = new AppendOutcome[batch.Count];
        var committed = new List<StoredEvent>(batch.Count * 2);
        using (var transaction = _writer.BeginTransaction())
        {
            _head.Transaction = _insert.Transaction = transaction;
            for (var i = 0; i < outcomes.Length; i++) outcomes[i] = Insert(batch[i], committed);
            transaction.Commit();
        }

        _recent.Add(committed);
        _signal.Committed(outcomes.Max(static outcome => outcome.LastPosition));
        return Task.FromResult<IReadOnlyList<AppendOutcome>>(outcomes);
    }

    private AppendOutcome Insert(StreamAppend append, List<StoredEvent> committed)
    {
        _head.Parameters[0].Value = append.Stream;
        if ((long)_head.ExecuteScalar()! != append.ExpectedVersion) return AppendOutcome.Conflict;
        var position = 0L;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var happened = append.Events[i];
            var values = _insert.Parameters;
            values[0].Value = append.Stream;
            values[1].Value = append.ExpectedVersion + i + 1;
            values[2].Value = happened.Type;
            values[3].Value = happened.Payload;
            values[4].Value = happened.Cause.Caller;
            values[5].Value = (object?)happened.Cause.CommandId ?? DBNull.Value;
            values[6].Value = happened.Cause.Content;
            values[7].Value = happened.Cause.OccurredAt.ToUnixTimeMilliseconds();
            values[8].Value = happened.Hash;
            position = (long)_insert.ExecuteScalar()!;
            committed.Add(new StoredEvent(
                position, append.Stream, append.ExpectedVersion + i + 1, happened.Type, happened.Payload,
                happened.Cause, happened.Hash)
            { Event = happened.Event! });
        }

        return new AppendOutcome(true, position);
    }

    private static long ReadHead(SqliteConnection connection)
    {
        using var head = connection.CreateCommand();
        head.CommandText = "SELECT coalesce(max(position), 0) FROM event_log";
        return (long)head.ExecuteScalar()!;
    }

    private static string InTypes(SqliteCommand read, IReadOnlyCollection<string>? types)
    {
        if (types is null) return "";
        var names = types.Select((type, i) =>
        {
            read.Parameters.AddWithValue($"$t{i}", type);
            return $"$t{i}";
        }).ToList();
        return $"AND type IN ({string.Join(", ", names)})";
    }

    private static List<StoredEvent> Rows(SqliteCommand read)
    {
        var events = new List<StoredEvent>();
        using var rows = read.ExecuteReader();
        while (rows.Read())
        {
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
