using System.Collections.Immutable;

namespace Marketplace.EventLog;

/// <summary>What an actor decides while an append is under way: stored together, or not at all.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TEvent">The actor's events.</typeparam>
internal sealed class AppendBatch<TState, TEvent>
    where TState : class
    where TEvent : class
{
    // Whoever waits is resumed by the actor's own scheduler, within the turn that ends the batch.
    private readonly TaskCompletionSource<bool> _outcome = new();
    private readonly List<Recorded<TEvent>> _events = new(1);

    /// <summary>In the order they were decided.</summary>
    public IReadOnlyList<Recorded<TEvent>> Events => _events;

    /// <summary>The journal after all of them.</summary>
    public Journal<TState> After { get; private set; } = null!;

    /// <summary>Whether they were stored; fails when nobody knows.</summary>
    public Task<bool> Outcome => _outcome.Task;

    /// <summary>Adds one decision.</summary>
    public void Add(ImmutableArray<Recorded<TEvent>> events, Journal<TState> after)
    {
        _events.AddRange(events);
        After = after;
    }

    /// <summary>Tells everyone waiting.</summary>
    public void End(bool isStored) => _outcome.SetResult(isStored);

    /// <summary>Tells everyone waiting that nobody knows.</summary>
    public void Fail(Exception failure) => _outcome.SetException(failure);
}
