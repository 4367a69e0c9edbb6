using Marketplace.Carts;
using Marketplace.Catalogue;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// The silos of a run, who is where among them, and the calls between actors. Silos end and are replaced; a silo may be
/// given up by the others while it still goes on, and then there are two activations of one actor.
/// </summary>
internal sealed class SimulatedCluster : IGrainReferenceRuntime
{
    private const int SiloCount = 2;

    /// <summary>As long as Orleans waits for an answer; what arrives later is thrown away.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestGoingOn = TimeSpan.FromSeconds(60);

    private readonly Dictionary<GrainId, Activation> _directory = [];
    private readonly List<Activation> _all = [];
    private readonly List<SimulatedSilo> _silos = [];
    private readonly PlantedFault _planted;
    private int _lanes;
    private int _attempts;

    /// <summary>Starts the silos.</summary>
    public SimulatedCluster(SimulatedScheduler scheduler, SimulatedStorage storage, PlantedFault planted)
    {
        (Scheduler, Storage, _planted) = (scheduler, storage, planted);
        Clock = new SimulatedClock(scheduler);
        Grains = new SimulatedReferences(this);
        while (_silos.Count < SiloCount) _silos.Add(new SimulatedSilo(this));
    }

    /// <summary>What goes wrong with calls.</summary>
    public Faults Faults { get; set; } = Faults.None;

    /// <summary>Who runs what, and when.</summary>
    public SimulatedScheduler Scheduler { get; }

    /// <summary>What outlives the silos.</summary>
    public SimulatedStorage Storage { get; }

    /// <summary>The silos' clock.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>References to the actors.</summary>
    public SimulatedReferences Grains { get; }

    /// <summary>A lane for someone who calls actors.</summary>
    public Lane NewLane(string name) => new(Scheduler, ++_lanes, name);

    /// <summary>A silo ends, with everything its actors were doing, and another takes its place.</summary>
    public void CrashSilo() => Crash(Replaced());

    /// <summary>Every silo ends.</summary>
    public void CrashAll()
    {
        foreach (var activation in _all.ToList()) Crash(activation.Silo);
        for (var i = 0; i < _silos.Count; i++) Replace(i);
    }

    /// <summary>The others give a silo up; it goes on for a while and does not know.</summary>
    public void CutOffSilo()
    {
        var silo = Replaced();
        foreach (var activation in _all.Where(activation => activation.Silo == silo))
        {
            if (IsListed(activation)) _directory.Remove(activation.GrainId);
        }

        Scheduler.After(
            Scheduler.Chance.UpTo(LongestGoingOn), "end of the silo cut off", "", () => Crash(silo));
    }

    /// <summary>An actor is put away.</summary>
    public void DeactivateOne()
    {
        if (_all.Count > 0) Scheduler.Chance.Of(_all).Deactivate();
    }

    /// <summary>An activation has ended.</summary>
    public void Gone(Activation activation)
    {
        _all.Remove(activation);
        if (IsListed(activation)) _directory.Remove(activation.GrainId);
    }

    /// <summary>A call reaches the silo of its actor.</summary>
    public void Deliver(SimulatedCall call)
    {
        // Orleans throws away what nobody waits for any more by the clock, not what its caller has given up.
        if (Scheduler.Now - call.SentAt > CallTimeout) return;
        if (!_directory.TryGetValue(call.Target, out var activation))
        {
            var lane = NewLane(call.Target.ToString());
            activation = new Activation(this, Scheduler.Chance.Of(_silos), call.Target, lane);
            _directory[call.Target] = activation;
            _all.Add(activation);
        }

        activation.Receive(call);
    }

    /// <summary>An actor has answered.</summary>
    public void Answer(SimulatedCall call, Response response)
    {
        if (Scheduler.Chance.OneIn(Faults.AnswerLost)) return;
        Scheduler.After(Latency(), "answer", call, () => call.Answer(response));
    }

