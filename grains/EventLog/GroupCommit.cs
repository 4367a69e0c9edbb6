using System.Diagnostics;
using System.Threading.Channels;

namespace Marketplace.EventLog;

/// <summary>
/// Collects what arrives from many callers while one batch commits, and commits it as the next: no timer, no delay
/// when idle, ever larger batches under load.
/// </summary>
/// <typeparam name="TWork">One caller's part, all or nothing.</typeparam>
/// <typeparam name="TAnswer">Its own answer.</typeparam>
/// <param name="commit">Commits a batch in one transaction and answers each part, in order.</param>
/// <param name="maxBatch">Most parts in one transaction.</param>
public sealed class GroupCommit<TWork, TAnswer>(
    Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TAnswer>>> commit, int maxBatch) : IAsyncDisposable
{
    private readonly Channel<Waiting> _queue =
        Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private Task? _pump;
    private readonly Lock _starting = new();

    /// <summary>Queues one part and answers once its batch is durable.</summary>
    /// <exception cref="Exception">The batch failed; whether it was committed is unknown.</exception>
    public Task<TAnswer> Submit(TWork work)
    {
        if (_pump is null) Start();
        var waiting = new Waiting(work, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Writer.TryWrite(waiting)
            ? waiting.Answer.Task
            : Task.FromException<TAnswer>(new ObjectDisposedException(nameof(GroupCommit<,>)));
    }

    /// <summary>Finishes what was queued, then refuses more.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_pump is { } pump) await pump;
    }

    private void Start()
    {
        // A thread of its own: SQLite waits for the disk without giving its thread back, and the pool, which has as
        // many threads as there are processors, would have none left for the actors.
        lock (_starting)
        {
            _pump ??= Task.Factory.StartNew(
                Pump, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void Pump()
    {
        var batch = new List<Waiting>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < maxBatch && _queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
            CommitBatch(batch);
        }
    }

    private void CommitBatch(List<Waiting> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answers = commit([.. batch.Select(static waiting => waiting.Work)]).GetAwaiter().GetResult();
            EngineMeter.Committed(batch.Count, started);
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.SetResult(answers[i]);
        }
#pragma warning disable CA1031 // Every kind of failure must reach each waiting caller; the pump itself goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (var waiting in batch) waiting.Answer.TrySetException(failure);
        }
    }

    private sealed record Waiting(TWork Work, TaskCompletionSource<TAnswer> Answer);
}
