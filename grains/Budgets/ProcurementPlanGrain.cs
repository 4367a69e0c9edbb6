using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>A plan's state at a revision: what its actor answers from.</summary>
/// <param name="State">The state.</param>
/// <param name="Revision">The revision.</param>
public sealed record PlanAt(ProcurementPlan State, Revision Revision) : IRevisioned;

/// <inheritdoc cref="IProcurementPlanGrain"/>
[GrainType("procurement-plan")]
public sealed class ProcurementPlanGrain
    : JournaledActor<ProcurementPlan, PlanEvent, PlanAt>, IProcurementPlanGrain, IPlanTerms, IDisposable
{
    // One change of what the plan takes of its unit's budget at a time: the organisation keeps one amount per plan.
    private readonly SemaphoreSlim _reserving = new(1);

    private RupCode Code => RupCode.Wrap(Key);

    /// <inheritdoc />
    protected override ProcurementPlan Absent => ProcurementPlan.Absent;

    /// <inheritdoc />
    protected override Type? Questions => typeof(IPlanTerms);

    /// <inheritdoc />
    public async Task<Result<PlanView>> Draft(DraftPlan command)
    {
        if (await Repeated(command.Context) is { } answered) return answered.Map(ViewOf);
        var authority = await Near.AuthorityOf(command.Context.Caller, command.Organisation);
        if (!PlanDuties.MayDraft(authority, command.Unit)) return CommonRefusals.NotAllowed;
        var terms = await GrainFactory.Organisation(command.Organisation).Terms(command.Unit);
        var officer = await MaySign(command.Package.CommitmentOfficer, command.Organisation, command.Unit);
        var drafted = await Decide(command.Context, plan => plan.Draft(command, terms is not null, officer));
        return drafted.Map(ViewOf);
    }

    /// <inheritdoc />
    public async Task<Result<PlanView>> Announce(CommandContext context)
    {
        if (await Repeated(context) is { } answered) return answered.Map(ViewOf);
        if (await Denied(context.Caller, PlanDuties.MayAnnounce) is { } denied) return denied;
        return await Reserving(context, static plan => plan.Announce());
    }

    /// <inheritdoc />
    public async Task<Result<PlanView>> Revise(RevisePlan command)
    {
        var caller = command.Context.Caller;
        if (await Repeated(command.Context) is { } answered) return answered.Map(ViewOf);
        if (await Denied(caller, PlanDuties.MayDraft) is { } denied) return denied;
        var authority = await Near.AuthorityOf(caller, Now.Organisation);
        var mayAnnounce = PlanDuties.MayAnnounce(authority, Now.Unit);
        var officer = await MaySign(command.Package.CommitmentOfficer, Now.Organisation, Now.Unit);
        return await Reserving(command.Context, plan => plan.Revise(command, mayAnnounce, officer));
    }

    /// <inheritdoc />
    public async Task<Result<PlanView>> Close(ClosePlan command)
    {
        if (await Repeated(command.Context) is { } answered) return answered.Map(ViewOf);
        if (await Denied(command.Context.Caller, PlanDuties.MayAnnounce) is { } denied) return denied;
        return await Reserving(command.Context, plan => plan.Close(command.Reason));
    }

    /// <inheritdoc />
    public async Task<Result<BudgetHoldView>> Hold(HoldBudget command)
    {
        if (await Denied(command.Context.Caller, PlanDuties.MayOrder) is { } denied) return denied;
        var today = Wib.DateOf(Clock.GetUtcNow());
        return await Move(
            command.Context, command.Order,
            plan => plan.Hold(command.Order, command.Category, command.Amounts, today));
    }

    /// <inheritdoc />
    public Task<Result<BudgetHoldView>> Amend(AmendBudget command) => Move(
        command.Context, command.Order, plan => plan.Amend(command.Order, command.ChangeId, command.Amounts));

    /// <inheritdoc />
    public Task<Result<BudgetHoldView>> Commit(CommandContext context, OrderId order) =>
        Move(context, order, plan => plan.Commit(order));

    /// <inheritdoc />
    public Task<Result<BudgetHoldView>> Realise(
        CommandContext context, OrderId order, string paymentId, Rupiah amount) =>
        Move(context, order, plan => plan.Realise(order, paymentId, amount));

    /// <inheritdoc />
    public Task<Result<BudgetHoldView>> Release(CommandContext context, OrderId order) =>
        Move(context, order, plan => plan.Release(order));

    /// <inheritdoc />
    public Task<PlanTerms?> Terms() => Task.FromResult(TermsNow());

    /// <inheritdoc />
    public PlanTerms? TermsNow() => Now.Terms(Code);

    /// <inheritdoc />
    public async Task<PlanView?> View(Caller caller)
    {
        if (Now.Stage == PlanStage.Absent) return null;
        var authority = await Near.AuthorityOf(caller, Now.Organisation);
        if (await MaySeeInside(authority, caller)) return ViewOf(CurrentView());
        return Now.Stage == PlanStage.Draft ? null : ViewOf(CurrentView()) with { Inside = null };
    }

    /// <inheritdoc />
    public void Dispose() => _reserving.Dispose();

    /// <inheritdoc />
    protected override ProcurementPlan When(ProcurementPlan state, PlanEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override PlanAt View(ProcurementPlan state, Revision revision) => new(state, revision);

    private async Task<Result<BudgetHoldView>> Move(
        CommandContext context, OrderId order, Func<ProcurementPlan, Decision<PlanEvent>> rule) =>
        (await Decide(context, rule)).Map(at => at.State.HoldOf(Code, order));

    /// <summary>
    /// Carries out a command that may change what the plan takes of its unit's budget. More is reserved before the plan
    /// says so, less afterwards, so that the plans of a unit never exceed its budget; cut off in between, too much
    /// stays reserved until the next such command puts it right.
    /// </summary>
    private async Task<Result<PlanView>> Reserving(
        CommandContext context, Func<ProcurementPlan, Decision<PlanEvent>> rule)
    {
        await _reserving.WaitAsync();
        try
        {
            if (await Repeated(context) is { } answered) return answered.Map(ViewOf);
            var decision = rule(Now);
            if (decision.Refusal is { } refusal) return refusal;
            var after = decision.Events.Aggregate(Now, static (plan, happened) => plan.When(happened));
            if (after.Reservation > Now.Reservation
                && await Reserve(context.Caller, after.Reservation) is { } exceeded) return exceeded;
            var decided = await Decide(context, rule);
            if (Now.Stage != PlanStage.Draft || after.Stage != PlanStage.Draft)
                await Reserve(context.Caller, Now.Reservation);
            return decided.Map(ViewOf);
        }
        finally
        {
            _reserving.Release();
        }
    }

    private async Task<Refusal?> Reserve(Caller caller, Rupiah amount) =>
        (await GrainFactory.Organisation(Now.Organisation).ReserveBudget(new ReserveUnitBudget(
            CommandContext.OnBehalfOf(caller), Code, Now.Unit, Now.Year, amount))).Refusal;

    private async Task<Refusal?> Denied(Caller caller, Func<Authority, UnitId, bool> duty)
    {
        if (Now.Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        var authority = await Near.AuthorityOf(caller, Now.Organisation);
        if (duty(authority, Now.Unit)) return null;
        return Now.Stage == PlanStage.Draft && !await MaySeeInside(authority, caller)
            ? CommonRefusals.NotFound
            : CommonRefusals.NotAllowed;
    }

    private async Task<bool> MaySeeInside(Authority own, Caller caller)
    {
        if (own.Appointments.Length > 0) return true;
        var authority = await Near.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.Administrator, Role.InternalAuditor);
    }

    private async Task<bool> MaySign(UserId user, OrganisationId organisation, UnitId unit) =>
        PlanDuties.MaySign(await GrainFactory.Organisation(organisation).AuthorityOf(user), unit);

    private PlanView ViewOf(PlanAt at)
    {
        var package = at.State.Package!;
        return new PlanView
        {
            Code = Code,
            Stage = at.State.Stage,
            Organisation = at.State.Organisation,
            Unit = at.State.Unit,
            Year = at.State.Year,
            Name = package.Name,
            Method = package.Method,
            Kind = package.Kind,
            DomesticOnly = package.DomesticOnly,
            ReservedForSmall = package.ReservedForSmall,
            NotReservedReason = package.NotReservedReason,
            From = package.From,
            Until = package.Until,
            Ceiling = package.Ceiling,
            Inside = new PlanInside(
                package.CommitmentOfficer,
                [
                    .. at.State.Lines.Values.Select(static line => new PlanLineView(
                        line.Terms.Line, line.Terms.Account, line.Terms.FundingSource, line.Terms.Ceiling,
                        line.Balance.Held, line.Balance.Committed, line.Balance.Realised, line.Free)),
                ],
                at.State.Active.Count),
            Revision = at.Revision,
        };
    }
}
