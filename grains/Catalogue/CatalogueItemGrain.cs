using Marketplace.Commands;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <inheritdoc cref="ICatalogueItemGrain"/>
/// <param name="policies">The legal numbers.</param>
[GrainType("catalogue-item")]
public sealed class CatalogueItemGrain(PolicyTable policies)
    : JournaledActor<CatalogueItem, CatalogueItemEvent, ItemAt>, ICatalogueItemGrain, IQuotes, IHasDeadlines
{
    private Task<Result<ItemView>>? _public;
    private int _publicVersion = -1;
    private DateTimeOffset _publicUntil;

    private ItemId Id => ItemId.Wrap(Key);

    /// <summary>The legal numbers in force.</summary>
    private PolicyDay Today => policies.At(Clock.GetUtcNow());

    /// <inheritdoc />
    protected override CatalogueItem Absent => CatalogueItem.Absent;

    /// <inheritdoc />
    protected override Type? Questions => typeof(IQuotes);

    /// <inheritdoc />
    public Task<Result<ItemView>> View(Caller caller) => Now.IsVisible ? PublicView() : HiddenView(caller);

    /// <inheritdoc />
    public async Task<Result<ItemCuration>> Curation(Caller caller)
    {
        if (Now is not { Supplier: { } supplier, Details: { } details }) return CommonRefusals.NotFound;
        var party = await PartyOf(caller, supplier);
        var facts = await FactsOf(supplier, details.Category);
        return Now.Desk(ItemViews.Insider(Id, new ItemAt(Now, Revision), facts.Now), party, facts);
    }

    /// <inheritdoc />
    public Task<Result<ItemQuote>> Quote(RegionCode region, Quantity quantity) =>
        Task.FromResult(QuoteNow(region, quantity));

    /// <inheritdoc />
    public Result<ItemQuote> QuoteNow(RegionCode region, Quantity quantity)
    {
        var (item, version, _) = Confirmed;
        return item.Quote(Id, version, region, quantity, Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Result<ItemView>> Draft(DraftItem command)
    {
        if (await Repeated(command.Context) is { } answered) return ForInsiders(answered);
        var party = await PartyOf(command.Context.Caller, command.Supplier);
        var facts = await FactsOf(command.Supplier, command.Details.Category);
        return ForInsiders(await Decide(
            command.Context, item => item.Draft(command.Supplier, command.Details, party, facts)));
    }

    /// <inheritdoc />
    public Task<Result<ItemView>> Edit(EditItem command) =>
        Rule(command.Context, command.Details.Category,
            (item, party, facts) => item.Edit(command.Details, party, facts));

    /// <inheritdoc />
    public Task<Result<ItemView>> Submit(CommandContext context) =>
        Rule(context, Now.Details?.Category, static (item, party, facts) => item.Submit(party, facts));

    /// <inheritdoc />
    public Task<Result<ItemView>> StartReview(CommandContext context) =>
        Rule(context, static (item, party) => item.StartReview(party));

    /// <inheritdoc />
    public Task<Result<ItemView>> Publish(PublishItem command) =>
        OnSale(Rule(command.Context, Now.Details?.Category,
            (item, party, facts) => item.Publish(command.Evidence, party, facts)));

    /// <inheritdoc />
    public Task<Result<ItemView>> VerifyEvidence(VerifyItemEvidence command) =>
        Rule(command.Context, (item, party) => item.VerifyEvidence(command.Evidence, party, Today));

    /// <inheritdoc />
    public Task<Result<ItemView>> Reject(RejectItem command) =>
        Rule(command.Context, (item, party) => item.Reject(new ItemRejection(command.Reasons, command.Text), party));

    /// <inheritdoc />
    public Task<Result<ItemView>> Freeze(FreezeItem command) =>
        Rule(command.Context,
            (item, party) => item.Freeze(command.Reason, command.Note, party, Clock.GetUtcNow()));

    /// <inheritdoc />
    public Task<Result<ItemView>> Unfreeze(CommandContext context) =>
        OnSale(Rule(context, Now.Details?.Category, static (item, party, facts) => item.Unfreeze(party, facts)));

    /// <inheritdoc />
    public Task<Result<ItemView>> Delist(DelistItem command) =>
        Rule(command.Context, (item, party) => item.Delist(command.Note, party));

    /// <inheritdoc />
    public Task<Result<ItemView>> ClearDoubts(ClearItemDoubts command) =>
        Rule(command.Context, (item, party) => item.ClearDoubts(command.Note, party));

    /// <inheritdoc />
    public Task<Result<ItemView>> Archive(CommandContext context) =>
        Rule(context, static (item, party) => item.Archive(party));

    /// <inheritdoc />
    public Task<Result<ItemView>> SetPrices(SetItemPrices command) =>
        Rule(command.Context, (item, party) =>
        {
            var now = Clock.GetUtcNow();
            return item.SetPrices(command.Schedule, policies.At(now), party, now);
        });

    /// <inheritdoc />
    public Task<Result<StockView>> ReceiveStock(ReceiveStock command) =>
        StockRule(command.Context, (item, party) =>
            item.Receive(command.ReceiptId, command.Quantity, command.Note, party, Today, Clock.GetUtcNow()));

    /// <inheritdoc />
    public Task<Result<StockView>> CorrectStock(CorrectStock command) =>
        StockRule(command.Context, (item, party) =>
            item.Correct(command.Change, command.Reason, command.Note, party, Today, Clock.GetUtcNow()));

    /// <inheritdoc />
    public Task<Result<StockView>> ConfirmStock(CommandContext context) =>
        OnSale(StockRule(context, (item, party) => item.ConfirmStock(party, Today, Clock.GetUtcNow())));

    /// <inheritdoc />
    public async Task<Result<StockView>> Stock(Caller caller)
    {
        var party = await PartyOf(caller, Now.Supplier);
        if (Now.Stage != ItemStage.Absent && party.MaySeeHidden) return StockOf(new ItemAt(Now, Revision));
        return Now.IsVisible ? CommonRefusals.NotAllowed : CommonRefusals.NotFound;
    }

    /// <inheritdoc />
    public async Task<Result<ItemPrecheck>> Precheck(Caller caller)
    {
        if (Now is not { Supplier: { } supplier, Details: { } details }) return CommonRefusals.NotFound;
        var party = await PartyOf(caller, supplier);
        var facts = await FactsOf(supplier, details.Category);
        return Now.Precheck(party, facts).Map(refusals => new ItemPrecheck(Id, refusals, Now.ActionsOf(party)));
    }

    /// <inheritdoc />
    public async Task<Result<StockView>> Hold(CommandContext context, OrderId order, Quantity quantity) =>
        ForStock(await Decide(context, item => item.Hold(order, quantity)));

    /// <inheritdoc />
    public async Task<Result<StockView>> Post(CommandContext context, OrderId order) =>
        ForStock(await Decide(context, item => item.Post(order)));

    /// <inheritdoc />
    public async Task<Result<StockView>> Void(CommandContext context, OrderId order) =>
        ForStock(await Decide(context, item => item.Void(order)));

    /// <inheritdoc />
    public async Task<Result<StockView>> Return(
        CommandContext context, OrderId order, string returnId, Quantity quantity) =>
        ForStock(await Decide(context, item => item.Return(order, returnId, quantity)));

    /// <inheritdoc />
    public async Task FollowSupplier()
    {
        if (Now.Supplier is not { } supplier) return;
        ItemStage before;
        do
        {
            before = Now.Stage;
            var isSuspended = (await Near.StandingOf(supplier)).IsSuspended;
            await Decide(
                CommandContext.System,
                item => item.FollowSupplier(isSuspended, Caller.System.User, Today, Clock.GetUtcNow()));
            // The sanctions may have changed while this was written.
        }
        while (Now.Stage != before);
    }

    /// <inheritdoc />
    public Task Due(string kind, DateTimeOffset dueAt) => Decide(
        CommandContext.System, item => item.FreezeWhenDue(Caller.System.User, Today, Clock.GetUtcNow()));

    /// <inheritdoc />
    protected override CatalogueItem When(CatalogueItem state, CatalogueItemEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override ItemAt View(CatalogueItem state, Revision revision) => new(state, revision);

    /// <summary>
    /// What everyone sees, made once per version and kept until something in it changes with time alone: most requests
    /// of the whole market are this one, and they allocate nothing here.
    /// </summary>
    private Task<Result<ItemView>> PublicView()
    {
        var (now, revision) = (Clock.GetUtcNow(), Revision);
        if (_public is { } ready && _publicVersion == revision.Version && now < _publicUntil) return ready;
        _public = Task.FromResult<Result<ItemView>>(ItemViews.Public(Id, new ItemAt(Now, revision), now));
        (_publicVersion, _publicUntil) = (revision.Version, ItemViews.HoldsUntil(Now, now));
        return _public;
    }

    private async Task<Result<ItemView>> HiddenView(Caller caller)
    {
        if (Now.Supplier is not { } supplier) return CommonRefusals.NotFound;
        var party = await PartyOf(caller, supplier);
        return party.MaySeeHidden || Now.IsVisible
            ? ItemViews.Insider(Id, new ItemAt(Now, Revision), Clock.GetUtcNow())
            : CommonRefusals.NotFound;
    }

    /// <summary>
    /// A command that may have put the item on sale: had a sanction been imposed at the same moment, its walk over the
    /// supplier's items might have missed this one.
    /// </summary>
    private async Task<Result<T>> OnSale<T>(Task<Result<T>> command)
        where T : class
    {
        var result = await command;
        if (result.IsOk && Now.Stage == ItemStage.Published) await FollowSupplier();
        return result;
    }

    private async Task<Result<ItemView>> Rule(
        CommandContext context, Func<CatalogueItem, ItemParty, Decision<CatalogueItemEvent>> rule)
    {
        if (await Repeated(context) is { } answered) return ForInsiders(answered);
        var party = await PartyOf(context.Caller, Now.Supplier);
        return ForInsiders(await Decide(context, item => rule(item, party)));
    }

    private async Task<Result<ItemView>> Rule(
        CommandContext context,
        CategoryCode? category,
        Func<CatalogueItem, ItemParty, ListingFacts, Decision<CatalogueItemEvent>> rule)
    {
        if (await Repeated(context) is { } answered) return ForInsiders(answered);
        if (Now.Supplier is not { } supplier || category is not { } code) return CommonRefusals.NotFound;
        var party = await PartyOf(context.Caller, supplier);
        var facts = await FactsOf(supplier, code);
        return ForInsiders(await Decide(context, item => rule(item, party, facts)));
    }

    private async Task<Result<StockView>> StockRule(
        CommandContext context, Func<CatalogueItem, ItemParty, Decision<CatalogueItemEvent>> rule)
    {
        if (await Repeated(context) is { } answered) return ForStock(answered);
        var party = await PartyOf(context.Caller, Now.Supplier);
        return ForStock(await Decide(context, item => rule(item, party)));
    }

    private Result<ItemView> ForInsiders(Result<ItemAt> result) =>
        result.Map(at => ItemViews.Insider(Id, at, Clock.GetUtcNow()));

    private Result<StockView> ForStock(Result<ItemAt> result) => result.Map(StockOf);

    private StockView StockOf(ItemAt at) => new(Id, at.Item.OnHand, at.Item.Held, at.Item.Available, at.Revision);

    private async Task<ItemParty> PartyOf(Caller caller, SupplierId? supplier)
    {
        if (caller.IsSystem) return new ItemParty(caller.User, IsSystem: true);
        var authority = Near.AuthorityOf(caller, WellKnown.Operator);
        var isMember = supplier is { } id
            && (await Near.StandingOf(id)).Members.Contains(caller.User);
        var duties = await authority;
        return new ItemParty(
            caller.User,
            IsMember: isMember,
            IsFacilitator: duties.Has(unit: null, Role.Facilitator),
            IsManager: duties.Has(unit: null, Role.CatalogManager),
            IsAuditor: duties.Has(unit: null, Role.InternalAuditor));
    }

    private async Task<ListingFacts> FactsOf(SupplierId supplier, CategoryCode category)
    {
        var template = GrainFactory.Category(category).View();
        var standing = await Near.StandingOf(supplier);
        return new ListingFacts((await template)?.Template, standing, Today, Clock.GetUtcNow());
    }
}

/// <summary>An item's state at one revision; each caller is shown the part that is theirs.</summary>
/// <param name="Item">The state.</param>
/// <param name="Revision">The revision.</param>
public sealed record ItemAt(CatalogueItem Item, Revision Revision) : IRevisioned;
