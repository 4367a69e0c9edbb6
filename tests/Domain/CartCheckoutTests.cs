using System.Collections.Immutable;
using CsCheck;
using Marketplace.Carts;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class CartCheckoutTests
{
    private static readonly RegionCode Metro = RegionCode.Wrap("18.72");
    private static readonly SupplierId One = SupplierId.Wrap("s1");
    private static readonly SupplierId Two = SupplierId.Wrap("s2");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Checking_out_takes_the_lines_of_each_named_supplier_and_leaves_the_others()
    {
        var cart = Filled().CheckOut(CheckOut(Order("a", One)), Now).Value!;

        Assert.Equal(["c"], cart.Lines.Select(static line => line.Item.Value));
        Assert.Equal(["a", "b"], cart.PendingUnder(Id("a"))!.Lines.Select(static line => line.Item.Value));
    }

    [Fact]
    public void While_an_order_is_pending_another_one_to_the_same_supplier_is_refused_with_its_id()
    {
        var pending = Filled().CheckOut(CheckOut(Order("a", One)), Now).Value!;

        var second = pending.CheckOut(CheckOut(Order("b", One)), Now);

        Assert.Equal(CartRefusals.CheckoutPending, second.Refusal?.Code);
        Assert.Contains(second.Refusal!.Facts, static fact => fact == new RefusalFact("order", Id("a").Value));
    }

    [Fact]
    public void Repeating_a_checkout_under_the_same_order_id_changes_nothing()
    {
        var pending = Filled().CheckOut(CheckOut(Order("a", One)), Now).Value!;
        var placed = pending.Ordered(Id("a"));

        Assert.Same(pending, pending.CheckOut(CheckOut(Order("a", One)), Now).Value);
        Assert.Same(placed, placed.CheckOut(CheckOut(Order("a", One)), Now).Value);
    }

    [Fact]
    public void Lines_of_a_placed_order_are_gone_and_those_of_a_refused_one_are_back_where_they_were()
    {
        var pending = Filled().CheckOut(CheckOut(Order("a", One), Order("b", Two)), Now).Value!;

        var settled = pending.Ordered(Id("b")).NotOrdered(Id("a"));

        Assert.Equal(["a", "b"], settled.Lines.Select(static line => line.Item.Value));
        Assert.Empty(settled.Checkouts);
        Assert.Equal(Id("b"), Assert.Single(settled.Placed));
    }

    [Fact]
    public void An_item_put_in_again_while_its_order_was_pending_stays_as_it_was_put_in()
    {
        var pending = Filled().CheckOut(CheckOut(Order("a", One)), Now).Value!;
        var again = pending.Add(new AddCartLine(Context, ItemId.Wrap("a"), new Quantity(7)), One).Value!;

        var settled = again.NotOrdered(Id("a"));

        Assert.Equal(7, settled.LineOf(ItemId.Wrap("a"))!.Quantity.Amount);
        Assert.Equal(3, settled.Lines.Length);
    }

    [Fact]
    public void Lines_being_ordered_count_towards_the_limit()
    {
        var full = Enumerable.Range(0, CartLimits.MaxLines).Aggregate(Cart.Empty, static (cart, i) =>
            cart.Add(new AddCartLine(Context, ItemId.Wrap($"i{i}"), new Quantity(1), Metro), One).Value!);
        var pending = full.CheckOut(CheckOut(Order("a", One)), Now).Value!;

        var more = pending.Add(new AddCartLine(Context, ItemId.Wrap("more"), new Quantity(1)), One);

        Assert.Equal(CartRefusals.Full, more.Refusal?.Code);
    }

    [Fact]
    public void A_line_goes_to_the_first_address_within_its_region()
    {
        var order = Order("a", One) with { Deliveries = [To("18.71"), To("18.72.01"), To("18.72")] };
        var cart = Filled().CheckOut(CheckOut(order), Now).Value!;

        var submission = cart.Submission(CheckOut(order), order, cart.PendingUnder(order.Order)!);

        Assert.All(submission.Lines, static line => Assert.Equal(1, line.Delivery));
    }

    [Fact]
    public void Without_an_address_in_a_lines_region_nothing_is_ordered() =>
        Assert.Equal(
            CartRefusals.DeliveryMissing,
            Filled().CheckOut(CheckOut(Order("a", One) with { Deliveries = [To("18.71")] }), Now).Refusal?.Code);

    [Fact]
    public void A_supplier_with_nothing_in_the_cart_is_refused() =>
        Assert.Equal(
            CartRefusals.NothingToOrder,
            Filled().CheckOut(CheckOut(Order("a", SupplierId.Wrap("s9"))), Now).Refusal?.Code);

    [Fact]
    public void Orders_are_at_least_one_and_suppliers_and_ids_are_named_once()
    {
        var cart = Filled();

        Assert.Equal(CommonRefusals.InvalidCount, cart.CheckOut(CheckOut(), Now).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.InvalidCount,
            cart.CheckOut(CheckOut(Order("a", One), Order("b", One)), Now).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.InvalidCount,
            cart.CheckOut(CheckOut(Order("a", One), Order("a", Two)), Now).Refusal?.Code);
    }

    [Fact]
    public void Notes_of_order_and_lines_reach_the_supplier_together()
    {
        var noted = Filled().Change(new ChangeCartLine(Context, ItemId.Wrap("b"), Note: "ungu")).Value!;
        var order = Order("a", One) with { Notes = "Pagi saja" };
        var cart = noted.CheckOut(CheckOut(order), Now).Value!;

        var submission = cart.Submission(CheckOut(order), order, cart.PendingUnder(order.Order)!);

        Assert.Equal("Pagi saja\nb: ungu", submission.Notes);
    }

    [Fact]
    public void However_orders_end_each_line_is_in_the_cart_or_pending_or_ordered_exactly_once()
    {
        // Per step: check a supplier out under a fresh id, or settle the oldest pending order one way or the other.
        Gen.Int[0, 3].Array[0, 30].Sample(static steps =>
        {
            var (cart, ordered, next) = (Filled(), new List<ItemId>(), 0);
            foreach (var step in steps)
            {
                var oldest = cart.Checkouts.FirstOrDefault();
                if (step < 2)
                {
                    var order = Order($"o{next++}", step == 0 ? One : Two);
                    if (cart.CheckOut(CheckOut(order), Now) is { IsOk: true, Value: var moved }) cart = moved;
                }
                else if (oldest is not null && step == 2)
                {
                    ordered.AddRange(oldest.Lines.Select(static line => line.Item));
                    cart = cart.Ordered(oldest.Order);
                }
                else if (oldest is not null)
                {
                    cart = cart.NotOrdered(oldest.Order);
                }

                var all = cart.Lines.Concat(cart.Checkouts.SelectMany(static pending => pending.Lines))
                    .Select(static line => line.Item).Concat(ordered).Order();
                Assert.Equal(["a", "b", "c"], all.Select(static item => item.Value));
            }
        }, iter: 500);
    }

    private static readonly CommandContext Context = new(new Caller(UserId.Wrap("buyer")), "k", "c");

    private static Cart Filled()
    {
        var cart = Cart.Empty;
        foreach (var (item, supplier) in (ReadOnlySpan<(string, SupplierId)>)[("a", One), ("b", One), ("c", Two)])
            cart = cart.Add(new AddCartLine(Context, ItemId.Wrap(item), new Quantity(2), Metro), supplier).Value!;
        return cart;
    }

    private static OrderId Id(string name) => OrderId.Wrap($"order-{name}".PadRight(20, '0'));

    private static OrderDelivery To(string region) =>
        new("Jl. Ahmad Yani 1", RegionCode.Wrap(region), new DateOnly(2026, 4, 1), "Sari", "0721123456");

    private static CheckoutOrder Order(string name, SupplierId supplier) => new()
    {
        Order = Id(name),
        Supplier = supplier,
        Deliveries = [To("18.72")],
        Budget = [new SubmitBudgetLine(1)],
    };

    private static CheckOutCart CheckOut(params ImmutableArray<CheckoutOrder> orders) =>
        new(Context, "paket-1", RupCode.Wrap("12345678"), orders);
}
