using Microsoft.Data.Sqlite;

namespace Marketplace.Storage;

/// <summary>One file's writing connection and its transactions, for statements that are compiled once.</summary>
public sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;

    /// <summary>Takes over an open connection.</summary>
    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Compile("BEGIN IMMEDIATE");
        _commit = Compile("COMMIT");
        _rollback = Compile("ROLLBACK");
    }

    /// <summary>Compiles a statement; whoever asked disposes of it, before this.</summary>
    public SqliteStatement Compile(string sql) => new(_connection, sql);

    /// <summary>Does all of the work or none; durable when it returns.</summary>
    /// <exception cref="SqliteException">It failed; nothing was done, unless the commit itself failed, whose outcome is
    /// unknown.</exception>
    public void InTransaction(Action work)
    {
        _begin.Run();
        try
        {
            work();
            _commit.Run();
        }
        catch
        {
            // SQLite ends some failed transactions itself; then there is nothing to roll back.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _connection.Dispose();
    }
}
