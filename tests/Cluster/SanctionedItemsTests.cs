using Marketplace.Catalogue;
using Marketplace.Deadlines;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>A supplier's items freeze and thaw with its sanctions, without anybody's command.</summary>
public sealed class SanctionedItemsTests
{
    private readonly TestClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Items_freeze_with_a_sanction_although_the_process_ends_in_between()
    {
        var first = await OpenWithoutPulse();
        Ok(await Sanction(first));
        Assert.Equal(
            OrderRefusals.SupplierMayNotSell,
            (await first.Grains.Order(NewOrder()).Submit(first.Submission())).Refusal?.Code);
        await using var market = new OrderMarket(await first.Market.Restart());
        // One item has been told already, as after a crash in the middle.
        await market.Grains.Item(Coffee).FollowSupplier();

        await Sweep(market);

        foreach (var item in (ItemId[])[Coffee, Pepper])
        {
            var view = Ok(await market.Grains.Item(item).View(Commands.Caller.Anonymous));
            Assert.Equal((ItemStage.Frozen, FreezeReason.SupplierSanctioned), (view.Stage, view.Freeze?.Reason));
            Assert.True(view is { Visible: true, Purchasable: false });
        }

        var version = (await market.Grains.Supplier(Seller).View(Manager))!.Revision.Version;
        await Sweep(market);
        Assert.Equal(version, (await market.Grains.Supplier(Seller).View(Manager))!.Revision.Version);
    }

    [Fact]
    public async Task Items_are_released_when_the_sanction_is_lifted_but_not_what_a_manager_froze()
    {
        await using var market = await OpenWithoutPulse();
        Ok(await market.Grains.Item(Pepper).Freeze(
            new FreezeItem(market.Key(Manager), FreezeReason.PatrolFinding, "Diperiksa")));
        Ok(await Sanction(market));
        await Sweep(market);
        Assert.Equal(ItemStage.Frozen, await StageOf(market, Coffee));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Ok(await market.Grains.Supplier(Seller).LiftSanction(new LiftSanction
        {
            Context = market.Key(Manager),
            Number = 1,
            Reason = "Banding diterima",
        }));
        await Sweep(market);

        Assert.Equal(ItemStage.Published, await StageOf(market, Coffee));
        Assert.Equal(ItemStage.Frozen, await StageOf(market, Pepper));
    }

    [Fact]
    public async Task Items_are_released_when_the_sanction_runs_out_and_then_looked_at_for_what_else_is_due()
    {
        await using var market = await OpenWithoutPulse();
        Ok(await Sanction(market));
        await Sweep(market);
        Assert.Equal(ItemStage.Frozen, await StageOf(market, Coffee));

        _clock.Advance(TimeSpan.FromDays(200));
        await Sweep(market);
        Assert.Equal(ItemStage.Frozen, await StageOf(market, Coffee));
        await Sweep(market);
        Assert.Equal(ItemStage.Published, await StageOf(market, Coffee));
        // Nobody confirmed the stock for more than ninety days.
        await Sweep(market);
        var view = Ok(await market.Grains.Item(Coffee).View(Commands.Caller.Anonymous));
        Assert.Equal(FreezeReason.StockNotConfirmed, view.Freeze?.Reason);
    }

    [Fact]
    public async Task Nothing_comes_on_sale_while_its_supplier_is_suspended()
    {
        await using var market = await OpenWithoutPulse();
        var item = market.Grains.Item(Coffee);
        Ok(await item.Freeze(new FreezeItem(market.Key(Manager), FreezeReason.StockNotConfirmed)));
        Ok(await Sanction(market));

        // Confirming the stock would end this freeze.
        Ok(await item.ConfirmStock(market.Key(Owner)));

        var view = Ok(await item.View(Commands.Caller.Anonymous));
        Assert.Equal((ItemStage.Frozen, FreezeReason.SupplierSanctioned), (view.Stage, view.Freeze?.Reason));
        Assert.Equal(
            ItemRefusals.SupplierMayNotSell, (await item.Unfreeze(market.Key(Manager))).Refusal?.Code);
    }

    private Task<OrderMarket> OpenWithoutPulse() => Open(new TestSetup
    {
        Clock = _clock,
        // The test itself says when deadlines are looked at.
        Configure = static services =>
        {
            var pulse = services.Single(static service => service.ImplementationType == typeof(DeadlinePulse));
            services.Remove(pulse);
        },
    });

    private static Task<Outcomes.Result<SupplierView>> Sanction(OrderMarket market) =>
        market.Grains.Supplier(Seller).Sanction(new SanctionSupplier
        {
            Context = market.Key(Manager),
            Kind = SanctionKind.OrderBreach,
            DecreeNumber = "SK/7/2026",
            Reason = SanctionReason.OrderNotFulfilled,
            Evidence = "Berita acara 12/2026",
        });

    private static async Task<ItemStage> StageOf(OrderMarket market, ItemId item) =>
        Ok(await market.Grains.Item(item).View(Commands.Caller.Anonymous)).Stage;

    private static async Task Sweep(OrderMarket market)
    {
        await market.Market.CatchUp(OpenDeadlines.ProjectionName);
        await market.Grains.DeadlineSweeper().Sweep();
    }
}
