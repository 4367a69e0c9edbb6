using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Marketplace.Accounts;
using Marketplace.Budgets;
using Marketplace.Carts;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Projections;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Suppliers;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Core;
using Orleans.Storage;
using Orleans.Timers;

namespace Marketplace.Tests.Simulation;

/// <summary>What the actors of one silo find around them, and how they are made.</summary>
internal sealed class SimulatedSilo : IServiceProvider, IGrainRuntime
{
    private static readonly PersonalData Numbers = new(new byte[PersonalData.KeyBytes]);

    private readonly SimulatedCluster _cluster;
    private readonly SimulatedLog _log;
    private readonly Journals _journals;
    private readonly CartStorage _carts;
    private readonly Neighbours _neighbours;
    private readonly ListReader _lists;

    /// <summary>Starts it.</summary>
    public SimulatedSilo(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _log = new SimulatedLog(cluster.Storage);
        _journals = new Journals(_log, new NoSnapshots(), NullLogger<Journals>.Instance);
        _carts = new CartStorage(cluster.Storage);
        _neighbours = new Neighbours(cluster.Grains);
        // No order of the simulation needs a list: nobody is bound to compare, and ratings hold nobody up.
        _lists = new ListReader(null!, cluster.Grains);
    }

    /// <inheritdoc />
    public string SiloIdentity => "simulated";

    /// <inheritdoc />
    public SiloAddress SiloAddress => SiloAddress.Zero;

    /// <inheritdoc />
    public IGrainFactory GrainFactory => _cluster.Grains;

    /// <inheritdoc />
    public ITimerRegistry TimerRegistry => throw new NotSupportedException("No actor of the simulation has timers.");

    /// <inheritdoc />
    public IServiceProvider ServiceProvider => this;

    /// <inheritdoc />
    public TimeProvider TimeProvider => _cluster.Clock;

    /// <inheritdoc />
    public object? GetService(Type serviceType) =>
        serviceType == typeof(IGrainRuntime) ? this
        : serviceType == typeof(TimeProvider) ? _cluster.Clock
        : serviceType == typeof(Journals) ? _journals
        : serviceType == typeof(Neighbours) ? _neighbours
        : null;

    /// <inheritdoc />
    public void DeactivateOnIdle(IGrainContext grainContext) => ((Activation)grainContext).Deactivate();

    /// <inheritdoc />
    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) { }

    /// <inheritdoc />
    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) =>
        throw new NotSupportedException("No actor of the simulation uses it.");

    /// <summary>The others give it up: it appends nothing any more.</summary>
    public void GiveUp() => _log.IsGivenUp = true;

    /// <summary>Makes an actor, and says what has to be read before it is activated.</summary>
    public (Grain Actor, Func<Task> Prepare) Make(Activation activation)
    {
        // As Orleans does it: an actor takes its context from where it is made.
        SetCurrent(null, activation, out var before);
        try
        {
            return Make(activation.GrainId);
        }
        finally
        {
            ResetCurrent(null, before);
        }
    }

    private (Grain Actor, Func<Task> Prepare) Make(GrainId id)
    {
        var (law, clock) = (PolicyTable.Default, _cluster.Clock);
        var type = id.Type.ToString();
        if (type == "cart")
        {
            var state = new CartState(_carts, id);
            var cart = new CartGrain(state, clock, law, _neighbours, NullLogger<CartGrain>.Instance);
            return (cart, state.ReadStateAsync);
        }

        return (type switch
        {
            "person" => new PersonGrain(Numbers),
            "organisation" => new OrganisationGrain(),
            "procurement-plan" => new ProcurementPlanGrain(),
            "category" => new CategoryGrain(),
            "supplier" => new SupplierGrain(Numbers, law, new ItemsOnSale(_lists, _log, GrainFactory)),
            "catalogue-item" => new CatalogueItemGrain(law),
            "purchase-order" => new PurchaseOrderGrain(
                law, WorkingDays.Default, new LocalContentMarkets(_lists, law, clock), Index(law, clock),
                new UnratedOrders(_lists), _log, NullLogger<PurchaseOrderGrain>.Instance),
            _ => throw new NotSupportedException($"No {type} in the simulation."),
        }, static () => Task.CompletedTask);
    }

    private ItemIndexFeed Index(PolicyTable law, TimeProvider clock) => new(
        _log, null!, new LogSignal(), law, clock, NullLogger<ItemIndexFeed>.Instance);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "SetExecutionContext")]
    private static extern void SetCurrent(
        [UnsafeAccessorType("Orleans.Runtime.RuntimeContext, Orleans.Core.Abstractions")] object? holder,
        IGrainContext next, out IGrainContext before);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "ResetExecutionContext")]
    private static extern void ResetCurrent(
        [UnsafeAccessorType("Orleans.Runtime.RuntimeContext, Orleans.Core.Abstractions")] object? holder,
        IGrainContext before);

    /// <summary>A cart's state, kept as Orleans keeps it.</summary>
    private sealed class CartState(CartStorage storage, GrainId id) : IPersistentState<StoredCart>
    {
        private readonly GrainState<StoredCart> _state = new(new StoredCart());

        [AllowNull]
        public StoredCart State
        {
            get => _state.State!;
            set => _state.State = value!;
        }

        public string? Etag => _state.ETag;

        public bool RecordExists => _state.RecordExists;

        public Task ReadStateAsync() => storage.ReadStateAsync("cart", id, _state);

        public Task WriteStateAsync() => storage.WriteStateAsync("cart", id, _state);

        public Task ClearStateAsync() => storage.ClearStateAsync("cart", id, _state);
    }

    /// <summary>Journals of a run are too short for a snapshot.</summary>
    private sealed class NoSnapshots : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;
    }
}
