using Marketplace.Storage;
using Microsoft.Data.Sqlite;

namespace Marketplace.Silo.Backup;

/// <summary>
/// Copies the files of a data folder while its process goes on. Read models and the search index are left out: they are
/// rebuilt from the log.
/// </summary>
internal static class SqliteBackup
{
    private const string Log = "log.db";
    private const string Keys = "keys";

    // The log last: plain state may lag behind it, as it does after a power cut, but never be ahead.
    private static readonly string[] Files = ["state.db", "identity.db", Log];

    /// <summary>Copies a data folder into another one.</summary>
    /// <returns>The log's last position in the copy.</returns>
    /// <exception cref="StorageException">There is nothing to copy, or a copy is not sound.</exception>
    public static async Task<long> Take(string data, string target)
    {
        if (!File.Exists(Path.Combine(data, Log))) throw new StorageException($"There is no marketplace in {data}.");
        var sources = new List<SqliteConnection>();
        try
        {
            // From here on each connection sees its file as it is now, whatever is written meanwhile.
            foreach (var file in Files) sources.Add(Pin(Path.Combine(data, file)));
            foreach (var (source, file) in sources.Zip(Files)) Copy(source, Path.Combine(target, file));
        }
        finally
        {
            foreach (var source in sources) await source.DisposeAsync();
        }

        CopyFolder(Path.Combine(data, Keys), Path.Combine(target, Keys));
        return HeadOf(target);
    }

    /// <summary>Puts a checked backup in place of a data folder that does not exist yet.</summary>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="manifest">What belongs to it.</param>
    /// <param name="target">Where its files are put.</param>
    public static void Put(string backup, BackupManifest manifest, string target)
    {
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(target, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Path.Combine(backup, file.Name), path);
        }
    }

    private static long HeadOf(string folder)
    {
        using var log = Open(Path.Combine(folder, Log), SqliteOpenMode.ReadOnly);
        return (long)Scalar(log, "SELECT coalesce(max(position), 0) FROM event_log")!;
    }

    private static SqliteConnection Pin(string file)
    {
        var source = Open(file, SqliteOpenMode.ReadOnly);
        Scalar(source, "BEGIN");
        Scalar(source, "SELECT count(*) FROM sqlite_master");
        return source;
    }

    private static void Copy(SqliteConnection source, string file)
    {
        using var copy = Open(file, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);
        if (Scalar(copy, "PRAGMA integrity_check") is not "ok")
            throw new StorageException($"The copy {file} is not sound: {source.DataSource} may be damaged.");
        // One file each: what a copy of a running database leaves beside it is of no use.
        Scalar(copy, "PRAGMA journal_mode=DELETE");
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            $"{new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }}");
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
