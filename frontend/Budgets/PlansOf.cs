using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Pages;
using Marketplace.Lists;

namespace Marketplace.Frontend.Budgets;

/// <summary>How a list of plans is sorted.</summary>
public enum PlanSort
{
    /// <summary>By code.</summary>
    Code = 1,

    /// <summary>By name.</summary>
    Name = 2,

    /// <summary>Those with most money left first.</summary>
    Free = 3,

    /// <summary>Those whose last day comes first in front.</summary>
    Until = 4,
}

/// <summary>The plans someone may have to do with.</summary>
public static class PlansOf
{
    /// <summary>
    /// The same as its page's address says it: <c>?q=komputer&amp;urut=Free</c>, where the text is the beginning of
    /// the code or a part of the name.
    /// </summary>
    public static async Task<IReadOnlyList<PlanRow>> Buyer(IGrainFactory grains, Caller caller, IQueryCollection query)
    {
        var text = query["q"].ToString().Trim();
        var found = (await Buyer(grains, caller)).Where(plan =>
            plan.Code.Value.StartsWith(text, StringComparison.Ordinal)
            || plan.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
        return
        [
            .. QueryChoice.Of<PlanSort>(query["urut"]) switch
            {
                PlanSort.Name => found.OrderBy(static plan => plan.Name, StringComparer.CurrentCultureIgnoreCase),
                PlanSort.Free => found.OrderByDescending(static plan => plan.Totals?.Free),
                PlanSort.Until => found.OrderBy(static plan => plan.Until),
                _ => found,
            },
        ];
    }

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
