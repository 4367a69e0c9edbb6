using Marketplace.Carts;
using Marketplace.EventLog;
using Marketplace.Purchasing;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>
/// A checkout is a write of the cart, then a submission of the order, then a note in the cart that is written with its
/// next change. Cut between any two of them, nothing is bought twice and no line is lost.
/// </summary>
public sealed class CheckoutInterruptionTests
{
    private static readonly RegionCode Town = RegionCode.Wrap("18.71");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, OnSqlite, OnPostgres]
    public async Task Cut_after_the_cart_was_written_a_repeat_orders_the_lines_once(StorageKind kind)
    {
        var market = await OpenWithFullCart(kind);
        var command = CheckOut(market);
        var carts = CartsOf(market);
        carts.CutAfter = new Cut<CartWrite>(static _ => true);
        var cutOff = Cart(market).CheckOut(command);
        await carts.CutAfter.Reached.WaitAsync(Patience);

        await using var again = new OrderMarket(await market.Market.Crash());

        Assert.False(cutOff.IsCompletedSuccessfully);
        Assert.Null(await again.Grains.Order(OrderOf(command)).View(Buyer));
        await AssertLinesOnTheirWay(again, command);
        var first = Ok(await Cart(again).CheckOut(command));
        var repeat = Ok(await Cart(again).CheckOut(command));
        Assert.Equal(OrderOf(command), Assert.Single(first.Orders).Order);
        await AssertBoughtOnce(again, repeat, first.Orders[0].Placed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cut_after_the_cart_was_written_and_never_repeated_the_lines_come_back(StorageKind kind)
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        var market = await OpenWithFullCart(kind, clock);
        var command = CheckOut(market);
        var carts = CartsOf(market);
        carts.CutAfter = new Cut<CartWrite>(static _ => true);
        _ = Cart(market).CheckOut(command);
        await carts.CutAfter.Reached.WaitAsync(Patience);
        await using var again = new OrderMarket(await market.Market.Crash());
        await AssertLinesOnTheirWay(again, command);

        clock.Advance(TimeSpan.FromSeconds(CartLimits.CheckoutGraceSeconds + 1));

        var view = Ok(await Cart(again).View(Buyer, plan: null));
        Assert.Empty(view.Pending);
        Assert.Equal([Coffee, Pepper], Assert.Single(view.Suppliers).Lines.Select(static line => line.Line.Item));
        Assert.Equal(0m, (await again.Held(Coffee)).Amount);
        // Whoever remembers the checkout after all gets one order out of the lines that came back.
        var late = Ok(await Cart(again).CheckOut(command));
        await AssertBoughtOnce(again, late, late.Orders[0].Placed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cut_while_the_order_was_being_placed_it_is_finished_and_the_repeat_answers_with_it(
        StorageKind kind)
    {
        // A clock that stands still keeps the order's own deadline from finishing it before the test has looked.
        var market = await OpenWithFullCart(kind, new TestClock(TimeProvider.System.GetUtcNow()));
        var command = CheckOut(market);
        await CheckOutCutAfter(market, command, typeof(OrderSubmitted));
        await using var again = new OrderMarket(await market.Market.Crash());
        await AssertLinesOnTheirWay(again, command);

        await again.Grains.WithDeadlines($"purchase-order/{OrderOf(command)}")
            .Due(OrderDeadlines.Resume, TimeProvider.System.GetUtcNow());

        var finished = (await again.Grains.Order(OrderOf(command)).View(Buyer))!;
        Assert.Equal(OrderStage.AwaitingCommitmentOfficer, finished.Stage);
        var repeat = Ok(await Cart(again).CheckOut(command));
        await AssertBoughtOnce(again, repeat, repeat.Orders[0].Placed);
        Assert.Equal(finished.Revision.Version, repeat.Orders[0].Placed?.Revision.Version);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cut_while_the_order_was_being_placed_a_repeat_finishes_it(StorageKind kind)
    {
        // A clock that stands still keeps the order's own deadline from finishing it before the test has looked.
        var market = await OpenWithFullCart(kind, new TestClock(TimeProvider.System.GetUtcNow()));
        var command = CheckOut(market);
        await CheckOutCutAfter(market, command, typeof(OrderSubmitted));
        await using var again = new OrderMarket(await market.Market.Crash());

        var repeat = Ok(await Cart(again).CheckOut(command));

        await AssertBoughtOnce(again, repeat, repeat.Orders[0].Placed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cut_after_the_order_was_placed_the_cart_learns_of_it(StorageKind kind)
    {
        var market = await OpenWithFullCart(kind);
        var command = CheckOut(market);
        await CheckOutCutAfter(market, command, typeof(OrderPlaced));
        await using var again = new OrderMarket(await market.Market.Crash());

        var view = Ok(await Cart(again).View(Buyer, plan: null));

        Assert.Empty(view.Suppliers);
        Assert.Empty(view.Pending);
        var repeat = Ok(await Cart(again).CheckOut(command));
        await AssertBoughtOnce(again, repeat, repeat.Orders[0].Placed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cut_before_the_carts_next_write_the_repeat_gives_the_acknowledged_answer(StorageKind kind)
    {
        var market = await OpenWithFullCart(kind);
        var command = CheckOut(market);
        var acknowledged = Ok(await Cart(market).CheckOut(command));
        var once = new OrderMarket(await market.Market.Crash());

        var repeat = Ok(await Cart(once).CheckOut(command));
        await AssertBoughtOnce(once, repeat, acknowledged.Orders[0].Placed);
        Ok(await Cart(once).AddLine(new AddCartLine(once.Key(Buyer), Coffee, new Quantity(1))));
        await using var twice = new OrderMarket(await once.Market.Crash());

        var later = Ok(await Cart(twice).CheckOut(command));
        Assert.Equal(acknowledged.Orders[0].Placed, later.Orders[0].Placed);
        var line = Assert.Single(Assert.Single(Ok(await Cart(twice).View(Buyer, plan: null)).Suppliers).Lines);
        Assert.Equal((Coffee, 1m), (line.Line.Item, line.Line.Quantity.Amount));
        Assert.Equal(10m, (await twice.Held(Coffee)).Amount);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checkout_whose_write_fails_orders_nothing_and_leaves_the_lines(StorageKind kind)
    {
        await using var market = await OpenWithFullCart(kind);
        var command = CheckOut(market);
        var carts = CartsOf(market);
        carts.IsDown = true;

        await Assert.ThrowsAnyAsync<Exception>(() => Cart(market).CheckOut(command));

        carts.IsDown = false;
        Assert.Null(await market.Grains.Order(OrderOf(command)).View(Buyer));
        var view = Ok(await Cart(market).View(Buyer, plan: null));
        Assert.Equal((2, 0), (Assert.Single(view.Suppliers).Lines.Length, view.Pending.Length));
        var repeat = Ok(await Cart(market).CheckOut(command));
        await AssertBoughtOnce(market, repeat, repeat.Orders[0].Placed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checkout_whose_write_is_not_answered_is_taken_up_by_its_repeat(StorageKind kind)
    {
        await using var market = await OpenWithFullCart(kind);
        var command = CheckOut(market);
        CartsOf(market).LostAnswers = 1;

        await Assert.ThrowsAnyAsync<Exception>(() => Cart(market).CheckOut(command));

        await AssertLinesOnTheirWay(market, command);
        var repeat = Ok(await Cart(market).CheckOut(command));
        await AssertBoughtOnce(market, repeat, repeat.Orders[0].Placed);
    }

    private static async Task<OrderMarket> OpenWithFullCart(StorageKind kind, TimeProvider? clock = null)
    {
        var market = await Open(new TestSetup
        {
            Storage = kind,
            Clock = clock,
            Configure = static services =>
            {
                UnreliableLog.PutInto(services);
                UnreliableCarts.PutInto(services);
            },
        });
        Ok(await Cart(market).AddLine(new AddCartLine(market.Key(Buyer), Coffee, new Quantity(10), Town)));
        Ok(await Cart(market).AddLine(new AddCartLine(market.Key(Buyer), Pepper, new Quantity(5), Town)));
        return market;
    }

    private static CheckOutCart CheckOut(OrderMarket market)
    {
        var order = market.Submission();
        return new CheckOutCart(market.Key(Buyer), PackageRef: null, Rup,
            [new CheckoutOrder
            {
                Order = NewOrder(),
                Supplier = Seller,
                Deliveries = order.Deliveries,
                Budget = order.Budget,
                ComparisonNote = order.ComparisonNote,
            }]);
    }

    /// <summary>Checks out in a process that dies when the order has recorded an event of a type.</summary>
    private static async Task CheckOutCutAfter(OrderMarket market, CheckOutCart command, Type happened)
    {
        var type = EventTypes.NameOf(happened);
        var log = (UnreliableLog)market.Market.Services.GetRequiredService<IEventLog>();
        log.CutAfter = new Cut<StreamAppend>(append => append.Events.Any(stored => stored.Type == type));
        _ = Cart(market).CheckOut(command);
        await log.CutAfter.Reached.WaitAsync(Patience);
    }

    private static async Task AssertLinesOnTheirWay(OrderMarket market, CheckOutCart command)
    {
        var view = Ok(await Cart(market).View(Buyer, plan: null));
        Assert.Empty(view.Suppliers);
        var pending = Assert.Single(view.Pending);
        Assert.Equal(OrderOf(command), pending.Order);
        Assert.Equal([Coffee, Pepper], pending.Lines.Select(static line => line.Item));
    }

    /// <summary>The answer is the one order, its lines are neither in the cart nor on their way, and stock and budget
    /// are held for it and nothing else.</summary>
    private static async Task AssertBoughtOnce(OrderMarket market, CheckoutView answer, PlacedOrder? placed)
    {
        Assert.NotNull(placed);
        Assert.Equal(placed, Assert.Single(answer.Orders).Placed);
        Assert.Equal(0, answer.LineCount);
        var view = Ok(await Cart(market).View(Buyer, plan: null));
        Assert.Empty(view.Suppliers);
        Assert.Empty(view.Pending);
        Assert.Equal((10m, 5m), ((await market.Held(Coffee)).Amount, (await market.Held(Pepper)).Amount));
        Assert.Equal(placed.Totals.Total, (await market.BudgetLine()).Held);
    }

    private static OrderId OrderOf(CheckOutCart command) => command.Orders[0].Order;

    private static ICartGrain Cart(OrderMarket market) => market.Grains.Cart(Buyer.User);

    private static UnreliableCarts CartsOf(OrderMarket market) =>
        (UnreliableCarts)market.Market.Services.GetRequiredService<ICartTable>();
}
