using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Microsoft.Extensions.Logging;

namespace Marketplace.Carts;

/// <content>
/// Ordering. Whatever a crash leaves half done is settled by asking the order: the cart never assumes what became of
/// it. What is settled is written with the cart's next change; until then it would be settled the same way again.
/// </content>
public sealed partial class CartGrain
{
    /// <summary>What is known of an order that lines are on their way into.</summary>
    private enum Fate
    {
        /// <summary>Not there yet, or being placed.</summary>
        Open,

        /// <summary>It is there.</summary>
        Placed,

        /// <summary>It was refused, or is none of this cart's.</summary>
        Refused,
    }

    /// <inheritdoc />
    public async Task<Result<CheckoutView>> CheckOut(CheckOutCart command)
    {
        if (!IsOwner(command.Context.Caller)) return CommonRefusals.NotFound;
        if (Now.Has(command.Context) && !Now.IsRepeatedBy(command.Context)) return CommonRefusals.KeyReused;
        if (Now.MayHaveForgotten(command.Context)) throw Late();
        if (Now.Lines.Any(static line => line.Supplier is null)) await LearnSuppliers();
        // Those asked for again are submitted again; the others must not stand in the way of the lines they hold.
        await Settle(except: command.Orders);
        if (!Now.Has(command.Context) && command.Context.IfVersion is { } expected && expected != Now.Version)
            return CommonRefusals.StaleVersion.With("expected", expected).With("actual", Now.Version);
        var next = Now.CheckOut(command, clock.GetUtcNow());
        if (!next.IsOk) return next.Refusal;
        var pendingBefore = Now.Checkouts;
        if (!ReferenceEquals(next.Value, Now)) await Save(next.Value.Remember(command.Context));

        var outcomes = await Task.WhenAll(command.Orders.Select(order =>
            Submit(command, order, wasPending: pendingBefore.Any(pending => pending.Order == order.Order))));
        var position = outcomes.Max(static outcome => outcome.Placed?.Revision.Position ?? 0);
        return new CheckoutView(
            command.PackageRef, [.. outcomes], Now.Lines.Length, new Revision(Now.Version, position));
    }

    private async Task<CheckoutOutcome> Submit(CheckOutCart command, CheckoutOrder order, bool wasPending)
    {
        if (Now.PendingUnder(order.Order) is not { } pending) return await AsPlaced(command.Context.Caller, order);
        var submitted = await GrainFactory.Order(order.Order).Submit(Now.Submission(command, order, pending));
        var fate = submitted switch
        {
            { IsOk: true } => FateOf(submitted.Value, pending),
            // The refusal may be about this repeat and not about the order.
            _ when wasPending => await FateOf(pending),
            _ => Fate.Refused,
        };
        Settle(pending, fate);
        if (!submitted.IsOk && fate == Fate.Placed) return await AsPlaced(command.Context.Caller, order);
        return new CheckoutOutcome(
            order.Order, order.Supplier, submitted.IsOk ? Short(submitted.Value) : null, submitted.Refusal);
    }

    /// <summary>The order placed by an earlier attempt at this checkout.</summary>
    private async Task<CheckoutOutcome> AsPlaced(Caller caller, CheckoutOrder order)
    {
        var view = await GrainFactory.Order(order.Order).View(caller);
        Refusal? refusal = view is null ? CommonRefusals.NotFound
            : view.Terms.Supplier != order.Supplier
                ? CartRefusals.OrderIdTaken.With("order", order.Order).With("supplier", view.Terms.Supplier)
                : null;
        return new CheckoutOutcome(order.Order, order.Supplier, refusal is null ? Short(view!) : null, refusal);
    }

    /// <summary>Asks after every order still pending, so that its lines are gone or back.</summary>
    private async Task Settle(ImmutableArray<CheckoutOrder> except = default)
    {
        foreach (var pending in Now.Checkouts)
        {
            if (!except.IsDefault && except.Any(order => order.Order == pending.Order)) continue;
            try
            {
                Settle(pending, await FateOf(pending));
            }
#pragma warning disable CA1031 // An order that cannot be asked now keeps its lines; the rest of the cart stays usable.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogUnsettled(failure, Owner, pending.Order);
            }
        }
    }

    private void Settle(CartCheckout pending, Fate fate) => stored.State.Cart = fate switch
    {
        Fate.Placed => Now.Ordered(pending.Order),
        Fate.Refused => Now.NotOrdered(pending.Order),
        _ => Now,
    };

    private async Task<Fate> FateOf(CartCheckout pending)
    {
        var actor = GrainFactory.Order(pending.Order);
        var order = await actor.View(Caller.System);
        if (order is null && clock.GetUtcNow() >= pending.StartedAt.AddSeconds(CartLimits.CheckoutGraceSeconds))
        {
            // However long it has been, a submission may still be on its way: only the order can rule that out.
            if (await actor.Preclude(pending.Attempt)) return Fate.Refused;
            order = await actor.View(Caller.System);
        }

        return order is null ? Fate.Open : FateOf(order, pending);
    }

    private Fate FateOf(OrderView order, CartCheckout pending) => order.Stage switch
    {
        OrderStage.Absent or OrderStage.Refused => Fate.Refused,
        _ when order.Terms.Supplier != pending.Supplier || order.Terms.Creator != Owner => Fate.Refused,
        OrderStage.Placing => Fate.Open,
        _ => Fate.Placed,
    };

    private static PlacedOrder Short(OrderView order) =>
        new(order.Stage, order.Desk, order.Totals, order.RespondBy, order.Revision);

    [LoggerMessage(LogLevel.Warning, "Cart of {Owner}: order {Order} cannot be asked now; its lines stay with it.")]
    private partial void LogUnsettled(Exception failure, UserId owner, OrderId order);
}
