using System.Collections.Immutable;
using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.Extensions.Logging;

namespace Marketplace.Purchasing;

/// <content>
/// The steps other actors have a part in. Each is idempotent at the other actor, and the order's own events say which
/// is open, so whatever is cut off is finished or undone when its deadline comes.
/// </content>
public sealed partial class PurchaseOrderGrain
{
    /// <summary>Most items asked at the same time for one order.</summary>
    private const int Parallelism = 16;

    private Task<OrderView>? _placing;
    private bool _driving;

    /// <inheritdoc />
    public async Task<Result<OrderView>> Submit(SubmitOrder command)
    {
        if (PurchaseOrder.ShapeOf(command) is { } malformed) return malformed;
        if (await Repeated(command.Context) is { } repeat)
            return repeat.IsOk ? await Placed(command.Context, repeat.Value, party: null) : repeat;
        var lines = PurchaseOrder.Merged(command.Lines);
        var facts = await FactsFor(command, lines);
        if (!facts.IsOk) return facts.Refusal;
        var today = Today;
        var submitted = await Decide(
            command.Context, order => order.Submit(Id, command, lines, facts.Value, today));
        var party = new OrderParty(
            facts.Value.Caller, facts.Value.IsEngine ? null : facts.Value.Authority, IsEngine: facts.Value.IsEngine);
        return submitted.IsOk ? await Placed(command.Context, submitted.Value, party) : submitted;
    }

    /// <inheritdoc />
    public async Task<bool> Preclude(int attempt)
    {
        var now = Clock.GetUtcNow();
        await DecideUnseen(CommandContext.System, order => order.Preclude(attempt, now));
        return Now.Stage == OrderStage.Absent && Now.Precluded >= attempt;
    }

    private async Task<Result<SubmitFacts>> FactsFor(SubmitOrder command, ImmutableArray<SubmitLine> lines)
    {
        var asking = Near.TermsOf(command.Plan);
        var quotes = await Each(lines, line =>
            Near.QuoteOf(line.Item, command.Deliveries[line.Delivery].Region, line.Quantity));
        if (await asking is not { } plan) return CommonRefusals.NotFound.On("plan");
        var caller = command.Context.Caller;
        var authority = Near.AuthorityOf(caller, plan.Organisation);
        var seller = quotes.FirstOrDefault(static quote => quote.IsOk)?.Value?.Supplier;
        var standing = seller is { } supplier ? await Near.StandingOf(supplier) : null;
        var kind = (await authority).Kind
            ?? (caller.IsSystem ? (await GrainFactory.Organisation(plan.Organisation).Terms(plan.Unit))?.Kind : null);
        var prices = await PricesFor(command, kind, lines, quotes);
        if (!prices.IsOk) return prices.Refusal;
        return new SubmitFacts(
            caller.User, caller.IsSystem, await authority, kind, plan, standing, [.. quotes],
            await MarketsFor(command, kind, quotes), prices.Value);
    }

    /// <summary>The submission's answer: when the placement, begun here or elsewhere, has come to its end.</summary>
    private async Task<Result<OrderView>> Placed(
        CommandContext context, OrderView submitted, OrderParty? party)
    {
        var view = Now.Stage == OrderStage.Placing ? await (_placing ??= PlaceOnce(context))
            : submitted.Stage == OrderStage.Placing ? CurrentView()
            : submitted;
        return view.Stage == OrderStage.Refused
            ? OrderRefusals.NotPlaced.With("order", Id) with { Parts = view.Refusals }
            : Present(view, party ?? await PartyOf(context.Caller));
    }

    private async Task<OrderView> PlaceOnce(CommandContext context)
    {
        try
        {
            return await Place(context);
        }
        finally
        {
            _placing = null;
        }
    }

    private async Task<OrderView> Place(CommandContext context)
    {
        var order = Now;
        var terms = order.Terms!;
        var buyer = CommandContext.OnBehalfOf(terms.Creator == Caller.System.User ? Caller.System : new(terms.Creator));
        var items = order.Items.ToList();

        var budget = await GrainFactory.Plan(terms.Plan)
            .Hold(new HoldBudget(buyer, Id, terms.Category, order.Budget));
        if (!budget.IsOk) return await Refuse(context, [budget.Refusal.On("budget")]);

        var holds = await Each(items, held => GrainFactory.Item(held.Item).Hold(buyer, Id, held.Quantity));
        ImmutableArray<Refusal> refusals =
        [
            .. holds.Select((hold, index) => hold.Refusal?.On(LineField(order, items[index].Item))).OfType<Refusal>(),
        ];
        if (!refusals.IsEmpty) return await Refuse(context, refusals);

        var today = Today;
        var asksForReview = order.IsAboveOfficerLimit(budget.Value.PackageTotal, law)
            && (await GrainFactory.Organisation(terms.Organisation).Terms(terms.Unit))
                is not { Settings.ReviewAboveDirectLimit: false };
        var placed = await Continue(
            context, state => state.Place(budget.Value.PackageTotal, asksForReview, today));
        return placed.IsOk ? placed.Value : await Refuse(context, [placed.Refusal]);
    }

