using System.Collections.Immutable;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <content>
/// The way of lines into an order. They leave the cart before the order is submitted and come back only once it is
/// certain that there is no such order, so that nothing is bought twice and nothing is lost.
/// </content>
public sealed partial record Cart
{
    /// <summary>
    /// Moves the lines of each named supplier to its order. An order that is pending or placed already stays as it is,
    /// so that a repeat goes on where the first attempt was cut.
    /// </summary>
    public Result<Cart> CheckOut(CheckOutCart command, DateTimeOffset now)
    {
        var orders = command.Orders;
        if (Malformed(command) is { } malformed) return malformed;
        var cart = this;
        for (var i = 0; i < orders.Length; i++)
        {
            if (cart.Placed.Contains(orders[i].Order)) continue;
            var moved = cart.CheckOut(orders[i], now);
            if (!moved.IsOk) return moved.Refusal.On($"orders[{i}]");
            cart = moved.Value;
        }

        return ReferenceEquals(cart, this) ? this : cart with { Version = Version + 1 };
    }

    /// <summary>The checkout on its way into an order; null when there is none.</summary>
    public CartCheckout? PendingUnder(OrderId order) => Checkouts.FirstOrDefault(pending => pending.Order == order);

    /// <summary>The order exists: its lines are gone for good.</summary>
    public Cart Ordered(OrderId order)
    {
        if (PendingUnder(order) is not { } pending) return this;
        var kept = Placed.Length < CartLimits.RememberedOrders ? Placed : Placed.RemoveAt(0);
        return Next() with { Checkouts = Checkouts.Remove(pending), Placed = kept.Add(order) };
    }

    /// <summary>
    /// There is no such order and will be none: its lines come back, before those put in since. An item that was put
    /// in again meanwhile stays as it was put in.
    /// </summary>
    public Cart NotOrdered(OrderId order)
    {
        if (PendingUnder(order) is not { } pending) return this;
        var back = pending.Lines.Where(line => IndexOf(line.Item) < 0);
        return Next() with { Checkouts = Checkouts.Remove(pending), Lines = [.. back, .. Lines] };
    }

    /// <summary>What is submitted for a pending checkout.</summary>
    public SubmitOrder Submission(CheckOutCart command, CheckoutOrder order, CartCheckout pending) => new()
    {
        Context = command.Context with { IfVersion = null },
        Plan = command.Plan,
        Method = order.Method,
        Lines = [.. pending.Lines.Select(line =>
            new SubmitLine(line.Item, line.Quantity, Math.Max(0, DeliveryFor(line, order.Deliveries))))],
        Deliveries = order.Deliveries,
        Budget = order.Budget,
        PaymentMode = order.PaymentMode,
        Channel = order.Channel,
        ExternalRef = order.ExternalRef,
        PackageRef = command.PackageRef,
        LocalContentReason = order.LocalContentReason,
        ComparisonNote = order.ComparisonNote,
        Notes = NotesOf(order.Notes, pending.Lines),
        Attempt = pending.Attempt,
    };

    private Result<Cart> CheckOut(CheckoutOrder order, DateTimeOffset now)
    {
        if (PendingUnder(order.Order) is { } same && same.Supplier != order.Supplier)
            return CartRefusals.OrderIdTaken.With("order", order.Order).With("supplier", same.Supplier);
        var pending = Checkouts.FirstOrDefault(checkout => checkout.Supplier == order.Supplier);
        if (pending?.Order == order.Order) return this;
        if (pending is not null)
            return CartRefusals.CheckoutPending.With("supplier", order.Supplier).With("order", pending.Order);
        var lines = Lines.Where(line => line.Supplier == order.Supplier).ToImmutableArray();
        if (lines.IsEmpty) return CartRefusals.NothingToOrder.With("supplier", order.Supplier);
        if (lines.FirstOrDefault(line => DeliveryFor(line, order.Deliveries) < 0) is { } stranded)
        {
            return CartRefusals.DeliveryMissing.With("item", stranded.Item)
                .With("region", stranded.Region ?? Region);
        }

        if (NotesOf(order.Notes, lines) is { Length: > OrderLimits.MaxNote and var length })
            return CartRefusals.NotesTooLong.With("length", length).With("max", OrderLimits.MaxNote);
        return this with
        {
            Lines = [.. Lines.Where(line => line.Supplier != order.Supplier)],
            Checkouts = Checkouts.Add(new CartCheckout(order.Order, order.Supplier, now, lines, Version)),
        };
    }

    private static Refusal? Malformed(CheckOutCart command)
    {
        var orders = command.Orders;
        const int max = CartLimits.MaxOrdersPerCheckout;
        var distinct = orders.DistinctBy(static order => order.Order).Count() == orders.Length
            && orders.DistinctBy(static order => order.Supplier).Count() == orders.Length;
        return distinct
            ? Check.Count(orders.Length, "orders", 1, max)
            : CommonRefusals.InvalidCount.With("min", 1).With("max", max).On("orders");
    }

    /// <summary>The first address within the line's region; −1 when there is none.</summary>
    private int DeliveryFor(CartLine line, ImmutableArray<OrderDelivery> deliveries)
    {
        if ((line.Region ?? Region) is not { Value: var region }) return -1;
        for (var i = 0; i < deliveries.Length; i++)
        {
            var address = deliveries[i].Region.Value;
            if (address == region || address.StartsWith($"{region}.", StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    private static string? NotesOf(string? notes, ImmutableArray<CartLine> lines)
    {
        var all = lines.Where(static line => line.Note.Length > 0).Select(static line => $"{line.Item}: {line.Note}");
        var text = string.Join('\n', string.IsNullOrEmpty(notes) ? all : all.Prepend(notes));
        return text.Length == 0 ? null : text;
    }
}
