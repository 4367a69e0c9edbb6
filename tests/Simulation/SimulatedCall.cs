using Orleans.Serialization.Invocation;

namespace Marketplace.Tests.Simulation;

/// <summary>A call on its way to an actor. Its caller hears of it once: an answer, a failure, or that it took too
/// long.</summary>
/// <param name="target">The actor.</param>
/// <param name="request">What it is asked.</param>
/// <param name="sentAt">Virtual time.</param>
internal abstract class SimulatedCall(GrainId target, IInvokable request, TimeSpan sentAt)
{
    /// <summary>The actor.</summary>
    public GrainId Target => target;

    /// <summary>What it is asked.</summary>
    public IInvokable Request => request;

    /// <summary>When it was sent, in virtual time.</summary>
    public TimeSpan SentAt => sentAt;

    /// <summary>Whether its caller has heard of it.</summary>
    public abstract bool IsOver { get; }

    /// <summary>The caller hears what came of it, unless it has given up before.</summary>
    public abstract void Answer(Response response);

    /// <summary>The caller hears that nothing is known of it.</summary>
    public abstract void Fail(Exception failure);

    /// <inheritdoc />
    public override string ToString() => $"{target} {request.GetMethodName()}";
}

/// <summary>A call and what its caller waits for.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal sealed class SimulatedCall<T>(GrainId target, IInvokable request, TimeSpan sentAt)
    : SimulatedCall(target, request, sentAt)
{
    private readonly TaskCompletionSource<T> _answer = new();

    /// <summary>What the caller waits for.</summary>
    public Task<T> Answered => _answer.Task;

    /// <inheritdoc />
    public override bool IsOver => _answer.Task.IsCompleted;

    /// <inheritdoc />
    public override void Answer(Response response)
    {
        if (response.Exception is { } failure) Fail(failure);
        else _answer.TrySetResult(response.Result is T result ? result : default!);
    }

    /// <inheritdoc />
    public override void Fail(Exception failure) => _answer.TrySetException(failure);
}
