using Marketplace.Carts;
using Marketplace.EventLog;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// What is stored, once for the whole cluster: it alone outlives a crash. A write is stored some time after it was
/// asked for and answered some time after that; what can go wrong in between is drawn from the faults.
/// </summary>
internal sealed class SimulatedStorage : ICartTable
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(40);

    private readonly SimulatedScheduler _scheduler;
    private readonly PlantedFault _planted;
    private readonly List<StoredEvent> _log;
    private readonly Dictionary<string, List<StoredEvent>> _streams = [];
    private readonly Dictionary<string, CartRow> _carts = [];

    /// <summary>Opens a storage with what was stored before.</summary>
    public SimulatedStorage(SimulatedScheduler scheduler, PlantedFault planted, IReadOnlyList<StoredEvent> before)
    {
        (_scheduler, _planted, _log) = (scheduler, planted, new List<StoredEvent>(before.Count + 200));
        foreach (var stored in before) Keep(stored);
    }

    /// <summary>What goes wrong.</summary>
    public Faults Faults { get; set; } = Faults.None;

    /// <summary>The log in the order of positions.</summary>
    public IReadOnlyList<StoredEvent> Log => _log;

    /// <summary>What is stored of one stream.</summary>
    public IReadOnlyList<StoredEvent> Stream(string stream) => _streams.GetValueOrDefault(stream) ?? [];

    /// <inheritdoc />
    public Task<CartRow?> Read(string owner) => Read("read cart", owner, () => _carts.GetValueOrDefault(owner));

    /// <inheritdoc />
    public Task<bool> Write(CartWrite write) => Write("write cart", write.Owner, () => Commit(write));

    /// <summary>Stores an append, if its stream is where it was decided on.</summary>
    public AppendOutcome Commit(StreamAppend append)
    {
        var version = _streams.TryGetValue(append.Stream, out var stream) ? stream.Count : 0;
        if (version != append.ExpectedVersion && _planted != PlantedFault.LogIgnoresVersions)
            return AppendOutcome.Conflict;
        if (_planted == PlantedFault.LogForgetsWrites && _scheduler.Chance.OneIn(20))
            return new AppendOutcome(true, _log.Count);
        for (var i = 0; i < append.Events.Count; i++)
        {
            var happened = append.Events[i];
            var stored = new StoredEvent(
                _log.Count + 1, append.Stream, append.ExpectedVersion + i + 1, happened.Type, happened.Payload,
                happened.Cause, happened.Hash)
            { Event = happened.Event! };
            Keep(stored);
            _scheduler.Trace.Stored(_scheduler.Now, "stored", new StoredWords(stored), stored.Hash);
        }

        return new AppendOutcome(true, _log.Count);
    }

    private bool Commit(CartWrite write)
    {
        var version = _carts.TryGetValue(write.Owner, out var row) ? row.Version : 0;
        if (version != write.ExpectedVersion && _planted != PlantedFault.CartsIgnoreVersions) return false;
        _carts[write.Owner] = new CartRow(write.ExpectedVersion + 1, write.Payload);
        _scheduler.Trace.Stored(_scheduler.Now, "stored cart", write.Owner, write.Payload);
        return true;
    }

    private void Keep(StoredEvent stored)
    {
        _log.Add(stored);
        if (!_streams.TryGetValue(stored.Stream, out var stream)) _streams[stored.Stream] = stream = [];
        stream.Add(stored);
    }

    /// <summary>Something is written, with whatever goes wrong with it.</summary>
    /// <param name="what">The kind of writing, for the trace.</param>
    /// <param name="subject">What is written, for the trace.</param>
    /// <param name="commit">Stores it, or fails when it is refused.</param>
    public Task<T> Write<T>(string what, object subject, Func<T> commit)
    {
        var answer = new TaskCompletionSource<T>();
        var chance = _scheduler.Chance;
        if (chance.OneIn(Faults.WriteFails)) Fail(answer, what, subject);
        else if (chance.OneIn(Faults.WriteArrivesLate))
        {
            Fail(answer, what, subject);
            _scheduler.After(Quick + chance.UpTo(Slow), what, subject, () => Outcome(commit));
        }
        else
        {
            var isAnswerLost = chance.OneIn(Faults.AnswerOfWriteLost);
            _scheduler.After(Duration(), what, subject, () =>
            {
                var outcome = Outcome(commit);
                if (isAnswerLost) Fail(answer, what, subject);
                else _scheduler.After(TimeSpan.Zero, "answer", subject, () => answer.SetFromTask(outcome));
            });
        }

        return answer.Task;
    }

    private static Task<T> Outcome<T>(Func<T> commit)
    {
        try
        {
            return Task.FromResult(commit());
        }
        catch (IOException refused)
        {
            return Task.FromException<T>(refused);
        }
    }

    /// <summary>Something is read, with whatever goes wrong with it.</summary>
    public Task<T> Read<T>(string what, string subject, Func<T> read)
    {
        var answer = new TaskCompletionSource<T>();
        if (_scheduler.Chance.OneIn(Faults.ReadFails)) Fail(answer, what, subject);
        else _scheduler.After(Duration(), what, subject, () => answer.SetResult(read()));
        return answer.Task;
    }

    private void Fail<T>(TaskCompletionSource<T> answer, string what, object subject) => _scheduler.After(
        Duration(), $"fail {what}", subject, () => answer.SetException(new IOException("The storage is away.")));

    private TimeSpan Duration()
    {
        var chance = _scheduler.Chance;
        return chance.OneIn(Faults.StorageIsSlow) ? chance.UpTo(Slow)
            : chance.OneIn(2) ? TimeSpan.Zero
            : chance.UpTo(Quick);
    }

    private sealed record StoredWords(StoredEvent Stored)
    {
        public override string ToString() =>
            $"{Stored.Position}: {Stored.Stream} {Stored.Version} {Stored.Type} {Stored.Cause.CommandId}";
    }
}
