using System.Text;
using Dapper;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Storage;
using Marketplace.Tests.Cluster;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Storage;

/// <summary>What is PostgreSQL's own: commits of several silos in turn, durability, lost connections.</summary>
public sealed class PostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task An_append_waits_for_one_that_is_not_committed_so_that_a_reader_passes_over_nothing()
    {
        await using var storage = await TestStorage.Create(StorageKind.Postgres);
        await using var database = new PostgresDatabase(storage.Options.PostgreSql);
        await using var slow = await database.Durable.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await slow.ExecuteAsync(
            """
            SELECT append_events(ARRAY['a/1'], ARRAY[0], ARRAY[1], ARRAY['a.v1'], ARRAY['{}'::bytea], ARRAY['siti'],
                ARRAY[NULL::text], ARRAY[''], ARRAY[0::bigint], ARRAY[''::bytea])
            """, transaction: transaction);
        var (log, reader) = (storage.OpenLog(), storage.OpenLog());

        var later = log.Append(Appending("b/1"));
        var waiting = await Waiting(database, later);
        var before = await reader.ReadAll(0, 10);
        await transaction.CommitAsync();
        var appended = await later;

        var after = await reader.ReadAll(before.Through, 10);
        Assert.True(waiting, "Nothing waited: the later append could be seen before the earlier one.");
        Assert.Equal((0, 0L), (before.Events.Count, before.Through));
        Assert.Equal(new AppendOutcome(true, 2), appended);
        Assert.Equal(["a/1", "b/1"], after.Events.Select(static stored => stored.Stream));
    }

    [PostgresFact]
    public async Task What_must_last_waits_for_the_disk_whatever_the_database_says()
    {
        await using var storage = await TestStorage.Create(StorageKind.Postgres);
        await using (var admin = new PostgresDatabase(storage.Options.PostgreSql))
        await using (var connection = await admin.Durable.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                $"ALTER DATABASE {connection.Database} SET synchronous_commit = off");
        }

        await using var database = new PostgresDatabase(storage.Options.PostgreSql);

        Assert.Equal("on", await Setting(database.Durable));
        Assert.Equal("off", await Setting(database.Views));
        await using var accounts = NpgsqlDataSource.Create(PostgresDatabase.DurableString(storage.Options.PostgreSql));
        Assert.Equal("on", await Setting(accounts));
    }

    [PostgresFact]
    public async Task A_connection_lost_during_an_append_tells_its_caller_and_stores_all_or_nothing()
    {
        await using var storage = await TestStorage.Create(StorageKind.Postgres);
        await using var database = new PostgresDatabase(storage.Options.PostgreSql);
        var log = storage.OpenLog();
        await using var turn = await HoldTurn(database);
        var append = log.Append(Appending("a/1"));
        Assert.True(await Waiting(database, append));

        await CutWaiting(database);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => append);
        await turn.DisposeAsync();
        Assert.Empty(await log.ReadStream("a/1", 0));
        Assert.True((await log.Append(Appending("a/1"))).Appended);
        Assert.Single(await storage.OpenLog().ReadStream("a/1", 0));
    }

    [PostgresFact]
    public async Task A_command_whose_connection_is_lost_takes_effect_once()
    {
        await using var market = await TestMarketplace.Start(StorageKind.Postgres);
        var database = market.Services.GetRequiredService<PostgresDatabase>();
        var category = market.Grains.Category(CategoryCode.Wrap("10"));
        var define = new DefineCategory
        {
            Context = new CommandContext(Caller.System, "k1", "c"),
            Template = new() { Name = "Pangan", NameEn = "Food", TaxClass = TaxClass.Goods },
        };
        Task<Outcomes.Result<CategoryView>> first;
        await using (await HoldTurn(database))
        {
            first = category.Define(define);
            Assert.True(await Waiting(database, first));
            await CutWaiting(database);
        }

        var result = await first.WaitAsync(Patience);
        var repeat = await category.Define(define);

        Assert.Equal(1, result.Value?.Revision.Version);
        Assert.Equal(result.Value?.Revision, repeat.Value?.Revision);
        Assert.Single(await market.Services.GetRequiredService<IEventLog>().ReadStream("category/10", 0));
    }

    [PostgresFact]
    public async Task A_silo_that_was_given_up_appends_nothing_and_is_told_so()
    {
        await using var storage = await TestStorage.Create(StorageKind.Postgres);
        await using var database = new PostgresDatabase(storage.Options.PostgreSql);
        await Join(database, Port, Port + 1);
        var told = new List<Exception>();
        var (log, other) = (storage.OpenLog(Silo(Port, told)), storage.OpenLog(Silo(Port + 1, told)));
        Assert.True((await log.Append(Appending("a/1"))).Appended);

        await GiveUp(database, Port);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => log.Append(Appending("b/1")));

        Assert.Equal([refused], told);
        Assert.True((await other.Append(Appending("c/1"))).Appended);
        Assert.Equal(
            ["a/1", "c/1"], (await other.ReadAll(0, 10)).Events.Select(static stored => stored.Stream));
    }

    [PostgresFact]
    public async Task A_silo_is_given_up_after_what_it_had_begun_to_append_is_stored()
    {
        await using var storage = await TestStorage.Create(StorageKind.Postgres);
        await using var database = new PostgresDatabase(storage.Options.PostgreSql);
        await Join(database, Port);
        Task givingUp;
        await using (await HoldTurn(database))
        {
            givingUp = GiveUp(database, Port);
            Assert.True(await Waiting(database, givingUp), "It was given up while somebody appended.");
        }

        await givingUp;
    }

    private const int Port = 11111;

    /// <summary>Silos of a cluster, as Orleans enters them.</summary>
    private static async Task Join(PostgresDatabase database, params int[] ports)
    {
        await using var connection = await database.Durable.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES ('marketplace');
            INSERT INTO OrleansMembershipTable
                (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, StartTime, IAmAliveTime)
            SELECT 'marketplace', '127.0.0.1', port, 7, 'silo', 'host', 3, now(), now() FROM unnest(@ports) AS port
            """,
            new { ports });
    }

    private static async Task GiveUp(PostgresDatabase database, int port)
    {
        await using var connection = await database.Durable.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE OrleansMembershipTable SET Status = 6 WHERE Port = @port", new { port });
    }

    private static LogWriter Silo(int port, List<Exception> told) => new("marketplace", "127.0.0.1", port, 7, told.Add);

    /// <summary>Keeps every append of the database waiting until it is disposed of.</summary>
    internal static async Task<NpgsqlConnection> HoldTurn(PostgresDatabase database)
    {
        // Not of the pool: a pooled connection would keep the lock after it is given back.
        var connection = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_lock(7305, 1)");
        return connection;
    }

    /// <summary>Looks until an append waits for its turn; false when the work is done without having waited.</summary>
    internal static async Task<bool> Waiting(PostgresDatabase database, Task work)
    {
        var bound = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        await using var connection = await database.Views.OpenConnectionAsync();
        while (!work.IsCompleted && Environment.TickCount64 < bound)
        {
            if (await connection.ExecuteScalarAsync<bool>($"SELECT EXISTS ({WaitingSql})")) return true;
        }

        return false;
    }

    /// <summary>Ends the connections of the appends that wait, as a failing network would.</summary>
    internal static async Task CutWaiting(PostgresDatabase database)
    {
        await using var connection = await database.Views.OpenConnectionAsync();
        await connection.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM ({WaitingSql}) AS waiting");
    }

    private const string WaitingSql =
        """
        SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 7305 AND objid = 1 AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private static async Task<string?> Setting(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>("SHOW synchronous_commit");
    }

    private static StreamAppend Appending(string stream) => new(stream, 0,
    [
        new NewEvent(
            "a.v1", Encoding.UTF8.GetBytes("{}"),
            new EventCause("siti", null, "", DateTimeOffset.UnixEpoch), HashChain.Genesis),
    ]);
}
