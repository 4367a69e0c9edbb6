using Marketplace.Catalogue;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>An order is compared with what the catalogue offers at that time (Perpres 46/2025 Art. 66).</summary>
public sealed class LocalContentTests
{
    private const string Kbki = "4391100001";
    private static readonly ItemId Local = ItemId.Wrap("mesin-lokal");
    private static readonly ItemId Import = ItemId.Wrap("mesin-impor");

    private readonly TestClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task An_import_is_refused_while_a_certified_domestic_product_is_on_sale()
    {
        await using var market = await OpenWithMachines();

        var refused = (await Buy(market, Import)).Refusal;

        Assert.Equal(OrderRefusals.LocalContentTooLow, refused?.Code);
        Assert.Equal("localContentReason", refused!.Field);
        Assert.Equal(0m, (await market.Held(Import)).Amount);
        Assert.True((await Buy(market, Local)).IsOk);
        var reason = "Mesin lokal tidak sanggup 24 jam";
        var passed = Ok(await Buy(market, Import, reason));
        Assert.Equal(reason, passed.Terms.LocalContentReason);
    }

    [Fact]
    public async Task An_import_may_be_bought_while_the_domestic_product_is_frozen_or_out_of_stock()
    {
        await using var market = await OpenWithMachines();
        var local = market.Grains.Item(Local);

        Ok(await local.Freeze(new FreezeItem(market.Key(Manager), FreezeReason.PatrolFinding, "Diperiksa")));
        await Notice(market);
        Ok(await Buy(market, Import));
        Ok(await local.Unfreeze(market.Key(Manager)));
        await Notice(market);
        Assert.Equal(OrderRefusals.LocalContentTooLow, (await Buy(market, Import)).Refusal?.Code);
        Ok(await local.CorrectStock(
            new CorrectStock(market.Key(Owner), new Quantity(-100), CorrectionReason.SoldElsewhere)));
        await Notice(market);
        Ok(await Buy(market, Import));
    }

    [Fact]
    public async Task The_market_is_remembered_and_asked_again_after_its_time()
    {
        await using var market = await OpenWithMachines();
        Assert.False((await Buy(market, Import)).IsOk);
        Ok(await market.Grains.Item(Local).Delist(new DelistItem(market.Key(Owner), "Habis")));
        await market.Market.CatchUp(ItemsProjection.ProjectionName);

        Assert.False((await Buy(market, Import)).IsOk);
        _clock.Advance(LocalContentMarkets.Remembered);
        Ok(await Buy(market, Import));
    }

    private async Task<OrderMarket> OpenWithMachines()
    {
        var market = await Open(new TestSetup { Clock = _clock });
        await market.Publish(Local, 1_000_000, static details => details with
        {
            Kbki = Kbki,
            Certificates =
            [
                new ItemCertificate(
                    ItemCertificateKind.Tkdn, "123/TKDN", new BasisPoints(2500), new DateOnly(2099, 1, 1)),
            ],
        });
        await market.Publish(Import, 900_000, static details => details with
        {
            Kbki = Kbki,
            Origin = new ItemOrigin(OriginKind.Import, Country: "CN"),
        });
        await market.Market.CatchUp(ItemsProjection.ProjectionName);
        return market;
    }

    private async Task Notice(OrderMarket market)
    {
        await market.Market.CatchUp(ItemsProjection.ProjectionName);
        _clock.Advance(LocalContentMarkets.Remembered);
    }

    private static Task<Result<OrderView>> Buy(OrderMarket market, ItemId item, string? reason = null) =>
        market.Grains.Order(NewOrder()).Submit(market.Submission() with
        {
            Lines = [new SubmitLine(item, new Quantity(1))],
            LocalContentReason = reason,
        });
}
