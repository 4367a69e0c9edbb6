using System.Collections.Immutable;
using Marketplace.Outcomes;

namespace Marketplace.EventLog;

/// <summary>What a rule decided: events to append, nothing because it is so already, or a refusal.</summary>
/// <typeparam name="TEvent">The actor's events.</typeparam>
public sealed record Decision<TEvent>
{
    private Decision(ImmutableArray<TEvent> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>It is so already; nothing to append.</summary>
    public static readonly Decision<TEvent> Nothing = new([], null);

    /// <summary>What happens, in order. Empty when refused.</summary>
    public ImmutableArray<TEvent> Events { get; }

    /// <summary>Why not, when refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>These events, in order.</summary>
    public static Decision<TEvent> Of(params ReadOnlySpan<TEvent> events) => new([.. events], null);

    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], null);
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
    public static implicit operator Decision<TEvent>(RefusalCode code) => new([], code);
}