    /// <summary>
    /// Every item is told, also those that refused or were not asked: an earlier attempt, or another activation of this
    /// order, may have held it, or may still ask.
    /// </summary>
    private async Task<OrderView> Refuse(CommandContext context, ImmutableArray<Refusal> reasons)
    {
        var today = Today;
        await Continue(context, order => order.Refuse(reasons, today));
        await DriveEffects(context);
        return CurrentView();
    }

    private static string LineField(PurchaseOrder order, ItemId item) =>
        $"lines[{order.Lines.First(line => line.Line.Item == item).Line.Number - 1}]";

    /// <summary>Takes up what a crash or a silent actor has left open.</summary>
    private async Task Resume()
    {
        if (Now.Stage == OrderStage.Placing) await (_placing ??= PlaceOnce(CommandContext.System));
        await DriveEffects(CommandContext.System);
        if (!Now.Effects.IsEmpty)
            throw new InvalidOperationException($"Order {Id} still waits for other actors; to be told again.");
    }

    /// <summary>
    /// Lets other actors do what was decided here. A failure is logged and left open: the resume deadline brings it up
    /// again, and the command that was decided stands.
    /// </summary>
    /// <returns>Whether anything was done.</returns>
    private async Task<bool> DriveEffects(CommandContext context)
    {
        if (_driving) return false;
        _driving = true;
        try
        {
            var hasDone = false;
            while (!Now.Effects.IsEmpty)
            {
                // What concerns one actor happens in order, different actors side by side.
                var groups = Now.Effects.GroupBy(static effect => effect.Item).ToList();
                var done = (await Each(groups, DriveInOrder)).SelectMany(static numbers => numbers).ToImmutableArray();
                if (done.IsEmpty) break;
                var today = Today;
                if (!(await Continue(context, order => order.Settle(done, today))).IsOk) break;
                hasDone = true;
            }

            return hasDone;
        }
        finally
        {
            _driving = false;
        }
    }

    private async Task<IReadOnlyList<int>> DriveInOrder(IEnumerable<OpenEffect> effects)
    {
        var done = new List<int>();
        foreach (var effect in effects)
        {
            try
            {
                if (await RefusalOf(effect) is { } refusal)
                {
                    LogRefused(effect.Kind, Id, refusal.Code.Slug);
                    break;
                }

                done.Add(effect.Number);
            }
#pragma warning disable CA1031 // Whatever fails stays open and is taken up again; what is done already counts.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure, effect.Kind, Id);
                break;
            }
        }

        return done;
    }

    private async Task<Refusal?> RefusalOf(OpenEffect effect)
    {
        var engine = CommandContext.System;
        var plan = GrainFactory.Plan(Now.Terms!.Plan);
        var item = effect.Item is { } id ? GrainFactory.Item(id) : null;
        return effect.Kind switch
        {
            EffectKind.AmendBudget => (await plan.Amend(new AmendBudget(engine, Id, effect.Id, effect.Budget))).Refusal,
            EffectKind.CommitBudget => (await plan.Commit(engine, Id)).Refusal,
            EffectKind.RealiseBudget => (await plan.Realise(engine, Id, effect.Id, effect.Amount)).Refusal,
            EffectKind.ReleaseBudget => (await plan.Release(engine, Id)).Refusal,
            EffectKind.PostStock => (await item!.Post(engine, Id)).Refusal,
            EffectKind.VoidStock => (await item!.Void(engine, Id)).Refusal,
            EffectKind.ReturnStock => (await item!.Return(engine, Id, effect.Id, effect.Quantity)).Refusal,
            _ => throw new InvalidOperationException($"Unknown effect {effect.Kind}."),
        };
    }

    /// <summary>Ends a negotiation about an item that can no longer be bought.</summary>
    private async Task FailIfDelisted()
    {
        if (Now.Stage != OrderStage.Negotiating || await DelistedItem() is not { } gone) return;
        await Carry(CommandContext.System, (order, _, today) => order.Fail(gone, today));
    }

    private async Task<ItemId?> DelistedItem()
    {
        var items = Now.Items.Select(static held => held.Item).ToList();
        var views = await Each(items, item => GrainFactory.Item(item).View(Caller.System));
        for (var i = 0; i < items.Count; i++)
        {
            if (views[i].Value?.Stage is ItemStage.Delisted or ItemStage.Archived) return items[i];
        }

        return null;
    }

    /// <summary>Asks for each, at most <see cref="Parallelism"/> at a time, and answers in the same order.</summary>
    private static async Task<TAnswer[]> Each<T, TAnswer>(IReadOnlyList<T> sources, Func<T, Task<TAnswer>> ask)
    {
        if (sources.Count <= Parallelism) return await Task.WhenAll(sources.Select(ask));
        var answers = new List<TAnswer>(sources.Count);
        foreach (var chunk in sources.Chunk(Parallelism)) answers.AddRange(await Task.WhenAll(chunk.Select(ask)));
        return [.. answers];
    }

    [LoggerMessage(LogLevel.Error, "Effect {Kind} of order {Order} was refused as {Slug}; it stays open.")]
    private partial void LogRefused(EffectKind kind, OrderId order, string slug);

    [LoggerMessage(LogLevel.Warning, "Effect {Kind} of order {Order} failed; it stays open.")]
    private partial void LogFailed(Exception failure, EffectKind kind, OrderId order);
}