    /// <summary>An actor has ended with a call it had not answered.</summary>
    public void Lost(SimulatedCall call) => Scheduler.After(
        Latency(), "lost", call, () => call.Fail(new SiloUnavailableException("The silo has ended.")));

    /// <inheritdoc />
    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var call = new SimulatedCall<T?>(reference.GrainId, request, Scheduler.Now);
        Send(call);
        return new ValueTask<T?>(call.Answered);
    }

    /// <inheritdoc />
    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var call = new SimulatedCall<object?>(reference.GrainId, request, Scheduler.Now);
        Send(call);
        return new ValueTask(call.Answered);
    }

    /// <inheritdoc />
    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        throw new NotSupportedException("No actor is called without being waited for.");

    /// <inheritdoc />
    public object Cast(IAddressable grain, Type interfaceType) => throw new NotSupportedException();

    private void Send(SimulatedCall call)
    {
        var chance = Scheduler.Chance;
        Scheduler.After(CallTimeout, "time out", call, () => TimeOut(call), () => call.IsOver);
        if (chance.OneIn(Faults.Impatience))
            Scheduler.After(chance.UpTo(CallTimeout), "give up", call, () => TimeOut(call), () => call.IsOver);
        if (Planted(call) is { } pretended) Answer(call, pretended);
        else if (!chance.OneIn(Faults.CallLost)) Scheduler.After(Latency(), "call", call, () => Deliver(call));
    }

    private Response? Planted(SimulatedCall call)
    {
        var request = call.Request;
        switch (_planted, request.GetInterfaceType().Name, request.GetMethodName())
        {
            case (PlantedFault.KeysChange, nameof(ICartGrain), nameof(ICartGrain.AddLine)):
                var add = (AddCartLine)request.GetArgument(0)!;
                var context = add.Context with { Key = $"{add.Context.Key}-{++_attempts}" };
                request.SetArgument(0, add with { Context = context });
                return null;
            case (PlantedFault.StockIsNotHeld, _, nameof(ICatalogueItemGrain.Hold))
                when call.Target.Type.ToString() == "catalogue-item" && Scheduler.Chance.OneIn(4):
            case (PlantedFault.StockIsNotVoided, _, nameof(ICatalogueItemGrain.Void)):
                return Response.FromResult<Outcomes.Result<StockView>>(new StockView(
                    Values.ItemId.Wrap("any"), Values.Quantity.Zero, Values.Quantity.Zero, Values.Quantity.Zero,
                    new Commands.Revision(1, 1)));
            case (PlantedFault.BudgetIsNotReleased, _, nameof(Budgets.IProcurementPlanGrain.Release)):
                return Response.FromResult<Outcomes.Result<Budgets.BudgetHoldView>>(new Budgets.BudgetHoldView(
                    Values.RupCode.Wrap("any"), Values.OrderId.Wrap("any"), default, default, default, default));
            default:
                return null;
        }
    }

    private static void TimeOut(SimulatedCall call) => call.Fail(new TimeoutException($"No answer from {call}."));

    private TimeSpan Latency()
    {
        var chance = Scheduler.Chance;
        return chance.OneIn(Faults.MessageIsSlow) ? chance.UpTo(CallTimeout)
            : chance.OneIn(2) ? TimeSpan.Zero
            : chance.UpTo(Quick);
    }

    private bool IsListed(Activation activation) =>
        _directory.TryGetValue(activation.GrainId, out var listed) && listed == activation;

    private SimulatedSilo Replaced() => Replace(Scheduler.Chance.Below(_silos.Count));

    private SimulatedSilo Replace(int at)
    {
        var silo = _silos[at];
        if (_planted != PlantedFault.SilosGivenUpAppend) silo.GiveUp();
        _silos[at] = new SimulatedSilo(this);
        return silo;
    }

    private void Crash(SimulatedSilo silo)
    {
        foreach (var activation in _all.Where(activation => activation.Silo == silo).ToList())
        {
            Gone(activation);
            activation.Crash();
        }
    }
}
