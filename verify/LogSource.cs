using System.Data.Common;
using Marketplace.Verify.Tree;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marketplace.Verify;

/// <summary>A log and what was signed of it, in a data folder, a PostgreSQL database or an export. Nothing is
/// written.</summary>
/// <param name="events">Its events in the order of positions.</param>
/// <param name="checkpoints">What was signed, in any order.</param>
public sealed class LogSource(Func<IAsyncEnumerable<LogEvent>> events, Func<Task<IReadOnlyList<string>>> checkpoints)
{
    private const string Events =
        """
        SELECT position, stream, version, type, payload, caller, command_id, content, occurred_at, hash
        FROM event_log ORDER BY position
        """;

    private const string Notes = "SELECT note FROM checkpoint ORDER BY size";

    /// <summary>That of a data folder: <c>log.db</c> and <c>state.db</c>.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static LogSource OfFolder(string folder)
    {
        var file = Path.Combine(folder, "log.db");
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no log.db in {folder}.", file);
        return new(() => ReadEvents(Open(file)), () => ReadNotes(Open(Path.Combine(folder, "state.db"))));
    }

    /// <summary>That of a PostgreSQL database.</summary>
    public static LogSource OfPostgres(string connection) => new(
        () => ReadEvents(new NpgsqlConnection(connection)), () => ReadNotes(new NpgsqlConnection(connection)));

    /// <summary>That of a file written by <see cref="LogExport"/>.</summary>
    public static LogSource OfExport(string file) => new(
        () => LogExport.ReadEvents(file), async () => await LogExport.ReadNotes(file).ToListAsync());

    /// <summary>Its events in the order of positions.</summary>
    public IAsyncEnumerable<LogEvent> ReadEvents() => events();

    /// <summary>The signed notes. What is read before the events covers no more than these.</summary>
    public Task<IReadOnlyList<string>> ReadNotes() => checkpoints();

    /// <summary>The checkpoints.</summary>
    /// <exception cref="FormatException">One cannot be read.</exception>
    public async Task<IReadOnlyList<Checkpoint>> ReadCheckpoints() =>
        [.. (await ReadNotes()).Select(Checkpoint.Parse)];

    private static SqliteConnection Open(string file) =>
        new($"{new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }}");

    private static async IAsyncEnumerable<LogEvent> ReadEvents(DbConnection connection)
    {
        await using var opened = connection;
        // One statement, and therefore one view of the log, however much is appended meanwhile.
        await using var command = await Query(connection, Events);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            yield return new LogEvent(
                row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3),
                await row.GetFieldValueAsync<byte[]>(4), row.GetString(5),
                await row.IsDBNullAsync(6) ? null : row.GetString(6), row.GetString(7), row.GetInt64(8),
                await row.GetFieldValueAsync<byte[]>(9));
        }
    }

    private static async Task<IReadOnlyList<string>> ReadNotes(DbConnection connection)
    {
        await using var opened = connection;
        await using var command = await Query(connection, Notes);
        await using var row = await command.ExecuteReaderAsync();
        var notes = new List<string>();
        while (await row.ReadAsync()) notes.Add(row.GetString(0));
        return notes;
    }

    private static async Task<DbCommand> Query(DbConnection connection, string sql)
    {
        await connection.OpenAsync();
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two constants above.
        (command.CommandText, command.CommandTimeout) = (sql, 0);
#pragma warning restore CA2100
        return command;
    }
}
