using Microsoft.Data.Sqlite;

namespace Marketplace.Storage;

/// <summary>
/// The SQLite files of one data folder, each with one writer at a time: <c>log.db</c> (the event log, durable),
/// <c>state.db</c> (plain actor state and snapshots, durable), <c>views.db</c> (projections, rebuilt from the log at
/// will, so its commits need not wait for the disk), <c>identity.db</c> (accounts, durable).
/// </summary>
public sealed class SqliteFiles : IDisposable
{
    private const int BusyTimeoutMs = 10_000;

    private SqliteFolderLock? _lock;

    /// <summary>Names the files of a folder; creates the folder.</summary>
    public SqliteFiles(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Keeps other processes out of the folder until this is disposed of or the process ends.</summary>
    /// <exception cref="StorageException">Another process has it.</exception>
    public void TakeFolder() => _lock ??= SqliteFolderLock.Take(Folder);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var file in (string[])["log.db", "state.db", "views.db", "identity.db"])
        {
            using var pooled = new SqliteConnection(ConnectionString(file));
            SqliteConnection.ClearPool(pooled);
        }

        _lock?.Dispose();
    }

    /// <summary>The event log: every commit waits for the disk.</summary>
    public SqliteConnection OpenLog() => Open("log.db", "FULL");

    /// <summary>Plain state and snapshots: every commit waits for the disk.</summary>
    public SqliteConnection OpenState() => Open("state.db", "FULL");

    /// <summary>Projections: consistent after a power cut, perhaps a little behind, and caught up from the
    /// log.</summary>
    public SqliteConnection OpenViews() => Open("views.db", "NORMAL");

    /// <summary>Projections for reading: pooled, and without settings that only a writer needs.</summary>
    public SqliteConnection ReadViews() => OpenToRead("views.db");

    /// <summary>The event log for reading: pooled, and without settings that only a writer needs.</summary>
    public SqliteConnection ReadLog() => OpenToRead("log.db");

    /// <summary>Accounts: every commit waits for the disk. The front end opens it by its connection string.</summary>
    public SqliteConnection OpenIdentity() => Open("identity.db", "FULL");

    /// <summary>Plain state for reading: pooled, and without settings that only a writer needs.</summary>
    public SqliteConnection ReadState() => OpenToRead("state.db");

    /// <summary>The connection string of one of the files.</summary>
    public string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(Folder, file),
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = true,
        DefaultTimeout = 10,
    }.ToString();

    private SqliteConnection OpenToRead(string file)
    {
        var connection = new SqliteConnection(ConnectionString(file));
        connection.Open();
        // An ADO.NET command tries again by itself; a SqliteStatement relies on this.
        SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, BusyTimeoutMs);
        return connection;
    }

    private SqliteConnection Open(string file, string synchronous)
    {
        var connection = new SqliteConnection(ConnectionString(file));
        connection.Open();
        using var pragma = connection.CreateCommand();
        // 32 MB of pages stay in memory, and a page that many commits touch is copied back once in 16 MB of log.
        pragma.CommandText =
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA busy_timeout={BusyTimeoutMs}; "
            + "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000;";
        pragma.ExecuteNonQuery();
        return connection;
    }
}
