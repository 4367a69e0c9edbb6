using Marketplace.Commands;
using Marketplace.Organisations;

namespace Marketplace.Catalogue;

/// <summary>Who sees which listings are to be judged.</summary>
public static class ReviewQueue
{
    /// <summary>Whether someone does: catalogue managers, and auditors.</summary>
    public static async Task<bool> SeesReviewQueue(this IGrainFactory grains, Caller caller)
    {
        var authority = await grains.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.CatalogManager, Role.InternalAuditor);
    }
}
