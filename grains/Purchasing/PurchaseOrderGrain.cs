using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Search;
using Marketplace.Values;
using Microsoft.Extensions.Logging;

namespace Marketplace.Purchasing;

/// <inheritdoc cref="IPurchaseOrderGrain"/>
[GrainType("purchase-order")]
public sealed partial class PurchaseOrderGrain(
    PolicyTable law, WorkingDays calendar, LocalContentMarkets markets, ItemIndexFeed feed, UnratedOrders unrated,
    IEventLog log, ILogger<PurchaseOrderGrain> logger)
    : JournaledActor<PurchaseOrder, OrderEvent, OrderView>, IPurchaseOrderGrain
{
    private OrderId Id => OrderId.Wrap(Key);

    private Today Today => new(Clock.GetUtcNow(), law, calendar);

    /// <inheritdoc />
    protected override PurchaseOrder Absent => PurchaseOrder.Absent;

    /// <inheritdoc />
    public async Task<OrderView?> View(Caller caller)
    {
        if (!await IsThere()) return null;
        var party = await PartyOf(caller);
        return Now.IsVisibleTo(party) ? Now.For(CurrentView(), party, Today) : null;
    }

    /// <inheritdoc />
    public async Task<OrderDossier?> Dossier(Caller caller)
    {
        if (!await IsThere() || !Now.IsVisibleTo(await PartyOf(caller))) return null;
        var revision = Revision;
        var events = await log.ReadStream(this.GetGrainId().ToString(), 0, revision.Version);
        var entries = ImmutableArray.CreateBuilder<DossierEntry>(events.Count);
        var order = PurchaseOrder.Absent;
        foreach (var stored in events)
        {
            var next = order.When((OrderEvent)EventTypes.Read(stored));
            entries.Add(new DossierEntry(
                stored.Version, stored.Type, UserId.Wrap(stored.Cause.Caller), stored.Cause.OccurredAt,
                System.Text.Encoding.UTF8.GetString(stored.Payload), Convert.ToHexStringLower(stored.Hash),
                order.ChangesTo(next), stored.Position));
            order = next;
        }

        return new OrderDossier(Id, entries.DrainToImmutable(), revision);
    }

    /// <inheritdoc />
    public async Task<Result<OrderView>> Offer(MakeOffer command)
    {
        await FailIfDelisted();
        return await Carry(command.Context, (order, party, today) => order.Offer(party, command, today));
    }

    /// <inheritdoc />
    public async Task<Result<OrderView>> AcceptOffer(CommandContext context)
    {
        await FailIfDelisted();
        return await Carry(context, static (order, party, today) => order.AcceptOffer(party, today));
    }

    /// <inheritdoc />
    public Task<Result<OrderView>> Proceed(CommandContext context) =>
        Carry(context, static (order, party, today) => order.Proceed(party, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Approve(CommandContext context) =>
        Carry(context, static (order, party, today) => order.Approve(party, today));

    /// <inheritdoc />
    public async Task<Result<OrderView>> Sign(SignOrder command)
    {
        var party = await PartyOf(command.Context.Caller);
        if (await Repeated(command.Context) is { } repeat) return Present(repeat, party);
        if (Now.MaySign(party, command, Today) is { } no) return no;
        if (await RatingOverdue(command.Context.Caller) is { } unratedBefore) return unratedBefore;
        var terms = Now.Terms!;
        var organisation = GrainFactory.Organisation(terms.Organisation);
        if (await organisation.Terms(terms.Unit) is { Settings.ApprovalLimit: { } limit } && Now.PackageTotal > limit)
            return OrderRefusals.OverApprovalLimit.With("packageTotal", Now.PackageTotal).With("limit", limit);
        // Drawn once per order: should the signature fail after this, the next one gets the same number.
        var letter = await organisation.NextLetterNumber(CommandContext.OnBehalfOf(command.Context.Caller), Id);
        if (!letter.IsOk) return letter.Refusal;
        return await Carry(
            command.Context, (order, signer, today) => order.Sign(signer, command, letter.Value.Text, today));
    }

    /// <inheritdoc />
    public Task<Result<OrderView>> Accept(CommandContext context) =>
        Carry(context, static (order, party, today) => order.Accept(party, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Reject(EndOrder command) =>
        Carry(command.Context, (order, party, today) => order.Reject(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Dispatch(DispatchGoods command) =>
        Carry(command.Context, (order, party, today) => order.Dispatch(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Receive(ReceiveGoods command) =>
        Carry(command.Context, (order, party, today) => order.Receive(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Inspect(InspectGoods command) =>
        Carry(command.Context, (order, party, today) => order.Inspect(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> SettleDiscrepancy(SettleDiscrepancy command) =>
        Carry(command.Context, (order, party, today) => order.Settle(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> HandOver(HandOver command) =>
        Carry(command.Context, (order, party, today) => order.HandOver(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Invoice(InvoiceOrder command) =>
        Carry(command.Context, (order, party, today) => order.Invoice(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Pay(PayOrder command) =>
        Carry(command.Context, (order, party, today) => order.Pay(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> PayOutside(PayOutside command) =>
        Carry(command.Context, (order, party, today) => order.PayOutside(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> ProposeAddendum(ProposeAddendum command) =>
        Carry(command.Context, (order, party, today) => order.ProposeAddendum(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> AcceptAddendum(CommandContext context) =>
        Carry(context, static (order, party, today) => order.AcceptAddendum(party, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> RejectAddendum(CommandContext context) =>
        Carry(context, static (order, party, today) => order.RejectAddendum(party, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> WithdrawAddendum(CommandContext context) =>
        Carry(context, static (order, party, today) => order.WithdrawAddendum(party, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Cancel(EndOrder command) =>
        Carry(command.Context, (order, party, today) => order.Cancel(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Terminate(EndOrder command) =>
        Carry(command.Context, (order, party, today) => order.Terminate(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> Rate(RateOrder command) =>
        Carry(command.Context, (order, party, today) => order.Rate(party, command, today));

    /// <inheritdoc />
    public Task<Result<OrderView>> ReplyToRating(CommandContext context, string reply) =>
        Carry(context, (order, party, today) => order.ReplyToRating(party, reply, today));

    /// <inheritdoc />
    public async Task Due(string kind, DateTimeOffset dueAt)
    {
        switch (kind)
        {
            case OrderDeadlines.Resume:
                await Resume();
                break;
            case OrderDeadlines.Respond:
                await Carry(CommandContext.System, static (order, _, today) => order.Expire(today));
                break;
            case OrderDeadlines.DeemedAcceptance:
                await Carry(CommandContext.System, static (order, _, today) => order.DeemAccepted(today));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "An order has no such deadline.");
        }
    }

    /// <inheritdoc />
    protected override PurchaseOrder When(PurchaseOrder state, OrderEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override OrderView View(PurchaseOrder state, Revision revision) =>
        state.ViewAt(revision, law);

    private async Task<bool> IsThere() => await Exists() && Now.Stage != OrderStage.Absent;

    /// <summary>Finds out what the caller is to the order, decides, and has others do their part of it.</summary>
    private async Task<Result<OrderView>> Carry(
        CommandContext context, Func<PurchaseOrder, OrderParty, Today, Decision<OrderEvent>> rule)
    {
        if (!await IsThere()) return CommonRefusals.NotFound;
        var party = await PartyOf(context.Caller);
        var today = Today;
        var decided = await Decide(context, order => rule(order, party, today));
        if (!decided.IsOk) return decided;
        // What others did for it is part of the command: the answer shows the order after it.
        return Present(await DriveEffects(context) ? CurrentView() : decided, party);
    }

    private Result<OrderView> Present(Result<OrderView> result, OrderParty party) =>
        result.Map(view => Now.For(view, party, Today));

    private async Task<OrderParty> PartyOf(Caller caller)
    {
        if (caller.IsSystem) return new OrderParty(caller.User, IsEngine: true);
        if (Now.Terms is not { } terms) return new OrderParty(caller.User);
        var authority = await Near.AuthorityOf(caller, terms.Organisation);
        if (authority.Concerns(terms.Unit)) return new OrderParty(caller.User, authority);
        var standing = await Near.StandingOf(terms.Supplier);
        if (standing.Members.Contains(caller.User)) return new OrderParty(caller.User, IsSupplier: true);
        var marketplace = await Near.AuthorityOf(caller, WellKnown.Operator);
        return new OrderParty(caller.User, IsAuditor: marketplace.Has(unit: null, Role.InternalAuditor));
    }
}
