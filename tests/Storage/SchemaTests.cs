using Dapper;
using Marketplace.Carts;
using Marketplace.EventLog;
using Marketplace.Storage;
using Xunit;

namespace Marketplace.Tests.Storage;

/// <summary>Schema, its versions, and who may open a store.</summary>
public sealed class SchemaTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Migrating_again_changes_nothing(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var cause = new EventCause("siti", null, "", DateTimeOffset.UnixEpoch);
        await storage.OpenLog().Append(new StreamAppend("a/1", 0, [new("a.v1", "{}"u8.ToArray(), cause, [])]));

        await Migrate(storage);

        Assert.Equal(1, await storage.OpenLog().Head());
    }

    [Theory, OnPostgres]
    public async Task Silos_that_start_together_migrate_once(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        await using (var database = new PostgresDatabase(storage.Options.PostgreSql))
        {
            await using var connection = await database.Durable.OpenConnectionAsync();
            await connection.ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrate(storage))));

        Assert.Equal(0, await storage.OpenLog().Head());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_newer_schema_is_refused_with_what_to_do(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        if (kind == StorageKind.Sqlite)
        {
            await using var log = new SqliteFiles(storage.Options.DataFolder).OpenLog();
            await log.ExecuteAsync("PRAGMA user_version = 99");
        }
        else
        {
            await using var database = new PostgresDatabase(storage.Options.PostgreSql);
            await using var connection = await database.Durable.OpenConnectionAsync();
            await connection.ExecuteAsync("UPDATE schema_version SET number = 99 WHERE area = 'log'");
        }

        var refusal = await Assert.ThrowsAsync<StorageException>(() => Migrate(storage));

        Assert.Contains("99", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carts_written_before_they_had_row_numbers_are_carried_over()
    {
        await using var storage = await TestStorage.Create(StorageKind.Sqlite);
        await using (var state = new SqliteFiles(storage.Options.DataFolder).OpenState())
        {
            await state.ExecuteAsync(
                """
                DROP TABLE cart;
                CREATE TABLE cart (
                    owner TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID;
                INSERT INTO cart (owner, version, payload) VALUES ('siti', 7, x'0102'), ('budi', 1, zeroblob(2000));
                PRAGMA user_version = 3;
                """);
        }

        await Migrate(storage);

        var carts = storage.OpenCarts();
        var siti = await carts.Read("siti");
        Assert.Equal(7, siti!.Version);
        Assert.Equal<byte>([1, 2], siti.Payload);
        Assert.Equal(2000, (await carts.Read("budi"))!.Payload.Length);
        Assert.True(await carts.Write(new CartWrite("siti", 7, [3])));
        Assert.False(await carts.Write(new CartWrite("siti", 7, [4])));
    }

    [Fact]
    public async Task A_folder_that_is_in_use_is_refused_with_who_has_it()
    {
        await using var storage = await TestStorage.Create(StorageKind.Sqlite);
        var folder = storage.Options.DataFolder;
        using (SqliteFolderLock.Take(folder))
        {
            var refusal = Assert.Throws<StorageException>(() => SqliteFolderLock.Take(folder));

            Assert.Contains(folder, refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"{Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        }

        SqliteFolderLock.Take(folder).Dispose();
    }

    private static async Task Migrate(TestStorage storage)
    {
        if (storage.Options.UsesPostgreSql)
        {
            await using var database = new PostgresDatabase(storage.Options.PostgreSql);
            PostgresSchema.Migrate(database);
        }
        else
        {
            SqliteSchema.Migrate(new SqliteFiles(storage.Options.DataFolder));
        }
    }
}
