using System.Diagnostics;
using System.Globalization;
using Marketplace.Silo.Cluster;
using Marketplace.Storage;
using Npgsql;

namespace Marketplace.Silo.Backup;

/// <summary>Dumps a PostgreSQL database while the cluster goes on, and restores it, with PostgreSQL's own
/// programs.</summary>
internal static class PostgresBackup
{
    private const string Dump = "database.dump";

    /// <summary>Dumps a database into a folder, all of it as of one moment.</summary>
    /// <returns>The log's last position at that moment.</returns>
    /// <exception cref="StorageException">PostgreSQL's programs are not there, or say why not.</exception>
    public static async Task<long> Take(string connectionString, string folder)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        // The dump sees what this transaction sees, for as long as it is open.
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_export_snapshot(), coalesce(max(position), 0) FROM event_log";
        string snapshot;
        long position;
        await using (var row = await command.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            (snapshot, position) = (row.GetString(0), row.GetInt64(1));
        }

        // Which silos there were is nothing to come back to.
        await Run(connectionString, "pg_dump",
            "--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}",
            "--exclude-table-data=orleansmembership*", $"--file={Path.Combine(folder, Dump)}");
        return position;
    }

    /// <summary>Restores a dump into an empty database: all of it or nothing.</summary>
    /// <exception cref="StorageException">The database holds something, or PostgreSQL's programs say why
    /// not.</exception>
    public static async Task Put(string folder, string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
            if ((long)(await command.ExecuteScalarAsync())! > 0)
                throw new StorageException("The database is in use; a backup is restored into an empty one.");
        }

        await Run(connectionString, "pg_restore",
            "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            $"--dbname={new NpgsqlConnectionStringBuilder(connectionString).Database}", Path.Combine(folder, Dump));
    }

    private static async Task Run(string connectionString, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(PostgresPrograms.Folder(program), program))
        {
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // Not on the command line, which others on this machine can read.
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("PGHOST", target.Host), ("PGPORT", target.Port.ToString(CultureInfo.InvariantCulture)),
            ("PGUSER", target.Username), ("PGPASSWORD", target.Password), ("PGDATABASE", target.Database),
            ("PGSSLMODE", SslModeOf(target.SslMode)),
        ])
        {
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new StorageException($"{program} failed:\n{said}");
    }

    private static string SslModeOf(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
