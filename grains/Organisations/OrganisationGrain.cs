using System.Security.Cryptography;
using System.Text;
using Marketplace.Accounts;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>An organisation's state at a revision: what its actor answers from.</summary>
/// <param name="State">The state.</param>
/// <param name="Revision">The revision.</param>
public sealed record OrganisationAt(Organisation State, Revision Revision) : IRevisioned;

/// <inheritdoc cref="IOrganisationGrain"/>
[GrainType("organisation")]
public sealed class OrganisationGrain
    : JournaledActor<Organisation, OrganisationEvent, OrganisationAt>, IOrganisationGrain, IAuthorities
{
    private OrganisationId Id => OrganisationId.Wrap(Key);

    private DateOnly Today => Wib.DateOf(Clock.GetUtcNow());

    /// <inheritdoc />
    protected override Organisation Absent => Organisation.Absent;

    /// <inheritdoc />
    protected override Type? Questions => typeof(IAuthorities);

    /// <inheritdoc />
    public Task<Authority> AuthorityOf(UserId user) => Task.FromResult(AuthorityNow(user));

    /// <inheritdoc />
    public Authority AuthorityNow(UserId user) => Now.AuthorityOf(Id, user, Today);

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> Create(CreateOrganisation command)
    {
        if (!await IsOperatorAdministrator(command.Context.Caller)) return CommonRefusals.NotAllowed;
        return await Answer(
            command.Context, organisation => organisation.Create(Id, command.Kind, command.Profile));
    }

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> Change(ChangeOrganisation command) =>
        await MayAdminister(command.Context.Caller)
            ? await Answer(command.Context, organisation => organisation.Change(command.Profile))
            : Denied();

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> Configure(ConfigureOrganisation command) =>
        MayConfigure(await Own(command.Context.Caller))
            ? await Answer(command.Context, organisation => organisation.Configure(command.Settings))
            : Denied();

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> DefineUnit(DefineUnit command) =>
        await MayAdminister(command.Context.Caller)
            ? await Answer(command.Context, organisation => organisation.DefineUnit(command.Unit, command.Profile))
            : Denied();

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> SetBudget(SetUnitBudget command) =>
        MaySetBudget(await Own(command.Context.Caller), command.Unit)
            ? await Answer(
                command.Context,
                organisation => organisation.SetBudget(command.Unit, command.Year, command.Amount))
            : Denied();

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> Appoint(MakeAppointment command)
    {
        var (context, terms) = (command.Context, command.Appointment);
        if (await Repeated(context) is { } answered) return answered.Map(ViewOf);
        var by = await AppointerOf(context.Caller);
        var claim = $"organisation/{Id}/{ClaimOf(context)}";
        // Asked first without effect, so that a refused appointment does not touch the person.
        if (Now.Appoint(by, terms, claim, Today).Refusal is { } refusal) return refusal;

        var side = Now.Kind == OrganisationKind.MarketplaceOperator ? Side.Operator : Side.Buyer;
        var person = GrainFactory.Person(terms.User);
        var claimed = await person.Claim(side, claim);
        if (!claimed.IsOk) return claimed.Refusal;
        var made = await Decide(context, organisation => organisation.Appoint(by, terms, claim, Today));
        if (!made.IsOk) await person.Release(claim);
        return made.Map(ViewOf);
    }

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> End(EndAppointment command)
    {
        var by = await AppointerOf(command.Context.Caller);
        var ended = await Decide(
            command.Context,
            organisation => organisation.End(by, command.Number, command.Reason, Clock.GetUtcNow()));
        // Also after a repeat: the first time may have been cut off between the two actors.
        if (ended.IsOk && ended.Value.State.Appointments[command.Number] is { EndedAt: not null } appointment)
            await GrainFactory.Person(appointment.Terms.User).Release(appointment.Claim);
        return ended.Map(ViewOf);
    }

    /// <inheritdoc />
    public async Task<Result<OrganisationView>> Bootstrap(UserId user)
    {
        var claim = $"organisation/{Id}/bootstrap";
        if (Now.Bootstrap(Id, user, claim, Today).Refusal is { } refusal) return refusal;
        var person = GrainFactory.Person(user);
        var claimed = await person.Claim(Side.Operator, claim);
        if (!claimed.IsOk) return claimed.Refusal;
        var made = await Decide(
            CommandContext.System, organisation => organisation.Bootstrap(Id, user, claim, Today));
        if (!made.IsOk) await person.Release(claim);
        return made.Map(ViewOf);
    }

    /// <inheritdoc />
    public async Task<Result<LetterNumber>> NextLetterNumber(CommandContext context, OrderId order)
    {
        var authority = await Own(context.Caller);
        if (!authority.Appointments.Any(static duty => duty.Role is Role.CommitmentOfficer or Role.Approver))
            return Now.Kind is null ? CommonRefusals.NotFound : CommonRefusals.NotAllowed;
        var numbered = await Decide(context, organisation => organisation.NextLetterNumber(Id, order, Today));
        return numbered.Map(at => at.State.Letters[order]);
    }

    /// <inheritdoc />
    public async Task<Result<UnitBudgetView>> ReserveBudget(ReserveUnitBudget command)
    {
        var reserved = await Decide(
            command.Context,
            organisation => organisation.ReserveBudget(command.Plan, command.Unit, command.Year, command.Amount));
        return reserved.Map(
            at => BudgetViewOf(command.Unit, command.Year, at.State.BudgetOf(command.Unit, command.Year)));
    }

    /// <inheritdoc />
    public Task<OrganisationTerms?> Terms(UnitId unit) =>
        Task.FromResult(Now is { Kind: { } kind, Profile: { } profile } && Now.Units.TryGetValue(unit, out var known)
            ? new OrganisationTerms
            {
                Id = Id,
                Kind = kind,
                Profile = profile,
                Settings = Now.Settings,
                Unit = new UnitView(unit, known),
            }
            : null);

    /// <inheritdoc />
    public async Task<OrganisationView?> View(Caller caller)
    {
        if (Now.Kind is null) return null;
        var view = ViewOf(CurrentView());
        return await MaySeeInside(caller) ? view : view with { Inside = null };
    }

    /// <inheritdoc />
    public async Task<OrganisationChoices> ChoicesOf(Caller caller)
    {
        if (Now.Kind is null) return OrganisationChoices.None;
        var own = await Own(caller);
        var by = await AppointerOf(caller);
        return new OrganisationChoices(
            await MayAdminister(caller),
            MayConfigure(own),
            [.. Now.Units.Keys.Where(unit => MaySetBudget(own, unit)).Order()],
            Now.RolesToGive(by, Today),
            Now.AppointmentsToEnd(by, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    protected override Organisation When(Organisation state, OrganisationEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override OrganisationAt View(Organisation state, Revision revision) => new(state, revision);

    private async Task<Result<OrganisationView>> Answer(
        CommandContext context, Func<Organisation, Decision<OrganisationEvent>> rule) =>
        (await Decide(context, rule)).Map(ViewOf);

    // Organisations are public: whoever may not do it may still know that it is there.
    private RefusalCode Denied() => Now.Kind is null ? CommonRefusals.NotFound : CommonRefusals.NotAllowed;

    private Task<Authority> Own(Caller caller) =>
        caller.IsSystem ? Near.AuthorityOf(caller, Id) : AuthorityOf(caller.User);

    private async Task<bool> IsOperatorAdministrator(Caller caller)
    {
        var authority = Id == WellKnown.Operator
            ? await Own(caller)
            : await Near.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.Administrator);
    }

    private async Task<bool> MayAdminister(Caller caller) =>
        (await Own(caller)).Has(unit: null, Role.Administrator) || await IsOperatorAdministrator(caller);

    private static bool MayConfigure(Authority own) => own.Has(unit: null, Role.Administrator, Role.BudgetOwner);

    private bool MaySetBudget(Authority own, UnitId unit) =>
        own.Has(unit, Role.BudgetOwner) || (RoleRules.IsCompany(Now.Kind) && own.Has(unit, Role.Administrator));

    private async Task<bool> MaySeeInside(Caller caller)
    {
        if ((await Own(caller)).Appointments.Length > 0) return true;
        var authority = await Near.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.Administrator, Role.InternalAuditor);
    }

    private async Task<Appointer> AppointerOf(Caller caller) =>
        new(caller.User, caller.IsSystem, await IsOperatorAdministrator(caller));

    // The same command claims under the same name, so that one cut off half-way finds its own claim again.
    private static string ClaimOf(CommandContext context) => context.IsKeyed
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.Id)).AsSpan(0, 12))
        : Guid.CreateVersion7().ToString("N");

    private OrganisationView ViewOf(OrganisationAt at) => new()
    {
        Id = Id,
        Kind = at.State.Kind!.Value,
        Name = at.State.Profile!.Name,
        BodyCode = at.State.Profile.BodyCode,
        Region = at.State.Profile.Region,
        Address = at.State.Profile.Address,
        Units =
        [
            .. at.State.Units.OrderBy(static unit => unit.Key)
                .Select(static unit => new UnitView(unit.Key, unit.Value)),
        ],
        Inside = new OrganisationInside(
            at.State.Profile.Npwp,
            at.State.Settings,
            [
                .. at.State.Budgets.OrderBy(static unit => unit.Key).SelectMany(static unit =>
                    unit.Value.Select(year => BudgetViewOf(unit.Key, year.Key, year.Value))),
            ],
            [.. at.State.Appointments.Values.Select(static made =>
                new AppointmentView(made.Number, made.Terms, made.EndedAt, made.EndReason))],
            at.State.Profile.Phone),
        Revision = at.Revision,
    };

    private static UnitBudgetView BudgetViewOf(UnitId unit, int year, UnitBudget budget) =>
        new(unit, year, budget.Amount, budget.Planned());
}
