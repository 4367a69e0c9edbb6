using Marketplace.Deadlines;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>What happens to orders and officers when nobody acts.</summary>
public sealed class OrderTimeoutTests
{
    private readonly TestClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task An_order_nobody_signs_is_cancelled_and_frees_stock_and_budget()
    {
        await using var market = await Open(new TestSetup { Clock = _clock });
        var order = market.Grains.Order(NewOrder());
        var placed = Ok(await order.Submit(market.Submission()));
        Assert.Equal(10m, (await market.Held(Coffee)).Amount);

        _clock.Advance(placed.RespondBy!.Value - _clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await Sweep(market);
        Assert.Equal(OrderStage.AwaitingCommitmentOfficer, (await order.View(Buyer))!.Stage);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Sweep(market);

        var ended = (await order.View(Buyer))!;
        Assert.Equal((OrderStage.AutoCancelled, EndReason.Timeout), (ended.Stage, ended.End!.Reason));
        Assert.Equal(0m, (await market.Held(Coffee)).Amount);
        Assert.Equal(Rupiah.Zero, (await market.BudgetLine()).Held);
    }

    [Fact]
    public async Task An_officer_rates_what_is_completed_before_signing_the_next()
    {
        await using var market = await Open(new TestSetup
        {
            Clock = _clock,
            Configure = static services => services.AddSingleton(TestLaw.With(
                (PolicyKeys.RatingBlocksNextOrder, 1), (PolicyKeys.RatingGrace, 1))),
        });
        var done = await Completed(market);
        var (second, third) = (market.Grains.Order(NewOrder()), market.Grains.Order(NewOrder()));
        Ok(await second.Submit(market.Submission(coffee: 1, pepper: 1)));
        Ok(await third.Submit(market.Submission(coffee: 1, pepper: 1)));
        await market.Market.CatchUp(OrdersAndTasks.ProjectionName);

        Ok(await second.Sign(new SignOrder(market.Key(Signer))));
        _clock.Advance(TimeSpan.FromHours(25));
        var refused = (await third.Sign(new SignOrder(market.Key(Signer)))).Refusal;
        Assert.Equal(OrderRefusals.RatingOverdue, refused?.Code);
        Assert.Equal(done.ToString(), refused!.Facts.Single(static fact => fact.Name == "order").Value);
        Ok(await market.Grains.Order(done).Rate(new RateOrder(market.Key(Signer), 3, 3, 3, 3)));
        Ok(await third.Sign(new SignOrder(market.Key(Signer))));
    }

    private static async Task<OrderId> Completed(OrderMarket market)
    {
        var id = NewOrder();
        var order = market.Grains.Order(id);
        Ok(await order.Submit(market.Submission(coffee: 1, pepper: 1)));
        Ok(await order.Sign(new SignOrder(market.Key(Signer))));
        Ok(await order.Accept(market.Key(Owner)));
        LineQuantity[] all = [new(1, new Quantity(1)), new(2, new Quantity(1))];
        Ok(await order.Dispatch(new DispatchGoods(market.Key(Owner), 0, [.. all], "Kurir")));
        Ok(await order.Receive(new ReceiveGoods(market.Key(Receiver), 1, [])));
        Ok(await order.Inspect(new InspectGoods(
            market.Key(Receiver), Day,
            [.. all.Select(static line => new LineInspection(line.Line, line.Quantity, Quantity.Zero))])));
        Ok(await order.HandOver(new HandOver(market.Key(Signer), "BAST/1")));
        Ok(await order.Invoice(new InvoiceOrder(market.Key(Owner), "INV/1", Day, "0400260012345678")));
        Assert.Equal(
            OrderStage.Completed, Ok(await order.Pay(new PayOrder(market.Key(Treasurer), null, "SPM/1"))).Stage);
        return id;
    }

    private static async Task Sweep(OrderMarket market)
    {
        await market.Market.CatchUp(OpenDeadlines.ProjectionName);
        await market.Grains.DeadlineSweeper().Sweep();
    }
}
