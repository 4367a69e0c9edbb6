using Marketplace.Frontend.Http;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Frontend.Regions;

/// <summary>The region codes addresses, origins and delivery prices are written in.</summary>
public static class RegionApi
{
    /// <summary><c>regions</c></summary>
    public static void MapRegions(this RouteGroupBuilder api) =>
        api.MapGet("regions", Under).WithTags("Regions").AllowAnonymous()
            .WithSummary("The regions one level under a region, the province by default");

    private static Answer<RegionChildren> Under(RegionCode? under, CallContext call)
    {
        var area = under ?? RegionTable.Lampung;
        return call.Answer(RegionTable.Find(area) is { } region
            ? new RegionChildren(region, RegionTable.Under(area))
            : null);
    }
}

/// <summary>A region with those one level under it.</summary>
/// <param name="Region">The region asked for.</param>
/// <param name="Items">Those under it, in code order; empty for a kelurahan.</param>
public sealed record RegionChildren(Region Region, IReadOnlyList<Region> Items);
