using Orleans.Concurrency;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// An actor in the memory of a silo, as Orleans would run it: one call after the other, or interleaved at each await
/// where its class allows that. It ends with its silo at any await, or in peace when it has nothing to do.
/// </summary>
internal sealed class Activation : IGrainContext
{
    private readonly SimulatedCluster _cluster;
    private readonly Queue<SimulatedCall> _waiting = [];
    private readonly List<SimulatedCall> _running = [];
    private readonly Lane _lane;
    private readonly bool _isReentrant;
    private bool _isReady;
    private bool _isLeaving;

    /// <summary>Begins to bring an actor into memory.</summary>
    public Activation(SimulatedCluster cluster, SimulatedSilo silo, GrainId id, Lane lane)
    {
        (_cluster, Silo, GrainId, _lane) = (cluster, silo, id, lane);
        var (actor, prepare) = silo.Make(this);
        GrainInstance = actor;
        _isReentrant = actor.GetType().IsDefined(typeof(ReentrantAttribute), inherit: true);
        lane.Begin(() => Activate((IGrainBase)actor, prepare));
    }

    /// <summary>Where it is.</summary>
    public SimulatedSilo Silo { get; }

    /// <inheritdoc />
    public GrainId GrainId { get; }

    /// <inheritdoc />
    public object? GrainInstance { get; }

    /// <inheritdoc />
    public IServiceProvider ActivationServices => Silo;

    /// <inheritdoc />
    public GrainReference GrainReference => throw Unneeded();

    /// <inheritdoc />
    public ActivationId ActivationId => throw Unneeded();

    /// <inheritdoc />
    public GrainAddress Address => throw Unneeded();

    /// <inheritdoc />
    public IGrainLifecycle ObservableLifecycle => throw Unneeded();

    /// <inheritdoc />
    public IWorkItemScheduler Scheduler => throw Unneeded();

    /// <inheritdoc />
    public Task Deactivated => throw Unneeded();

    /// <summary>A call has arrived.</summary>
    public void Receive(SimulatedCall call)
    {
        _waiting.Enqueue(call);
        Pump();
    }

    /// <summary>It ends at once, whatever it was doing.</summary>
    public void Crash()
    {
        _lane.End();
        foreach (var call in _running.Concat(_waiting)) _cluster.Lost(call);
    }

    /// <summary>It takes no more calls, and ends when those under way have ended.</summary>
    public void Deactivate()
    {
        _isLeaving = true;
        if (_running.Count > 0 || !_isReady) return;
        _lane.Begin(Leave);
    }

    private async Task Leave()
    {
        await ((IGrainBase)GrainInstance!).OnDeactivateAsync(
            new DeactivationReason(DeactivationReasonCode.ApplicationRequested, ""), CancellationToken.None);
        _lane.End();
        _cluster.Gone(this);
        while (_waiting.TryDequeue(out var call)) _cluster.Deliver(call);
    }

    /// <inheritdoc />
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken) => Deactivate();

    /// <inheritdoc />
    public object? GetTarget() => GrainInstance;

    /// <inheritdoc />
    public object? GetComponent(Type componentType) => null;

    /// <inheritdoc />
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw Unneeded();

    /// <inheritdoc />
    public void ReceiveMessage(object message) => throw Unneeded();

    /// <inheritdoc />
    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        throw Unneeded();

    /// <inheritdoc />
    public void Rehydrate(IRehydrationContext context) => throw Unneeded();

    /// <inheritdoc />
    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        throw Unneeded();

    private async Task Activate(IGrainBase actor, Func<Task> prepare)
    {
        try
        {
            await prepare();
            await actor.OnActivateAsync(CancellationToken.None);
            _isReady = true;
            if (_isLeaving) Deactivate();
            else Pump();
        }
#pragma warning disable CA1031 // As in Orleans, whoever called it hears why it could not be activated.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _cluster.Gone(this);
            while (_waiting.TryDequeue(out var call)) _cluster.Answer(call, Response.FromException(failure));
        }
    }

    private void Pump()
    {
        while (_isReady && !_isLeaving && (_isReentrant || _running.Count == 0) && _waiting.TryDequeue(out var call))
        {
            var next = call;
            _running.Add(next);
            _lane.Begin(() => Execute(next));
        }
    }

    private async Task Execute(SimulatedCall call)
    {
        call.Request.SetTarget(this);
        var response = await call.Request.Invoke();
        _running.Remove(call);
        _cluster.Answer(call, response);
        // Orleans puts an actor away that has written over what another activation wrote.
        if (_isLeaving || response.Exception is InconsistentStateException) Deactivate();
        else Pump();
    }

    private static NotSupportedException Unneeded() => new("No actor of the simulation needs it.");
}
