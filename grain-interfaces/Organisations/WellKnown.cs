using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>Organisations every installation has.</summary>
public static class WellKnown
{
    /// <summary>The organisation that operates the marketplace; its appointments are managers, auditors,
    /// operators.</summary>
    public static readonly OrganisationId Operator = OrganisationId.Wrap("marketplace");
}
