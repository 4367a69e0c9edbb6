using System.Collections.Immutable;
using Marketplace.Commands;

namespace Marketplace.EventLog;

/// <summary>A command that has had its effect.</summary>
/// <param name="Content">Hash of what was asked.</param>
/// <param name="Version">The journal's version after it.</param>
public sealed record AppliedCommand(string Content, int Version);

/// <summary>An event on its way into a journal.</summary>
/// <typeparam name="TEvent">The actor's events.</typeparam>
/// <param name="Event">What happened.</param>
/// <param name="Cause">Who and which command.</param>
public sealed record Recorded<TEvent>(TEvent Event, EventCause Cause)
    where TEvent : class;

/// <summary>What a journaled actor keeps in memory: its state, and which commands have had their effect.</summary>
/// <typeparam name="TState">The actor's state, an immutable record.</typeparam>
/// <param name="State">The state after <paramref name="Version"/> events.</param>
/// <param name="Version">Number of events.</param>
/// <param name="Commands">The commands that have had their effect, by id, for as long as the actor lives.</param>
public sealed record Journal<TState>(
    TState State, int Version, ImmutableDictionary<string, AppliedCommand> Commands)
    where TState : class
{
    /// <summary>The journal of an actor that nothing has happened to.</summary>
    public static Journal<TState> Of(TState absent) =>
        new(absent, 0, ImmutableDictionary<string, AppliedCommand>.Empty);

    /// <summary>Whether the newest event is a command's.</summary>
    public bool EndsWith(CommandContext context) =>
        Commands.TryGetValue(context.Id, out var applied) && applied.Version == Version;

    /// <summary>The journal after one more event.</summary>
    /// <param name="state">The state after it.</param>
    /// <param name="cause">Who and which command.</param>
    public Journal<TState> After(TState state, EventCause cause) => new(
        state,
        Version + 1,
        cause.CommandId is { } id ? Commands.SetItem(id, new AppliedCommand(cause.Content, Version + 1)) : Commands);
}
