using System.Diagnostics;

namespace Marketplace.EventLog;

/// <summary>
/// Collects what arrives from many callers while one batch commits, and commits it as the next: no timer, no delay
/// when idle, ever larger batches under load.
/// </summary>
/// <typeparam name="TWork">One caller's part, all or nothing.</typeparam>
/// <typeparam name="TAnswer">Its own answer.</typeparam>
/// <param name="commit">Commits a batch in one transaction and answers each part, in order; it has its thread to
/// itself.</param>
/// <param name="maxBatch">Most parts in one transaction.</param>
public sealed class GroupCommit<TWork, TAnswer>(
    Func<IReadOnlyList<TWork>, IReadOnlyList<TAnswer>> commit, int maxBatch) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _hasWork = new(initialState: false);
    private List<Waiting> _queue = [];
    private Task? _pump;
    private bool _isClosed;

    /// <summary>Queues one part and answers once its batch is durable.</summary>
    /// <exception cref="Exception">The batch failed; whether it was committed is unknown.</exception>
    public Task<TAnswer> Submit(TWork work)
    {
        var waiting = new Waiting(work, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (_isClosed) return Task.FromException<TAnswer>(new ObjectDisposedException(nameof(GroupCommit<,>)));
            _queue.Add(waiting);
            if (_queue.Count > 1) return waiting.Answer.Task;
            // A thread of its own: the pool, which has as many threads as there are processors, would have none left
            // for the actors while one waits for the disk.
            _pump ??= Task.Factory.StartNew(
                Pump, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _hasWork.Set();
        }

        return waiting.Answer.Task;
    }

    /// <summary>Finishes what was queued, then refuses more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        _hasWork.Set();
        if (_pump is { } pump) await pump;
        _hasWork.Dispose();
    }

    private void Pump()
    {
        while (Take() is { } taken)
        {
            foreach (var batch in taken.Chunk(maxBatch)) CommitBatch(batch);
        }
    }

    /// <summary>Waits, without spinning, for what has been queued meanwhile; null when there will be no more.</summary>
    private List<Waiting>? Take()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_queue.Count > 0)
                {
                    var taken = _queue;
                    _queue = [];
                    return taken;
                }

                if (_isClosed) return null;
            }

            _hasWork.WaitOne();
        }
    }

    private void CommitBatch(Waiting[] batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answers = commit([.. batch.Select(static waiting => waiting.Work)]);
            EngineMeter.Committed(batch.Length, started);
            for (var i = 0; i < batch.Length; i++) batch[i].Answer.SetResult(answers[i]);
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
