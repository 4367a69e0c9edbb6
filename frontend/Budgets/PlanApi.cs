using Marketplace.Budgets;
using Marketplace.Frontend.Http;
using Marketplace.Lists;
using Marketplace.Values;

namespace Marketplace.Frontend.Budgets;

/// <summary>Procurement plans over HTTP.</summary>
public static class PlanApi
{
    /// <summary><c>plans/…</c></summary>
    public static void MapPlans(this RouteGroupBuilder api)
    {
        var plans = api.MapGroup("plans").WithTags("Plans");
        plans.MapGet("", Find).WithSummary("Plans by organisation, unit, year, stage and start of name or RUP code")
            .AllowAnonymous();
        plans.MapPost("", Draft).WithSummary("Enter a package").RequireKey();
        var one = plans.MapGroup("{rupCode}");
        one.MapGet("", View).WithSummary("One package; its ledger by line for the organisation's people")
            .AllowAnonymous();
        one.MapPost("announce", Announce).WithSummary("Announce it: orders may use it").RequireKey();
        one.MapPost("revise", Revise).WithSummary("Replace its content").RequireKey();
        one.MapPost("close", Close).WithSummary("Close it for new orders").RequireKey();
        one.MapGet("ledger", Ledger).WithSummary("Everything that moved on its budget lines, oldest first");
    }

    private static async Task<Answer<Page<PlanRow>>> Find(
        CallContext call, PageQuery page, IGrainFactory grains, OrganisationId? organisation = null,
        UnitId? unit = null, int? year = null, Word<PlanStage>? stage = null, string? text = null) =>
        call.Answer(await grains.PlanList().Find(
            call.Caller,
            new PlanFilter { Organisation = organisation, Unit = unit, Year = year, Stage = stage?.Value, Text = text },
            page.Request));

    private static async Task<Created<PlanView>> Draft(NewPlan plan, CallContext call, IGrainFactory grains) =>
        call.Created(
            await grains.Plan(plan.Code)
                .Draft(new DraftPlan(call.Command, plan.Organisation, plan.Unit, plan.Year, plan.Package)),
            static view => $"plans/{view.Code}");

    private static async Task<Answer<PlanView>> View(RupCode rupCode, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Plan(rupCode).View(call.Caller));

    private static async Task<Answer<PlanView>> Announce(RupCode rupCode, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Plan(rupCode).Announce(call.Command));

    private static async Task<Answer<PlanView>> Revise(
        RupCode rupCode, PlanRevision revision, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Plan(rupCode)
            .Revise(new RevisePlan(call.Command, revision.Package, revision.Reason)));

    private static async Task<Answer<PlanView>> Close(
        RupCode rupCode, PlanClosing closing, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Plan(rupCode).Close(new ClosePlan(call.Command, closing.Reason)));

    private static async Task<Answer<Page<LedgerEntry>>> Ledger(
        RupCode rupCode, CallContext call, PageQuery page, IGrainFactory grains) =>
        call.Answer(await grains.PlanList().Ledger(call.Caller, rupCode, page.Request));
}

/// <summary>A package to enter.</summary>
/// <param name="Code">RUP code of SiRUP, 8–10 digits.</param>
/// <param name="Organisation">Whose plan it is, for good.</param>
/// <param name="Unit">The unit that spends it, for good.</param>
/// <param name="Year">Budget year, for good.</param>
/// <param name="Package">Its content.</param>
public sealed record NewPlan(RupCode Code, OrganisationId Organisation, UnitId Unit, int Year, PlanPackage Package);

/// <summary>A package's new content.</summary>
/// <param name="Package">The whole content from now on.</param>
/// <param name="Reason">Why, 1–500 characters.</param>
public sealed record PlanRevision(PlanPackage Package, string Reason);

/// <summary>Why a package is closed.</summary>
/// <param name="Reason">1–500 characters.</param>
public sealed record PlanClosing(string Reason);
