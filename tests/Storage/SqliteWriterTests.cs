using Marketplace.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Marketplace.Tests.Storage;

/// <summary>What the compiled statements promise when something fails.</summary>
public sealed class SqliteWriterTests : IDisposable
{
    private readonly SqliteWriter _writer;

    public SqliteWriterTests()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        _writer = new SqliteWriter(connection);
        using var create = _writer.Compile("CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER NOT NULL, b BLOB NULL)");
        create.Run();
    }

    [Fact]
    public void Work_that_fails_leaves_nothing_and_the_next_work_succeeds()
    {
        using var insert = _writer.Compile("INSERT INTO t (k, n) VALUES (?1, ?2)");

        var failure = Assert.Throws<SqliteException>(() => _writer.InTransaction(() =>
        {
            insert.Bind(1, "a").Bind(2, 1).Run();
            insert.Bind(1, "a").Bind(2, 2).Run();
        }));
        _writer.InTransaction(() => insert.Bind(1, "b").Bind(2, 3).Run());

        Assert.Equal(19, failure.SqliteErrorCode);
        Assert.Contains("UNIQUE", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["b"], Keys());
    }

    [Fact]
    public void Values_come_back_as_they_were_bound()
    {
        using var insert = _writer.Compile("INSERT INTO t (k, n, b) VALUES (?1, ?2, ?3)");
        insert.Bind(1, "kopi ☕ 'x'").Bind(2, long.MaxValue).Bind(3, [1, 0, 255]).Run();
        Assert.Equal(1, insert.Changes);
        Assert.Equal(1, insert.LastRowId);

        using var select = _writer.Compile("SELECT k, n, b, NULL FROM t");
        Assert.True(select.Step());
        Assert.Equal("kopi ☕ 'x'", select.Text(0));
        Assert.Equal(long.MaxValue, select.Number(1));
        Assert.Equal([1, 0, 255], select.Blob(2));
        Assert.True(select.IsNull(3));
        Assert.False(select.Step());
    }

    [Fact]
    public void A_statement_that_is_none_is_refused_at_once() =>
        Assert.Throws<SqliteException>(() => _writer.Compile("SELEKT 1"));

    public void Dispose() => _writer.Dispose();

    private List<string> Keys()
    {
        using var select = _writer.Compile("SELECT k FROM t ORDER BY k");
        var keys = new List<string>();
        while (select.Step()) keys.Add(select.Text(0));
        return keys;
    }
}
