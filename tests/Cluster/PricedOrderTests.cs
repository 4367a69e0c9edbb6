using Marketplace.Lists;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>An order is compared with what comparable items cost, and what is paid for it with later ones.</summary>
public sealed class PricedOrderTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_order_without_comparables_is_explained_and_its_paid_price_is_known_afterwards(StorageKind kind)
    {
        await using var market = await Open(kind);
        var (order, id) = (market.Submission(), NewOrder());

        var refused = (await market.Grains.Order(id).Submit(order with { ComparisonNote = " " })).Refusal;
        Assert.Equal(OrderRefusals.PriceNotCompared, refused?.Code);
        Assert.Equal("comparisonNote", refused!.Field);
        Assert.Equal(Rupiah.Zero, (await market.BudgetLine()).Held);

        var placed = Ok(await market.Grains.Order(id).Submit(order with { Context = market.Key(Buyer) }));
        var fairness = placed.Lines[0].Line.Fairness!;
        Assert.Equal(new Rupiah(100_000), fairness.Price);
        Assert.Equal<PriceConcern>([PriceConcern.NoComparables], fairness.Concerns);

        var paid = await Complete(market, id);
        Ok(await market.Grains.ItemSearch().Find(new ItemQuery(), new PageRequest(WaitFor: paid.Revision.Position)));
        var after = Ok(await market.Grains.ItemSearch().PriceFairness(Coffee, deliverTo: null, quantity: null));
        Assert.Equal((1, new Rupiah(100_000)), (after.Paid.Sample, after.LastSale!.Value));
        // Nothing of the pepper was good, so nothing was paid for it.
        var pepper = Ok(await market.Grains.ItemSearch().PriceFairness(Pepper, deliverTo: null, quantity: null));
        Assert.Equal(0, pepper.Paid.Sample);
    }

    private static async Task<OrderView> Complete(OrderMarket market, OrderId id)
    {
        var order = market.Grains.Order(id);
        Ok(await order.Sign(new SignOrder(market.Key(Signer), "SP/001")));
        Ok(await order.Accept(market.Key(Owner)));
        Ok(await order.Dispatch(new DispatchGoods(
            market.Key(Owner), 0, [Of(1, 10), Of(2, 5)], "Kurir sendiri")));
        Ok(await order.Receive(new ReceiveGoods(market.Key(Receiver), 1, [])));
        Ok(await order.Inspect(new InspectGoods(market.Key(Receiver), Day,
        [
            new LineInspection(1, new Quantity(10), Quantity.Zero),
            new LineInspection(2, Quantity.Zero, new Quantity(5), "Berjamur"),
        ])));
        Ok(await order.SettleDiscrepancy(
            new SettleDiscrepancy(market.Key(Signer), DiscrepancySettlement.Reduce, "Tanpa lada")));
        Ok(await order.HandOver(new HandOver(market.Key(Signer), "BAST/001")));
        Ok(await order.Invoice(new InvoiceOrder(market.Key(Owner), "INV/001", Day, "0100026000000001")));
        return Ok(await order.Pay(new PayOrder(market.Key(Treasurer), null, "SPM/001")));
    }

    private static LineQuantity Of(int line, decimal quantity) => new(line, new Quantity(quantity));
}
