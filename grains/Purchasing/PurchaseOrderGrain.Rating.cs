using Marketplace.Commands;
using Marketplace.Outcomes;

namespace Marketplace.Purchasing;

/// <content>Ratings that are due before the next signature.</content>
public sealed partial class PurchaseOrderGrain
{
    /// <summary>Why this person may not sign before they have rated another order; null when nothing is due.</summary>
    private async Task<Refusal?> RatingOverdue(Caller caller)
    {
        var today = Today;
        if (caller.IsSystem || PurchaseOrder.RatingsDueBefore(today) is not { } before) return null;
        foreach (var candidate in await unrated.Of(caller.User, before))
        {
            // The list only names candidates: the order itself knows whether it was rated meanwhile.
            if (await GrainFactory.Order(candidate).View(Caller.System) is { } order
                && PurchaseOrder.OverdueRating(order, caller.User, today) is { } refusal) return refusal;
        }

        return null;
    }
}
