using System.Collections.Immutable;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// How often searches showed each supplier's items on one day (WIB), as the front ends counted: what the published
/// order really gives. Key: the day, <c>2026-11-27</c>.
/// </summary>
[Alias("exposure")]
public interface IExposureGrain : IGrainWithStringKey
{
    /// <summary>Adds what a front end has counted since it did so last.</summary>
    [Alias("add")]
    Task Add(ImmutableDictionary<SupplierId, int> shown);

    /// <summary>The suppliers that were shown, the most shown first. Public.</summary>
    [Alias("report")]
    Task<Result<Page<SupplierExposure>>> Report(PageRequest page);
}

/// <summary>How often a supplier was shown.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="Shown">How many of its items stood on pages of results, each page counted.</param>
/// <param name="ShareOfAll">Of all that was shown that day.</param>
[GenerateSerializer, Immutable, Alias("supplier-exposure")]
public sealed record SupplierExposure(
    [property: Id(0)] SupplierId Supplier, [property: Id(1)] long Shown, [property: Id(2)] BasisPoints ShareOfAll);
