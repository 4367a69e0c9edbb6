using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marketplace.Storage;

/// <summary>
/// A statement compiled once and run thousands of times a second. It speaks to SQLite directly: an ADO.NET command
/// makes some ten objects and looks its parameters up by name at every run, which measured as much as SQLite's own
/// work. One thread at a time; parameters and columns are numbered as in SQLite, from 1 and from 0.
/// </summary>
public sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Compiles a statement for an open connection, which must outlive it.</summary>
    /// <exception cref="SqliteException">The statement cannot be compiled.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Rows the last run changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>The rowid of the connection's last insert.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_database);

    /// <summary>Sets a parameter; null is NULL.</summary>
    public SqliteStatement Bind(int parameter, string? value)
    {
        Check(value is null
            ? raw.sqlite3_bind_null(_statement, parameter)
            : raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    /// <summary>Sets a parameter.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    /// <summary>Sets a parameter.</summary>
    public SqliteStatement Bind(int parameter, byte[] value)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    /// <summary>Moves to the next row; the first call runs the statement.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="SqliteException">It failed, and is ready to run again.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        var failure = Failure(result);
        Reset();
        throw failure;
    }

    /// <summary>Ends a run, so that it no longer holds the state of the database it read.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>A column of the current row.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A column of the current row.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the current row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A column of the current row, copied.</summary>
    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw Failure(result);
    }

    private SqliteException Failure(int result) => new(
        $"SQLite Error {result}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.",
        result, raw.sqlite3_extended_errcode(_database));
}
