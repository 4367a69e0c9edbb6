using Marketplace.Search;
using Marketplace.Values;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Marketplace.Suppliers;

/// <summary>
/// Puts an actor on the silo of its supplier, so that an order and the items it asks and holds talk without a network
/// between them (docs/decisions/0026-beside-the-supplier.md).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BesideSupplierAttribute() : PlacementAttribute(new BesideSupplier());

/// <summary>The strategy of <see cref="BesideSupplierAttribute"/>.</summary>
public sealed class BesideSupplier : PlacementStrategy
{
    private const string Hint = "supplier";

    /// <summary>Says whose the actors are that the caller's next calls may bring to life.</summary>
    public static void Expect(SupplierId supplier) => RequestContext.Set(Hint, supplier.Value);

    /// <summary>Says so no longer: calls further on carry nothing for nobody.</summary>
    public static void Forget() => RequestContext.Remove(Hint);

    /// <summary>Whom the caller has named; null when nobody.</summary>
    internal static string? ExpectedIn(Dictionary<string, object>? context) =>
        context?.GetValueOrDefault(Hint) as string;
}

/// <summary>
/// Picks the silo. Where an actor is placed decides how fast it is and nothing else: the directory sees to it that
/// there is one of each, so that a silo that does not know an item's supplier yet may guess.
/// </summary>
/// <param name="feed">Tells whose an item is.</param>
public sealed class SupplierPlacement(ItemIndexFeed feed) : IPlacementDirector
{
    /// <inheritdoc />
    public async Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (silos is [var only]) return only;
        return IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? SiloOf(await SupplierOf(target), silos);
    }

    /// <summary>
    /// The silo of a supplier among those there are: each has its share, and a silo that comes or goes moves none but
    /// its own.
    /// </summary>
    /// <param name="supplier">The supplier's id.</param>
    /// <param name="silos">At least one.</param>
    public static SiloAddress SiloOf(string supplier, IReadOnlyList<SiloAddress> silos)
    {
        var key = (ulong)GrainId.Create("supplier", supplier).GetUniformHashCode() << 32;
        return silos.MaxBy(silo => Mixed(key | (uint)silo.GetConsistentHashCode()))!;
    }

    private async ValueTask<string> SupplierOf(PlacementTarget target)
    {
        var own = target.GrainIdentity.Key.ToString()!;
        return BesideSupplier.ExpectedIn(target.RequestContextData)
            ?? (await feed.IsBuilt(TimeSpan.Zero) && ItemId.TryParse(own, out var item)
                ? feed.Index.Item(item)?.Summary.Supplier.Value
                : null)
            ?? own;
    }

    /// <summary>Lets every bit decide every other (the last step of SplitMix64).</summary>
    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }
}
