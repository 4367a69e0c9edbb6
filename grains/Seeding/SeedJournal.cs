using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>
/// The journal of one seeded actor: runs the actor's own rules on its own state, so that a seed can hold nothing that
/// a person could not have entered, and gathers the events for one append.
/// </summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TEvent">The actor's events.</typeparam>
/// <param name="stream">Actor type and key, as the actor's own.</param>
/// <param name="absent">The state before the first event.</param>
/// <param name="when">The state after one more event.</param>
public sealed class SeedJournal<TState, TEvent>(string stream, TState absent, Func<TState, TEvent, TState> when)
    where TEvent : class
{
    private readonly List<NewEvent> _events = [];
    private byte[] _hash = HashChain.Genesis;

    /// <summary>The state so far.</summary>
    public TState State { get; private set; } = absent;

    /// <summary>Carries out one command.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="at">When.</param>
    /// <param name="rule">The actor's rule.</param>
    /// <exception cref="InvalidOperationException">The rule refused: the seed is wrong.</exception>
    public SeedJournal<TState, TEvent> Do(UserId by, DateTimeOffset at, Func<TState, Decision<TEvent>> rule)
    {
        var decision = rule(State);
        if (decision.Refusal is { } refusal)
        {
            throw new InvalidOperationException(
                $"The seed of {stream} is refused: {refusal.Code.Slug} on {refusal.Field} "
                + string.Join(", ", refusal.Facts.Select(static fact => $"{fact.Name}={fact.Value}")));
        }

        var cause = new EventCause(by.Value, null, "", at);
        foreach (var happened in decision.Events)
        {
            State = when(State, happened);
            var (type, payload) = (EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened));
            _hash = HashChain.Next(_hash, stream, _events.Count + 1, type, payload, cause);
            _events.Add(new NewEvent(type, payload, cause, _hash));
        }

        return this;
    }

    /// <summary>Everything that happened, to be appended to an empty stream.</summary>
    public StreamAppend ToAppend() => new(stream, ExpectedVersion: 0, [.. _events]);
}
