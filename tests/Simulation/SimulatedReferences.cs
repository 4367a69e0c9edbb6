using Marketplace.Accounts;
using Marketplace.Budgets;
using Marketplace.Carts;
using Marketplace.Catalogue;
using Marketplace.Deadlines;
using Marketplace.Organisations;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// References to the simulated actors: those that Orleans generates, whose calls go to the simulation instead of a
/// silo.
/// </summary>
internal sealed class SimulatedReferences : IGrainFactory
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSerializer(static serializer => serializer.AddAssembly(typeof(ICartGrain).Assembly))
        .BuildServiceProvider();

    private static readonly Dictionary<Type, Contract> ByInterface = new[]
    {
        Contract.Of<IPersonGrain>("person"), Contract.Of<IOrganisationGrain>("organisation"),
        Contract.Of<IProcurementPlanGrain>("procurement-plan"), Contract.Of<ISupplierGrain>("supplier"),
        Contract.Of<ICategoryGrain>("category"), Contract.Of<ICatalogueItemGrain>("catalogue-item"),
        Contract.Of<IPurchaseOrderGrain>("purchase-order"), Contract.Of<ICartGrain>("cart"),
        Contract.Of<IHasDeadlines>("any"),
    }.ToDictionary(static contract => contract.Interface);

    private readonly Dictionary<(GrainType, GrainInterfaceType), GrainReferenceShared> _shared = [];
    private readonly SimulatedCluster _cluster;

    /// <summary>Makes references whose calls go through a cluster.</summary>
    public SimulatedReferences(SimulatedCluster cluster) => _cluster = cluster;

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var contract = ByInterface[typeof(TGrainInterface)];
        return (TGrainInterface)Reference(contract, GrainId.Create(contract.Actor, primaryKey));
    }

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)Reference(ByInterface[typeof(TGrainInterface)], grainId);

    /// <inheritdoc />
    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        (IAddressable)Reference(ByInterface.Values.Single(contract => contract.Name == interfaceType), grainId);

    /// <inheritdoc />
    public IAddressable GetGrain(GrainId grainId) => throw Unneeded();

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw Unneeded();

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw Unneeded();

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw Unneeded();

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw Unneeded();

    /// <inheritdoc />
    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unneeded();

    /// <inheritdoc />
    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unneeded();

    /// <inheritdoc />
    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw Unneeded();

    /// <inheritdoc />
    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw Unneeded();

    /// <inheritdoc />
    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw Unneeded();

    /// <inheritdoc />
    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw Unneeded();

    /// <inheritdoc />
    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw Unneeded();

    /// <inheritdoc />
    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw Unneeded();

    /// <inheritdoc />
    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw Unneeded();

    private object Reference(Contract contract, GrainId id)
    {
        if (!_shared.TryGetValue((id.Type, contract.Name), out var shared))
        {
            _shared[(id.Type, contract.Name)] = shared = new GrainReferenceShared(
                id.Type, contract.Name, 0, _cluster, InvokeMethodOptions.None,
                Services.GetRequiredService<CodecProvider>(), Services.GetRequiredService<CopyContextPool>(), Services);
        }

        return contract.New(shared, id.Key);
    }

    private static NotSupportedException Unneeded() => new("Actors of the simulation have text keys.");

    private sealed record Contract(
        Type Interface, GrainType Actor, GrainInterfaceType Name, Func<GrainReferenceShared, IdSpan, object> New)
    {
        public static Contract Of<T>(string actor)
        {
            // Of those that can stand for it, the one that stands for nothing more.
            var proxy = Services.GetRequiredService<IOptions<TypeManifestOptions>>().Value.InterfaceProxies
                .Where(static type => type.IsAssignableTo(typeof(T)))
                .MinBy(static type => type.GetInterfaces().Length)!;
            var make = ActivatorUtilities.CreateFactory(proxy, [typeof(GrainReferenceShared), typeof(IdSpan)]);
            // Orleans' own name of the interface: references are remembered for the whole process.
            var names = new GrainInterfaceTypeResolver([], Services.GetRequiredService<TypeConverter>());
            return new Contract(
                typeof(T), GrainType.Create(actor), names.GetGrainInterfaceType(typeof(T)),
                (shared, key) => make(Services, [shared, key]));
        }
    }
}
