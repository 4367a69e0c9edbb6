using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>What a supplier answers to its neighbours, on any thread.</summary>
public interface IStandings
{
    /// <inheritdoc cref="ISupplierGrain.Standing"/>
    SupplierStanding StandingNow();
}

/// <summary>Asks a supplier whether it may sell, and who it is.</summary>
public static class StandingLookup
{
    /// <inheritdoc cref="ISupplierGrain.Standing"/>
    public static Task<SupplierStanding> StandingOf(this Neighbours near, SupplierId supplier) =>
        near.Here<IStandings>(supplier.Value) is { } here
            ? Task.FromResult(here.StandingNow())
            : near.Grains.Supplier(supplier).Standing();
}
