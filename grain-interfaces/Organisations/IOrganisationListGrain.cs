using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>The organisations. Public: it shows what <see cref="IOrganisationGrain.View"/> shows everyone.</summary>
[Alias("organisation-list")]
public interface IOrganisationListGrain : IGrainWithIntegerKey
{
    /// <summary>Organisations that fit the filter.</summary>
    [Alias("find")]
    Task<Result<Page<OrganisationRow>>> Find(OrganisationFilter filter, PageRequest page);
}

/// <summary>Which organisations; what is left out does not restrict.</summary>
[GenerateSerializer, Immutable, Alias("organisation-filter")]
public sealed record OrganisationFilter
{
    /// <summary>Of this kind.</summary>
    [Id(0)] public OrganisationKind? Kind { get; init; }

    /// <summary>With their seat in this region or below it.</summary>
    [Id(1)] public RegionCode? Region { get; init; }

    /// <summary>Whose name starts so, at most <see cref="OrganisationLimits.MaxName"/> characters; case is
    /// ignored.</summary>
    [Id(2)] public string? Text { get; init; }

    /// <summary>The order of the list.</summary>
    [Id(3)] public OrganisationSort Sort { get; init; } = OrganisationSort.Name;
}

/// <summary>How a list of organisations is sorted.</summary>
public enum OrganisationSort
{
    /// <summary>By name.</summary>
    Name = 1,

    /// <summary>By the region of their seat, then by name.</summary>
    Region = 2,
}

/// <summary>An organisation in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Name.</param>
/// <param name="BodyCode">LKPP body code; empty when there is none.</param>
/// <param name="Region">Region of its seat.</param>
[GenerateSerializer, Immutable, Alias("organisation-row")]
public sealed record OrganisationRow(
    [property: Id(0)] OrganisationId Id,
    [property: Id(1)] OrganisationKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string BodyCode,
    [property: Id(4)] RegionCode Region);
