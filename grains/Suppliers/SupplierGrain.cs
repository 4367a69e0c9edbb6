using Marketplace.Accounts;
using Marketplace.Commands;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <inheritdoc cref="ISupplierGrain"/>
/// <param name="personalData">Seals and opens personal numbers.</param>
/// <param name="policies">The legal numbers.</param>
/// <param name="onSale">Its items.</param>
[GrainType("supplier")]
public sealed class SupplierGrain(PersonalData personalData, PolicyTable policies, ItemsOnSale onSale)
    : JournaledActor<Supplier, SupplierEvent, SupplierView>, ISupplierGrain, IStandings, IHasDeadlines
{
    /// <summary>Most items told in one go, so that a sweep of deadlines never waits long for one supplier.</summary>
    private const int ItemsPerTelling = 200;

    private OpenedNpwp _npwp = new(null, "");

    private SupplierId Id => SupplierId.Wrap(Key);

    /// <summary>Its name among parties: the owner of sealed numbers, and the reason of a person's claim.</summary>
    private string Party => $"supplier/{Id}";

    private SupplierPolicy Law => SupplierPolicy.On(policies.At(Clock.GetUtcNow()));

    /// <inheritdoc />
    protected override Supplier Absent => Supplier.Absent;

    /// <inheritdoc />
    protected override Type? Questions => typeof(IStandings);

    /// <inheritdoc />
    public Task<SupplierStanding> Standing() => Task.FromResult(StandingNow());

    /// <inheritdoc />
    public SupplierStanding StandingNow()
    {
        var supplier = Now;
        return supplier.Standing(Id, NpwpOf(supplier), Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<SupplierView?> View(Caller caller)
    {
        // The public looks at verified suppliers all the time: it is answered without asking anyone else.
        if (caller != Caller.Anonymous && await Who(caller) is var by && Now.IsOpenTo(by)) return await InsideView(by);

        return Now.Stage == SupplierStage.Verified
            ? SupplierViews.Public(Id, Now, Revision, Wib.DateOf(Clock.GetUtcNow()))
            : null;
    }

    /// <inheritdoc />
    public async Task<Result<SupplierVerification>> Verification(Caller caller)
    {
        var by = await Who(caller);
        if (!Now.IsOpenTo(by)) return CommonRefusals.NotFound;
        if (!by.Operates) return CommonRefusals.NotAllowed;
        var view = await InsideView(by);
        return Now.Desk(by, view, Law, Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Register(RegisterSupplier command)
    {
        var context = Veiled(command.Context);
        if (await Repeated(context) is { } repeated) return repeated;
        var by = await Who(context.Caller);
        var (numbers, law) = (personalData.Seal(Party, command.Numbers), Law);
        Decision<SupplierEvent> Rule(Supplier supplier) =>
            supplier.Register(Id, by, command, numbers, law, Clock.GetUtcNow());

        // Nobody's side is claimed for a registration that is refused anyway.
        if (Rule(Now).Refusal is { } refusal) return refusal;
        return await WithClaim(command.Owner ?? by.User, () => Decide(context, Rule));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> ChangeProfile(ChangeSupplierProfile command)
    {
        var by = await Who(command.Context.Caller);
        var (numbers, law) = (personalData.Seal(Party, command.Numbers), Law);
        return await Decide(
            Veiled(command.Context),
            supplier => supplier.ChangeProfile(by, command, numbers, law, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Submit(CommandContext context)
    {
        var by = await Who(context.Caller);
        return await Decide(context, supplier => supplier.Submit(by, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Review(CommandContext context)
    {
        var by = await Who(context.Caller);
        return await Decide(context, supplier => supplier.Review(by));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Verify(CommandContext context)
    {
        var by = await Who(context.Caller);
        return await Decide(context, supplier => supplier.Verify(by, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Return(ReturnSupplier command)
    {
        var by = await Who(command.Context.Caller);
        return await Decide(command.Context, supplier => supplier.Return(by, command.Notes));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> AddMember(AddSupplierMember command)
    {
        if (await Repeated(command.Context) is { } repeated) return repeated;
        var by = await Who(command.Context.Caller);
        Decision<SupplierEvent> Rule(Supplier supplier) => supplier.AddMember(by, command.User, command.Role);

        if (Rule(Now).Refusal is { } refusal) return refusal;
        return await WithClaim(command.User, () => Decide(command.Context, Rule));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> RemoveMember(RemoveSupplierMember command)
    {
        var by = await Who(command.Context.Caller);
        var result = await Decide(command.Context, supplier => supplier.RemoveMember(by, command.User));
        // Also after a repeat: the first attempt may have been cut off before this.
        if (result.IsOk) await ReleaseUnlessMember(command.User);
        return result;
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> SubmitCertificate(SubmitCertificate command)
    {
        var by = await Who(command.Context.Caller);
        var law = Law;
        return await Decide(
            command.Context,
            supplier => supplier.SubmitCertificate(by, command.Certificate, law, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> ChangeCertificate(ChangeCertificate command)
    {
        var by = await Who(command.Context.Caller);
        var law = Law;
        return await Decide(
            command.Context,
            supplier => supplier.ChangeCertificate(by, command.Number, command.Certificate, law, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> JudgeCertificate(JudgeCertificate command)
    {
        var by = await Who(command.Context.Caller);
        var law = Law;
        return await Decide(
            command.Context,
            supplier => supplier.JudgeCertificate(by, command.Number, command.Rejection, law, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Sanction(SanctionSupplier command)
    {
        var by = await Who(command.Context.Caller);
        var law = Law;
        return await Decide(command.Context, supplier => supplier.Impose(by, command, law, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> LiftSanction(LiftSanction command)
    {
        var by = await Who(command.Context.Caller);
        return await Decide(
            command.Context, supplier => supplier.Lift(by, command.Number, command.Reason, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<SupplierView>> Appeal(AppealSanction command)
    {
        var by = await Who(command.Context.Caller);
        return await Decide(
            command.Context, supplier => supplier.Appeal(by, command.Number, command.Text, Clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<PersonalNumbersView>> RevealPersonalData(RevealPersonalData command)
    {
        var by = await Who(command.Context.Caller);
        // Without a key: each reading is one of its own and leaves its own trace, also when asked for again.
        var context = CommandContext.OnBehalfOf(command.Context.Caller);
        var result = await Decide(context, supplier => supplier.RevealPersonalData(by, command.Reason));
        return result.IsOk ? personalData.Open(Party, Now.Numbers) : result.Refusal;
    }

    /// <inheritdoc />
    public async Task Due(string kind, DateTimeOffset dueAt)
    {
        var law = Law;
        if (SupplierDeadlines.CertificateOf(kind) is { } certificate)
        {
            await Decide(
                CommandContext.System,
                supplier => supplier.LookAtCertificate(certificate, law, Clock.GetUtcNow()));
        }
        else if (SupplierDeadlines.SanctionOf(kind) is { } sanction)
        {
            await Decide(CommandContext.System, supplier => supplier.EndSanction(sanction, Clock.GetUtcNow()));
        }
        else if (kind == SupplierDeadlines.ItemsKind)
        {
            await TellItems();
        }
    }

    /// <inheritdoc />
    protected override Supplier When(Supplier state, SupplierEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override SupplierView View(Supplier state, Revision revision) => SupplierViews.Full(Id, state, revision);

    /// <summary>With what only operators see: who shares a number with it.</summary>
    private async Task<SupplierView> InsideView(Acting by)
    {
        var shared = by.Operates ? await GrainFactory.Suppliers().SharedWith(Id) : [];
        var view = CurrentView();
        return view with
        {
            Registration = view.Registration! with { SharedWith = shared, Actions = Now.ActionsOf(by) },
        };
    }

    /// <summary>
    /// Has the next items freeze or release themselves. The deadline stands until this is recorded: after a crash the
    /// same items are told again, which changes nothing, and then the others. An item that is published meanwhile asks
    /// by itself.
    /// </summary>
    private async Task TellItems()
    {
        var telling = Now.Telling;
        var items = await onSale.Of(Id, telling?.Through, ItemsPerTelling);
        await Task.WhenAll(items.Select(item => GrainFactory.Item(item).FollowSupplier()));
        ItemId? through = items.Count == ItemsPerTelling ? items[items.Count - 1] : null;
        await Decide(
            CommandContext.System, supplier => supplier.ItemsTold(telling, through, Clock.GetUtcNow()));
    }

    private async Task<Acting> Who(Caller caller) =>
        Acting.As(caller, await Near.AuthorityOf(caller, WellKnown.Operator));

    /// <summary>
    /// The hash of a command with personal numbers in it is keyed before it is stored: a bare one could be tried out
    /// against every possible number.
    /// </summary>
    private CommandContext Veiled(CommandContext context) =>
        context with { Content = personalData.Fingerprint("content", context.Content) };

    /// <summary>
    /// Puts someone on the suppliers' side before they become a member, so that they are never a member and a buyer;
    /// gives the side back if they do not become one after all.
    /// </summary>
    private async Task<Result<SupplierView>> WithClaim(UserId user, Func<Task<Result<SupplierView>>> decide)
    {
        var claim = await GrainFactory.Person(user).Claim(Side.Supplier, Party);
        if (!claim.IsOk) return claim.Refusal;
        var result = await decide();
        if (!result.IsOk) await ReleaseUnlessMember(user);
        return result;
    }

    private async Task ReleaseUnlessMember(UserId user)
    {
        // What is decided but not yet confirmed counts: someone else may be adding them at this moment.
        if (!Tentative.IsMember(user)) await GrainFactory.Person(user).Release(Party);
    }

    /// <summary>The NPWP in the clear. Orders ask for it at every quote, so it is opened once.</summary>
    private string NpwpOf(Supplier supplier)
    {
        var (current, opened) = (supplier.Numbers.Npwp, _npwp);
        if (current != opened.Sealed)
        {
            _npwp = opened = new OpenedNpwp(
                current, personalData.Open(Party, SealedNumbers.None with { Npwp = current }).Npwp ?? "");
        }

        return opened.Plain;
    }

    private sealed record OpenedNpwp(SealedText? Sealed, string Plain);
}
