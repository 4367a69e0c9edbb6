using Marketplace.Budgets;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Lists;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Budgets;

/// <summary>The plans someone buys from as a file.</summary>
public static class PlanFiles
{
    /// <summary>Maps <c>/unduh/rencana.{format}</c>.</summary>
    public static void MapPlanFiles(this WebApplication app) =>
        app.MapGet("/unduh/rencana.{format}", Plans).RequireAuthorization().ExcludeFromDescription();

    private static Task<IResult> Plans(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<BudgetTexts> texts) =>
        call.ListFile<PlanRow>(
            "rencana", format,
            async _ => new Page<PlanRow>(
                [.. await PlansOf.Buyer(grains, call.Caller, call.Http.Request.Query)], null, 0),
            new(texts["column.code"], static plan => plan.Code.Value),
            new(texts["column.name"], static plan => plan.Name),
            new(texts["column.from"], static plan => Formats.Field(plan.From)),
            new(texts["column.until"], static plan => Formats.Field(plan.Until)),
            new(texts["column.ceiling"], static plan => plan.Ceiling.Amount),
            new(texts["held"], static plan => plan.Totals?.Held.Amount),
            new(texts["committed"], static plan => plan.Totals?.Committed.Amount),
            new(texts["realised"], static plan => plan.Totals?.Realised.Amount),
            new(texts["free"], static plan => plan.Totals?.Free.Amount));
}
