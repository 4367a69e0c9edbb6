using System.Data.Common;
using System.Text;
using Dapper;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Storage;
using Xunit;

namespace Marketplace.Tests.Storage;

public sealed class ProjectionTests
{
    [Fact]
    public async Task A_projection_counts_each_event_once_across_restarts()
    {
        var files = new SqliteFiles(Directory.CreateTempSubdirectory("marketplace-").FullName);
        SqliteSchema.Migrate(files);
        await using var log = new SqliteEventLog(files, new LogSignal());
        await using var models = new SqliteReadModels(files);
        await Append(log, "a/1", 0, 3);
        await CatchUp(new ProjectionRunner(new Counts(), log, models));
        await Append(log, "a/1", 3, 2);

        var two = new ProjectionRunner(new Counts(), log, models);
        var other = new ProjectionRunner(new Counts(), log, models);
        await CatchUp(other);
        await CatchUp(two);
        await CatchUp(other);

        Assert.Equal(5, await CountOf(models, "a/1"));
        Assert.Equal(5, two.Position);
    }

    [Fact]
    public async Task A_rebuild_equals_what_was_counted_as_it_came()
    {
        var files = new SqliteFiles(Directory.CreateTempSubdirectory("marketplace-").FullName);
        SqliteSchema.Migrate(files);
        await using var log = new SqliteEventLog(files, new LogSignal());
        await using var models = new SqliteReadModels(files);
        var runner = new ProjectionRunner(new Counts(), log, models);
        for (var i = 0; i < 10; i++)
        {
            await Append(log, $"a/{i}", 0, 500);
            await CatchUp(runner);
        }

        await runner.Reset();
        await CatchUp(runner);

        Assert.Equal(500, await CountOf(models, "a/7"));
        Assert.Equal(5000, runner.Position);
    }

    private static async Task CatchUp(ProjectionRunner runner)
    {
        while (await runner.Step())
        {
        }
    }

    private static async Task Append(SqliteEventLog log, string stream, int version, int count)
    {
        var cause = new EventCause("someone", null, "", DateTimeOffset.UnixEpoch);
        var events = Enumerable.Range(0, count)
            .Select(i => new NewEvent("counted.v1", Encoding.UTF8.GetBytes("{}"), cause, HashChain.Genesis));
        var outcome = await log.Append(new StreamAppend(stream, version, [.. events]));
        Assert.True(outcome.Appended);
    }

    private static async Task<long> CountOf(SqliteReadModels models, string stream)
    {
        await using var connection = await models.Open(CancellationToken.None);
        return await connection.QuerySingleAsync<long>("SELECT n FROM counts WHERE stream = @stream", new { stream });
    }

    private sealed class Counts : IProjection
    {
        public string Name => "counts";

        public int Version => 1;

        public IReadOnlyCollection<string> Tables => ["counts"];

        public string Schema => "CREATE TABLE counts (stream TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);";

        public IReadOnlyCollection<string> EventTypes => ["counted.v1"];

        public async Task Apply(IReadOnlyList<StoredEvent> events, DbTransaction transaction)
        {
            foreach (var stored in events)
            {
                await transaction.Execute(
                    """
                    INSERT INTO counts (stream, n) VALUES (@stream, 1)
                    ON CONFLICT (stream) DO UPDATE SET n = counts.n + 1
                    """,
                    ("stream", stored.Stream));
            }
        }
    }
}
