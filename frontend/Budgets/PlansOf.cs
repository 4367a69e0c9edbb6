using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Pages;
using Marketplace.Lists;

namespace Marketplace.Frontend.Budgets;

/// <summary>The plans someone may have to do with.</summary>
public static class PlansOf
{
    /// <summary>The announced plans of the units a person is appointed to, by code.</summary>
    public static async Task<IReadOnlyList<PlanRow>> Buyer(IGrainFactory grains, Caller caller)
    {
        var appointments = await grains.AppointmentsOf(caller.User);
        var pages = await Task.WhenAll(appointments.Select(static duty => (duty.Organisation, duty.Unit)).Distinct()
            .Select(place => grains.PlanList().Find(
                caller,
                new PlanFilter { Organisation = place.Organisation, Unit = place.Unit, Stage = PlanStage.Announced },
                new PageRequest(PageRequest.MaxLimit))));
        return [.. pages.SelectMany(static page => page.Expected().Items).DistinctBy(static plan => plan.Code)
            .OrderBy(static plan => plan.Code)];
    }
}
