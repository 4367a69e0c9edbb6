using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Purchasing;
using Marketplace.Values;
using Marketplace.Verify;

namespace Marketplace.Tests.Simulation;

/// <summary>What has to be so when all is quiet: of the log by itself, and beside what the buyers were told.</summary>
/// <param name="storage">What is stored.</param>
/// <param name="buyers">What they were told.</param>
internal sealed class Aftermath(SimulatedStorage storage, IReadOnlyList<SimulatedBuyer> buyers)
{
    private readonly Dictionary<string, PurchaseOrder> _orders = storage.Log
        .Where(static stored => stored.Event is OrderEvent).GroupBy(static stored => stored.Key)
        .ToDictionary(static stream => stream.Key, static stream => Fold(stream));

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public string? Violation() =>
        OfLog() ?? OfOrders().Concat(OfHolds()).Concat(buyers.SelectMany(OfBuyer)).FirstOrDefault();

    private string? OfLog()
    {
        var log = storage.Log.Select(static stored => new LogEvent(
            stored.Position, stored.Stream, stored.Version, stored.Type, stored.Payload, stored.Cause.Caller,
            stored.Cause.CommandId, stored.Cause.Content, stored.Cause.OccurredAt.ToUnixTimeMilliseconds(),
            stored.Hash));
        var checking = new Checker([]).Check(log.ToAsyncEnumerable());
        return checking.GetAwaiter().GetResult() is { } wrong
            ? $"{wrong.Invariant.Name}: {wrong.What} (at {wrong.At})"
            : null;
    }

    private IEnumerable<string> OfOrders() =>
        from order in _orders
        where order.Value.Stage == OrderStage.Placing || !order.Value.Effects.IsEmpty
        select $"order {order.Key} is {order.Value.Stage} and waits for {order.Value.Effects.Length} effects for ever";

    private IEnumerable<string> OfHolds()
    {
        foreach (var ware in SimulatedMarket.Wares)
        {
            var item = storage.Stream($"catalogue-item/{ware.Item}").Aggregate(
                CatalogueItem.Absent, static (state, stored) => state.When((CatalogueItemEvent)stored.Event));
            foreach (var order in item.Holds.Keys.Where(order => !IsAlive(order)))
                yield return $"{ware.Item} is held for {order}, which is {StageOf(order)}";
        }

        foreach (var code in SimulatedMarket.Plans)
        {
            var plan = storage.Stream($"procurement-plan/{code}").Aggregate(
                ProcurementPlan.Absent, static (state, stored) => state.When((PlanEvent)stored.Event));
            foreach (var order in plan.Active.Keys.Where(order => !IsAlive(order)))
                yield return $"plan {code} bears {order}, which is {StageOf(order)}";
        }
    }

    private IEnumerable<string> OfBuyer(SimulatedBuyer buyer)
    {
        foreach (var (context, outcome) in buyer.Placed)
        {
            var stream = storage.Stream($"purchase-order/{outcome.Order}");
            var told = outcome.Placed!;
            var then = Fold(stream.Take(told.Revision.Version));
            if (then.Stage != told.Stage || then.Totals != told.Totals || stream.Count < told.Revision.Version)
                yield return $"{buyer.Who.User} was told that {outcome.Order} was {told.Stage}, and it is {then.Stage}";
            if (stream.FirstOrDefault(static one => one.Event is OrderSubmitted)?.Cause.CommandId != context.Id)
                yield return $"{outcome.Order} was placed, but not by {context.Id}";
        }

        foreach (var (order, version) in buyer.Shown)
        {
            var stored = storage.Stream($"purchase-order/{order}").Count;
            if (version != stored) yield return $"{order} is shown as of {version}, and {stored} events are stored";
        }

        foreach (var (order, context) in buyer.Done)
        {
            if (!storage.Stream($"purchase-order/{order}").Any(stored => stored.Cause.CommandId == context.Id))
                yield return $"{context.Id} on {order} was answered and left no trace";
        }

        if (buyer.Last is not { } cart)
        {
            yield return $"the cart of {buyer.Who.User} cannot be seen";
            yield break;
        }

        if (!cart.Pending.IsEmpty) yield return $"lines of {buyer.Who.User} are on their way for ever";
        foreach (var wrong in OfQuantities(buyer, cart)) yield return wrong;
    }

    /// <summary>What was put into a cart is in it, or in an order, once.</summary>
    private IEnumerable<string> OfQuantities(SimulatedBuyer buyer, Carts.CartView cart)
    {
        var lines = cart.Suppliers.SelectMany(static supplier => supplier.Lines).Concat(cart.WithoutSupplier).ToList();
        var orders = _orders.Values.Where(order =>
            order.Stage is not (OrderStage.Absent or OrderStage.Refused) && order.Terms!.Creator == buyer.Who.User);
        foreach (var (item, wanted) in buyer.Wanted)
        {
            var inCart = lines.Where(line => line.Line.Item == item).Sum(static line => line.Line.Quantity.Amount);
            var ordered = orders.SelectMany(static order => order.Lines).Where(line => line.Line.Item == item)
                .Sum(static line => line.Line.Quantity.Amount);
            var there = $"{inCart} in the cart and {ordered} ordered";
            if (inCart + ordered > wanted.Quantity)
                yield return $"{buyer.Who.User} asked for {wanted.Quantity} of {item}; there are {there}";
            // Put in twice, a line that comes back gives way to the one put in meanwhile.
            if (wanted is { Times: 1, IsAnswered: true } && inCart + ordered < wanted.Quantity)
                yield return $"{buyer.Who.User} put in {wanted.Quantity} of {item}; there are only {there}";
        }
    }

    private bool IsAlive(OrderId order) => StageOf(order)
        is not (OrderStage.Absent or OrderStage.Refused or OrderStage.Rejected or OrderStage.Cancelled
            or OrderStage.AutoCancelled or OrderStage.Failed or OrderStage.Terminated);

    private OrderStage StageOf(OrderId order) =>
        _orders.TryGetValue(order.Value, out var known) ? known.Stage : OrderStage.Absent;

    private static PurchaseOrder Fold(IEnumerable<StoredEvent> stream) => stream.Aggregate(
        PurchaseOrder.Absent, static (state, stored) => state.When((OrderEvent)stored.Event));
}
