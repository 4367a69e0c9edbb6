using System.Text;
using Dapper;
using Marketplace.EventLog;
using Marketplace.Projections;
using Xunit;

namespace Marketplace.Tests.Storage;

/// <summary>What projections promise, on every storage.</summary>
public sealed class ProjectionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_projection_counts_each_event_once_across_restarts_and_rival_runners(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        await Append(log, "a/1", 0, 3);
        await CatchUp(new ProjectionRunner(new CountByStream(), log, models));
        await Append(log, "a/1", 3, 2);
        var rivals = Enumerable.Range(0, 4)
            .Select(_ => new ProjectionRunner(new CountByStream(), storage.OpenLog(), storage.OpenReadModels()))
            .ToList();

        for (var round = 0; round < 20; round++)
        {
            await Append(log, "a/1", 5 + (round * 10), 10);
            await Task.WhenAll(rivals.Select(rival => Task.Run(() => CatchUp(rival))));
        }

        Assert.Equal(205, await CountOf(models, "a/1"));
        Assert.All(rivals, rival => Assert.Equal(205, rival.Position));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rebuild_equals_what_was_counted_as_it_came(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        var runner = new ProjectionRunner(new CountByStream(), log, models);
        for (var i = 0; i < 5; i++)
        {
            await Append(log, $"a/{i}", 0, 1000 + i);
            await CatchUp(runner);
        }

        var before = await All(models);
        await runner.Reset();
        var emptied = await All(models);
        await CatchUp(runner);

        Assert.Empty(emptied);
        Assert.Equal(5, before.Count);
        Assert.Equal(before, await All(models));
        Assert.Equal(await log.Head(), runner.Position);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_raised_version_empties_and_replays(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        await Append(log, "a/1", 0, 7);
        await CatchUp(new ProjectionRunner(new CountByStream(), log, models));

        await CatchUp(new ProjectionRunner(new CountByStream(version: 2), log, models));

        Assert.Equal(7, await CountOf(models, "a/1"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_projection_that_fails_stands_still_and_skips_nothing(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        var projection = new CountByStream { Fails = "a/2" };
        var runner = new ProjectionRunner(projection, log, models);
        await Append(log, "a/1", 0, 2);
        await Append(log, "a/2", 0, 2);

        await Assert.ThrowsAsync<InvalidOperationException>(() => CatchUp(runner));
        var standing = await All(models);
        projection.Fails = null;
        await CatchUp(runner);

        Assert.Empty(standing);
        Assert.Equal([("a/1", 2L), ("a/2", 2L)], await All(models));
    }

    private static async Task CatchUp(ProjectionRunner runner)
    {
        while (await runner.Step())
        {
        }
    }

    private static async Task Append(IEventLog log, string stream, int version, int count)
    {
        var cause = new EventCause("siti", null, "", DateTimeOffset.UnixEpoch);
        var events = Enumerable.Range(0, count)
            .Select(_ => new NewEvent(CountByStream.EventType, Encoding.UTF8.GetBytes("{}"), cause, HashChain.Genesis));
        Assert.True((await log.Append(new StreamAppend(stream, version, [.. events]))).Appended);
    }

    private static async Task<long> CountOf(IReadModels models, string stream)
    {
        await using var connection = await models.Open();
        return await connection.QuerySingleAsync<long>(
            "SELECT n FROM count_by_stream WHERE stream = @stream", new { stream });
    }

    private static async Task<List<(string Stream, long Count)>> All(IReadModels models)
    {
        await using var connection = await models.Open();
        return
        [
            .. await connection.QueryAsync<(string, long)>("SELECT stream, n FROM count_by_stream ORDER BY stream"),
        ];
    }
}
