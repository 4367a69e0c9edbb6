using System.Globalization;
using Marketplace.Accounts;
using Marketplace.Budgets;
using Marketplace.Carts;
using Marketplace.Catalogue;
using Marketplace.Checkpoints;
using Marketplace.Deadlines;
using Marketplace.Documents;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Projections;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Tasks;
using Marketplace.Values;

namespace Marketplace;

/// <summary>The one place that turns ids into actor references.</summary>
public static class GrainKeys
{
    /// <summary>A supplier.</summary>
    public static ISupplierGrain Supplier(this IGrainFactory grains, SupplierId id) =>
        grains.Actor<ISupplierGrain>(id.Value);

    /// <summary>Lists of suppliers.</summary>
    public static ISupplierListGrain Suppliers(this IGrainFactory grains) => grains.GetGrain<ISupplierListGrain>(0);

    /// <summary>A category.</summary>
    public static ICategoryGrain Category(this IGrainFactory grains, CategoryCode code) =>
        grains.Actor<ICategoryGrain>(code.Value);

    /// <summary>A catalogue item.</summary>
    public static ICatalogueItemGrain Item(this IGrainFactory grains, ItemId id) =>
        grains.Actor<ICatalogueItemGrain>(id.Value);

    /// <summary>Lists of catalogue items.</summary>
    public static IItemListGrain ItemList(this IGrainFactory grains) => grains.GetGrain<IItemListGrain>(0);

    /// <summary>Finds items.</summary>
    public static IItemSearchGrain ItemSearch(this IGrainFactory grains) => grains.GetGrain<IItemSearchGrain>(0);

    /// <summary>Which items have changed.</summary>
    public static IItemChangesGrain ItemChanges(this IGrainFactory grains) => grains.GetGrain<IItemChangesGrain>(0);

    /// <summary>What searches showed on a day (WIB).</summary>
    public static IExposureGrain Exposure(this IGrainFactory grains, DateOnly day) =>
        grains.Actor<IExposureGrain>(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The category tree.</summary>
    public static ICategoryListGrain CategoryList(this IGrainFactory grains) => grains.GetGrain<ICategoryListGrain>(0);

    /// <summary>An organisation.</summary>
    public static IOrganisationGrain Organisation(this IGrainFactory grains, OrganisationId id) =>
        grains.Actor<IOrganisationGrain>(id.Value);

    /// <summary>A person's side of the market.</summary>
    public static IPersonGrain Person(this IGrainFactory grains, UserId id) =>
        grains.Actor<IPersonGrain>(id.Value);

    /// <summary>A procurement plan package.</summary>
    public static IProcurementPlanGrain Plan(this IGrainFactory grains, RupCode code) =>
        grains.Actor<IProcurementPlanGrain>(code.Value);

    /// <summary>The organisations as a list.</summary>
    public static IOrganisationListGrain OrganisationList(this IGrainFactory grains) =>
        grains.GetGrain<IOrganisationListGrain>(0);

    /// <summary>The procurement plans as a list.</summary>
    public static IPlanListGrain PlanList(this IGrainFactory grains) => grains.GetGrain<IPlanListGrain>(0);

    /// <summary>A user's cart.</summary>
    public static ICartGrain Cart(this IGrainFactory grains, UserId user) => grains.Actor<ICartGrain>(user.Value);

    /// <summary>A purchase order.</summary>
    public static IPurchaseOrderGrain Order(this IGrainFactory grains, OrderId id) =>
        grains.Actor<IPurchaseOrderGrain>(id.Value);

    /// <summary>An import of items.</summary>
    public static IItemImportGrain ItemImport(this IGrainFactory grains, ImportId id) =>
        grains.Actor<IItemImportGrain>(id.Value);

    /// <summary>An uploaded photo or document.</summary>
    public static IDocumentGrain Document(this IGrainFactory grains, DocumentId id) =>
        grains.Actor<IDocumentGrain>(id.Value);

    /// <summary>Lists of orders.</summary>
    public static IOrderListGrain OrderList(this IGrainFactory grains) => grains.GetGrain<IOrderListGrain>(0);

    /// <summary>What waits for people, and what changed for them.</summary>
    public static ITaskListGrain TaskList(this IGrainFactory grains) => grains.GetGrain<ITaskListGrain>(0);

    /// <summary>The legal numbers in force.</summary>
    public static IPolicyGrain Policy(this IGrainFactory grains) => grains.GetGrain<IPolicyGrain>(0);

    /// <summary>The actor that signs the log.</summary>
    public static ICheckpointGrain Checkpoints(this IGrainFactory grains) => grains.GetGrain<ICheckpointGrain>(0);

    /// <summary>The runner of a projection.</summary>
    public static IProjectionGrain Projection(this IGrainFactory grains, string name) =>
        grains.GetGrain<IProjectionGrain>(name);

    /// <summary>What passes on to processes that a projection has moved.</summary>
    public static IHintRelayGrain HintRelay(this IGrainFactory grains, string projection) =>
        grains.GetGrain<IHintRelayGrain>(projection);

    /// <summary>The actor that finds due deadlines.</summary>
    public static IDeadlineSweeperGrain DeadlineSweeper(this IGrainFactory grains) =>
        grains.GetGrain<IDeadlineSweeperGrain>(IDeadlineSweeperGrain.Key);

    /// <summary>The actor whose events form a stream, as one that has deadlines.</summary>
    public static IHasDeadlines WithDeadlines(this IGrainFactory grains, string stream) =>
        grains.GetGrain<IHasDeadlines>(GrainId.Parse(stream, provider: null));

    /// <summary>
    /// The reference of an actor by its text key. Orleans looks the interface's attributes up by reflection for every
    /// reference, which was a twentieth of the cost of an order; here it does so once for each interface.
    /// </summary>
    private static TGrain Actor<TGrain>(this IGrainFactory grains, string key)
        where TGrain : IGrainWithStringKey
    {
        if (Kind<TGrain>.Known is { } known)
            return (TGrain)grains.GetGrain(GrainId.Create(known.Grain, key), known.Interface);
        var reference = grains.GetGrain<TGrain>(key);
        var contract = ((GrainReference)(object)reference).InterfaceType;
        Kind<TGrain>.Known = new ActorKind(reference.GetGrainId().Type, contract);
        return reference;
    }

    private sealed record ActorKind(GrainType Grain, GrainInterfaceType Interface);

    private static class Kind<TGrain>
    {
        public static ActorKind? Known { get; set; }
    }
}
