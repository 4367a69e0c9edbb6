using System.Collections.Concurrent;

namespace Marketplace.EventLog;

/// <summary>
/// The actors around an actor. Those in the same silo answer some questions without a message
/// (docs/decisions/0028-asking-in-place.md): where the answer is a pure rule on the newest confirmed state, which is
/// immutable, whoever shares the memory may apply the rule as well. It is what the actor would answer at this moment,
/// because calls to it interleave. Commands are always sent.
/// </summary>
/// <param name="grains">References to the others.</param>
public sealed class Neighbours(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<(Type Questions, string Key), object> _here = new();

    /// <summary>References to all actors, wherever they are.</summary>
    public IGrainFactory Grains => grains;

    /// <summary>The actor of a key if it is in this silo; null if it is elsewhere or in no memory.</summary>
    /// <typeparam name="TQuestions">What it is asked: an interface of its class, answered on any thread.</typeparam>
    public TQuestions? Here<TQuestions>(string key)
        where TQuestions : class =>
        _here.TryGetValue((typeof(TQuestions), key), out var actor) ? (TQuestions)actor : null;

    /// <summary>An actor has come into memory.</summary>
    public void Enter(Type questions, string key, object actor) => _here[(questions, key)] = actor;

    /// <summary>An actor leaves, before it may be brought up elsewhere.</summary>
    public void Leave(Type questions, string key, object actor) =>
        _here.TryRemove(new KeyValuePair<(Type, string), object>((questions, key), actor));
}
