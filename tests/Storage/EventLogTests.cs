using System.Diagnostics.Metrics;
using System.Text;
using Marketplace.EventLog;
using Xunit;

namespace Marketplace.Tests.Storage;

/// <summary>What the event log promises, on every storage.</summary>
public sealed class EventLogTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_appended_is_read_back_as_it_was(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var log = storage.OpenLog();
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        var cause = new EventCause("siti", "siti:k1", "abc", moment);
        NewEvent[] events =
        [
            new("named.v1", Encoding.UTF8.GetBytes("{\"name\":\"Kopi Ñ\"}"), cause, [1, 2]),
            Event("b.v1"),
        ];

        var outcome = await log.Append(new StreamAppend("item/1", 0, events));

        var stored = await log.ReadStream("item/1", 0);
        Assert.Equal(new AppendOutcome(true, 2), outcome);
        Assert.Equal([(1L, 1, "named.v1"), (2L, 2, "b.v1")], stored.Select(e => (e.Position, e.Version, e.Type)));
        Assert.Equal(events[0].Payload, stored[0].Payload);
        Assert.Equal(cause, stored[0].Cause);
        Assert.Equal([1, 2], stored[0].Hash);
        Assert.Null(stored[1].Cause.CommandId);
        Assert.Equal("1", stored[0].Key);
        Assert.Equal(2, await log.Head());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_append_on_an_old_version_stores_nothing(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var log = storage.OpenLog();
        await log.Append(Appending("item/1", 0, "a.v1"));

        var conflict = await log.Append(Appending("item/1", 0, "b.v1", "c.v1"));
        var ahead = await log.Append(Appending("item/1", 5, "d.v1"));

        Assert.Equal(AppendOutcome.Conflict, conflict);
        Assert.Equal(AppendOutcome.Conflict, ahead);
        Assert.Equal(["a.v1"], (await log.ReadStream("item/1", 0)).Select(e => e.Type));
        Assert.Equal(1, await log.Head());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_streams_conflict_does_not_touch_the_others_of_its_batch(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var log = storage.OpenLog();
        await log.Append(Appending("item/0", 0, "a.v1"));
        using var commits = new CommitCount();

        // All are queued before the first can be committed, so they share batches; every third expects a wrong version.
        var appends = Enumerable.Range(1, 300)
            .Select(i => log.Append(Appending($"item/{i}", i % 3 == 0 ? 7 : 0, "a.v1", "b.v1")))
            .ToList();
        var again = log.Append(Appending("item/0", 1, "b.v1"));
        var outcomes = await Task.WhenAll(appends);

        Assert.True(commits.Largest > 1, "Nothing shared a batch, so nothing was tested.");
        Assert.True((await again).Appended);
        for (var i = 1; i <= 300; i++)
        {
            var stored = await log.ReadStream($"item/{i}", 0);
            Assert.Equal(i % 3 != 0, outcomes[i - 1].Appended);
            Assert.Equal(i % 3 == 0 ? [] : [1, 2], stored.Select(e => e.Version));
            if (i % 3 != 0) Assert.Equal(stored[^1].Position, outcomes[i - 1].LastPosition);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_appends_of_one_batch_to_one_stream_are_taken_in_turn(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var log = storage.OpenLog();

        var outcomes = await Task.WhenAll(
            log.Append(Appending("item/1", 0, "a.v1")),
            log.Append(Appending("item/1", 0, "b.v1")),
            log.Append(Appending("item/1", 1, "c.v1")));

        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Appended));
        Assert.Equal(["a.v1", "c.v1"], (await log.ReadStream("item/1", 0)).Select(e => e.Type));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Concurrent_writers_on_one_stream_get_every_version_once(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var logs = Enumerable.Range(0, 3).Select(_ => storage.OpenLog()).ToList();

        var won = await Task.WhenAll(logs.Select((log, writer) => Task.Run(async () =>
        {
            var mine = 0;
            while (mine < 30)
            {
                var version = (await log.ReadStream("item/1", 0)).Count;
                if ((await log.Append(Appending("item/1", version, $"by-{writer}.v1"))).Appended) mine++;
            }

            return mine;
        })));

        var stored = await logs[0].ReadStream("item/1", 0);
        Assert.Equal(90, won.Sum());
        Assert.Equal(Enumerable.Range(1, 90), stored.Select(e => e.Version));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reader_that_follows_several_writers_misses_nothing(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        const int Writers = 4, AppendsEach = 150;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var log = storage.OpenLog();
            for (var i = 0; i < AppendsEach; i += 10)
            {
                await Task.WhenAll(Enumerable.Range(i, 10)
                    .Select(n => log.Append(Appending($"w{writer}/{n}", 0, "a.v1", "b.v1", "c.v1"))));
            }
        })));

        var reader = storage.OpenLog();
        var seen = new List<long>();
        var through = 0L;
        while (seen.Count < Writers * AppendsEach * 3)
        {
            var page = await reader.ReadAll(through, 500);
            seen.AddRange(page.Events.Select(e => e.Position));
            // Without serialised appends a position below this one may be committed from now on, and is never seen.
            through = page.Through;
            if (writing.IsCompleted && through == await reader.Head()) break;
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, Writers * AppendsEach * 3).Select(n => (long)n), seen);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Reading_by_type_passes_over_the_others_and_says_how_far_it_looked(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var log = storage.OpenLog();
        for (var i = 0; i < 10; i++) await log.Append(Appending($"item/{i}", 0, "common.v1", "rare.v1"));

        var rare = await log.ReadAll(4, 8, ["rare.v1"]);
        var absent = await log.ReadAll(0, 1000, ["absent.v1"]);
        var beyond = await log.ReadAll(20, 10);

        Assert.Equal([6, 8, 10, 12], rare.Events.Select(e => e.Position));
        Assert.Equal(12, rare.Through);
        Assert.Equal((0, 20), (absent.Events.Count, absent.Through));
        Assert.Equal((0, 20), (beyond.Events.Count, beyond.Through));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Appends_that_arrive_together_share_commits(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var log = storage.OpenLog();
        await log.Append(Appending("first/1", 0, "a.v1"));
        using var commits = new CommitCount();

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => log.Append(Appending($"item/{i}", 0, "a.v1"))));

        Assert.InRange(commits.Count, 1, 200);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Followers_at_the_end_read_what_two_processes_append_once_and_in_order(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        IEventLog[] logs = [storage.OpenLog(), storage.OpenLog()];
        IReadOnlyCollection<string>?[] wanted = [null, ["a.v1"], ["b.v1"], ["rare.v1"]];
        var followers = logs.SelectMany(log => wanted.Select(types => new Follower(log, types))).ToList();

        for (var round = 0; round < 40; round++)
        {
            // Of one log alone, of the other alone, of both at once; and some followers fall behind for a while.
            var writers = logs.Where((_, i) => round % 3 == i || round % 3 == 2);
            await Task.WhenAll(
                Task.WhenAll(writers.Select((log, i) => log.Append(
                    Appending($"item/{round}-{i}", 0, "a.v1", "b.v1", round == 20 ? "rare.v1" : "a.v1")))),
                Task.WhenAll(followers.Where((_, i) => (round + i) % 4 != 0).Select(follower => follower.Step())));
        }

        foreach (var follower in followers) await follower.Step();
        var all = (await storage.OpenLog().ReadAll(0, 1000)).Events;
        Assert.Equal(159, all.Count);
        foreach (var follower in followers)
        {
            Assert.Equal(all.Count, follower.Through);
            Assert.Equal(
                all.Where(stored => follower.Types?.Contains(stored.Type) ?? true).Select(static e => e.Position),
                follower.Read);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_process_reads_all_that_was_acknowledged(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => storage.OpenLog().Append(Appending($"item/{i}", 0, "a.v1"))));

        var again = await storage.OpenLog().ReadAll(0, 100);

        Assert.Equal(50, again.Events.Count);
    }

    private static StreamAppend Appending(string stream, int expected, params string[] types) =>
        new(stream, expected, [.. types.Select(Event)]);

    private static NewEvent Event(string type) => new(
        type, Encoding.UTF8.GetBytes("{}"),
        new EventCause("siti", null, "", DateTimeOffset.UnixEpoch), HashChain.Genesis);

    private sealed class Follower(IEventLog log, IReadOnlyCollection<string>? types)
    {
        public IReadOnlyCollection<string>? Types => types;

        public List<long> Read { get; } = [];

        public long Through { get; private set; }

        public async Task Step()
        {
            var page = await log.ReadAll(Through, 1000, types);
            Read.AddRange(page.Events.Select(static stored => stored.Position));
            Through = page.Through;
        }
    }

    /// <summary>Listens to the engine's own meter. Other tests may commit meanwhile: bounds are chosen for
    /// that.</summary>
    private sealed class CommitCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private int _count;

        public CommitCount()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EngineMeter.Name && instrument.Name == "marketplace.commit.size")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
            {
                Interlocked.Increment(ref _count);
                Largest = Math.Max(Largest, size);
            });
            _listener.Start();
        }

        public int Count => _count;

        public int Largest { get; private set; }

        public void Dispose() => _listener.Dispose();
    }
}
