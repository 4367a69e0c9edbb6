using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Cloning;

namespace Marketplace.EventLog;

/// <summary>A command that has had its effect.</summary>
/// <param name="Content">Hash of what was asked.</param>
/// <param name="Version">The journal's version after it.</param>
public sealed record AppliedCommand(string Content, int Version);

/// <summary>An event on its way into a journal.</summary>
/// <typeparam name="TEvent">The actor's events.</typeparam>
/// <param name="Event">What happened.</param>
/// <param name="Cause">Who and which command.</param>
[Immutable]
public sealed record Recorded<TEvent>(TEvent Event, EventCause Cause)
    where TEvent : class;

/// <summary>
/// What a journaled actor keeps in memory: its state, and which commands have had their effect. The parts are
/// immutable; the holder is what Orleans' log view copies and steps forward.
/// </summary>
/// <typeparam name="TState">The actor's state, an immutable record.</typeparam>
public sealed class Journal<TState>
    where TState : class
{
    /// <summary>The state after <see cref="Version"/> events; null before the actor's absent state is put in.</summary>
    public TState? State { get; set; }

    /// <summary>Number of events.</summary>
    public int Version { get; set; }

    /// <summary>The commands that have had their effect, by id, for as long as the actor lives.</summary>
    public ImmutableDictionary<string, AppliedCommand> Commands { get; set; } =
        ImmutableDictionary<string, AppliedCommand>.Empty;

    /// <summary>A holder of the same parts.</summary>
    public Journal<TState> Copy() => new() { State = State, Version = Version, Commands = Commands };
}

/// <summary>Copies the holder and shares its immutable parts.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
[RegisterCopier]
public sealed class JournalCopier<TState> : IDeepCopier<Journal<TState>>
    where TState : class
{
    /// <inheritdoc />
    [return: NotNullIfNotNull(nameof(input))]
    public Journal<TState>? DeepCopy(Journal<TState>? input, CopyContext context) => input?.Copy();
}
