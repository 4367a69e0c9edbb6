using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marketplace.Verify;

/// <summary>Reads the log of a data folder, or of a PostgreSQL database, in the order of positions. Writes
/// nothing.</summary>
public static class LogSource
{
    private const string Query =
        """
        SELECT position, stream, version, type, payload, caller, command_id, content, occurred_at, hash
        FROM event_log ORDER BY position
        """;

    /// <summary>The events of <c>log.db</c> in a data folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static IAsyncEnumerable<LogEvent> OfFolder(string folder)
    {
        var file = Path.Combine(folder, "log.db");
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no log.db in {folder}.", file);
        var path = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly };
        return Read(new SqliteConnection($"{path}"));
    }

    /// <summary>The events of a PostgreSQL database.</summary>
    public static IAsyncEnumerable<LogEvent> OfPostgres(string connection) => Read(new NpgsqlConnection(connection));

    private static async IAsyncEnumerable<LogEvent> Read(DbConnection connection)
    {
        await using var opened = connection;
        await opened.OpenAsync();
        await using var command = opened.CreateCommand();
        // One statement, and therefore one view of the log, however much is appended meanwhile.
        (command.CommandText, command.CommandTimeout) = (Query, 0);
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
}
