using System.Data.Common;
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
using Xunit.Sdk;

namespace Marketplace.Tests.Storage;

/// <summary>What a journaled actor promises, whatever its storage does. A category stands for all of them.</summary>
public sealed class JournalTests
{
    private const string Stream = "category/10";
    private const int EventsPerSnapshot = JournalStorage<Category, CategoryEvent>.EventsPerSnapshot;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_failed_append_leaves_the_actor_as_it_was(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(WithUnreliableLog(kind));
        var (log, category) = (LogOf(market), Category(market));
        await category.Define(Define("k1", "First"));
        log.IsDown = true;

        var failed = await Record.ExceptionAsync(
            async () => Assert.False((await category.Define(Define("k2", "Second"))).IsOk));
        var after = await category.View();
        log.IsDown = false;
        var again = await category.Define(Define("k2", "Second"));

        Assert.IsNotType<FalseException>(failed);
        Assert.Equal("First", after?.Template.NameEn);
        Assert.Equal(("Second", 2), (again.Value?.Template.NameEn, again.Value?.Revision.Version));
        Assert.Equal(2, await log.Head(CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_whose_answer_was_lost_is_recognised_and_not_applied_twice(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(WithUnreliableLog(kind));
        var (log, category) = (LogOf(market), Category(market));
        log.LostAnswers = 1;

        var result = await category.Define(Define("k1", "First"));
        var repeat = await category.Define(Define("k1", "First"));

        Assert.True(result.IsOk);
        Assert.Equal(1, result.Value.Revision.Version);
        Assert.Equal(result.Value.Revision, repeat.Value?.Revision);
        Assert.Single(await log.ReadStream(Stream, 0, int.MaxValue, CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_is_refused_on_what_another_activation_has_changed_meanwhile(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(WithUnreliableLog(kind));
        var (log, category) = (LogOf(market), Category(market));
        await category.Define(Define("k1", "First"));
        var first = Assert.Single(await log.ReadStream(Stream, 0, int.MaxValue, CancellationToken.None));
        var cause = first.Cause with { CommandId = "another" };
        var hash = HashChain.Next(first.Hash, Stream, 2, first.Type, first.Payload, cause);
        await log.Append(new StreamAppend(Stream, 1, [new NewEvent(first.Type, first.Payload, cause, hash)]));

        var third = Define("k3", "Third");
        var result = await category.Define(third with { Context = third.Context with { IfVersion = 2 } });

        Assert.Equal(("Third", 3), (result.Value?.Template.NameEn, result.Value?.Revision.Version));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_hash_chain_of_a_stream_can_be_computed_again_from_what_is_stored(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(new TestSetup { Storage = kind });
        for (var i = 0; i < 5; i++) await Category(market).Define(Define($"k{i}", $"Ñame {i} <&>"));

        var log = market.Services.GetRequiredService<IEventLog>();
        var hash = HashChain.Genesis;
        foreach (var stored in await log.ReadStream(Stream, 0))
        {
            hash = HashChain.Next(hash, stored.Stream, stored.Version, stored.Type, stored.Payload, stored.Cause);
            Assert.Equal(hash, stored.Hash);
        }

        Assert.NotEqual(HashChain.Genesis, hash);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_journal_is_read_from_its_snapshot_unless_that_is_of_another_format(StorageKind kind)
    {
        var market = await TestMarketplace.Start(kind);
        for (var i = 1; i <= EventsPerSnapshot; i++) await Category(market).Define(Define($"k{i}", $"Name {i}"));
        await SnapshotIsSaved(market);

        // What only the snapshot says shows that it was read.
        await ChangeSnapshots(market, $"Name {EventsPerSnapshot}", "From the snapshot");
        market = await market.Restart();
        var fromSnapshot = await Category(market).View();
        await ChangeSnapshots(market, "\"format\":1", "\"format\":9");
        await using var again = await market.Restart();
        var fromLog = await Category(again).View();

        Assert.Equal("From the snapshot", fromSnapshot?.Template.NameEn);
        Assert.Equal($"Name {EventsPerSnapshot}", fromLog?.Template.NameEn);
        Assert.Equal(EventsPerSnapshot, fromLog?.Revision.Version);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_killed_silo_acknowledged_the_other_one_knows(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(new TestSetup { Storage = kind, Silos = 2 });
        var codes = Enumerable.Range(10, 40).Select(n => CategoryCode.Wrap($"{n}")).ToList();
        foreach (var code in codes)
            Assert.True((await market.Grains.Category(code).Define(Define("k", "Name"))).IsOk);

        await market.KillSilo(1);

        foreach (var code in codes) Assert.Equal("Name", (await market.Grains.Category(code).View())?.Template.NameEn);
    }

    private static ICategoryGrain Category(TestMarketplace market) => market.Grains.Category(CategoryCode.Wrap("10"));

    private static UnreliableLog LogOf(TestMarketplace market) =>
        (UnreliableLog)market.Services.GetRequiredService<IEventLog>();

    private static DefineCategory Define(string key, string name) => new()
    {
        Context = new CommandContext(Caller.System, key, name),
        Template = new() { Name = name, NameEn = name, TaxClass = TaxClass.Goods },
    };

    private static TestSetup WithUnreliableLog(StorageKind kind) => new()
    {
        Storage = kind,
        Configure = UnreliableLog.PutInto,
    };

    /// <summary>It is saved beside the command that made it due, so nobody is told when.</summary>
    private static async Task SnapshotIsSaved(TestMarketplace market)
    {
        var bound = Environment.TickCount64 + 20_000;
        await using var state = await OpenState(market);
        while (await state.ExecuteScalarAsync<long>("SELECT count(*) FROM OrleansStorage") == 0)
        {
            Assert.True(Environment.TickCount64 < bound, "No snapshot was saved.");
            await Task.Yield();
        }
    }

    private static async Task ChangeSnapshots(TestMarketplace market, string from, string to)
    {
        await using var state = await OpenState(market);
        await state.ExecuteAsync(
            state is NpgsqlConnection
                ? """
                UPDATE OrleansStorage SET PayloadBinary =
                    convert_to(replace(convert_from(PayloadBinary, 'UTF8'), @from, @to), 'UTF8')
                """
                : """
                UPDATE OrleansStorage SET PayloadBinary =
                    CAST(replace(CAST(PayloadBinary AS TEXT), @from, @to) AS BLOB)
                """,
            new { from, to });
    }

    private static async Task<DbConnection> OpenState(TestMarketplace market) =>
        market.Services.GetService<PostgresDatabase>() is { } database
            ? await database.Durable.OpenConnectionAsync()
            : market.Services.GetRequiredService<SqliteFiles>().OpenState();
}
