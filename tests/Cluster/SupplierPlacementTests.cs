using System.Net;
using Marketplace.Carts;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>Orders and items are on the silo of their supplier, and suppliers are on all silos alike.</summary>
public sealed class SupplierPlacementTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Orders_and_their_items_are_beside_the_supplier()
    {
        var first = await Open(new TestSetup { Storage = StorageKind.Sqlite, Silos = 3 });
        await using var market = new OrderMarket(await first.Market.Restart());
        var services = market.Market.EachSilosServices.ToList();
        foreach (var silo in services)
            Assert.True(await silo.GetRequiredService<ItemIndexFeed>().IsBuilt(Patience));
        var home = SupplierPlacement.SiloOf(Seller.Value, [.. services.Select(AddressOf)]);
        var orders = new List<OrderId>();
        while (orders.Count < 8)
        {
            var order = NewOrder();
            await Fill(market);
            Assert.NotNull(Assert.Single((await CheckOut(market, order)).Orders).Placed);
            orders.Add(order);
        }

        var management = market.Grains.GetGrain<IManagementGrain>(0);
        Assert.Equal(home, await management.GetActivationAddress(market.Grains.Supplier(Seller)));
        Assert.Equal(home, await management.GetActivationAddress(market.Grains.Item(Coffee)));
        Assert.Equal(home, await management.GetActivationAddress(market.Grains.Item(Pepper)));
        foreach (var order in orders)
            Assert.Equal(home, await management.GetActivationAddress(market.Grains.Order(order)));
    }

    [Fact]
    public void Each_silo_has_its_share_and_one_that_leaves_moves_only_its_own()
    {
        var silos = Enumerable.Range(1, 5)
            .Select(static host => SiloAddress.New(IPAddress.Parse($"10.0.0.{host}"), 11111, 1)).ToArray();
        var suppliers = Enumerable.Range(0, 2413).Select(static number => $"s{number}").ToList();

        var homes = suppliers.ToDictionary(
            static supplier => supplier, supplier => SupplierPlacement.SiloOf(supplier, silos));

        // A fifth of them, give or take four standard deviations.
        Assert.All(silos, silo => Assert.InRange(homes.Values.Count(silo.Equals), 404, 561));
        foreach (var supplier in suppliers)
        {
            var after = SupplierPlacement.SiloOf(supplier, silos[..4]);
            if (!homes[supplier].Equals(silos[4])) Assert.Equal(homes[supplier], after);
        }

        Assert.Equal(
            homes[suppliers[0]], SupplierPlacement.SiloOf(suppliers[0], [.. silos.Reverse()]));
    }

    private static SiloAddress AddressOf(IServiceProvider silo) =>
        silo.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    private static async Task Fill(OrderMarket market)
    {
        foreach (var item in (ItemId[])[Coffee, Pepper])
        {
            Ok(await market.Grains.Cart(Buyer.User).AddLine(
                new AddCartLine(market.Key(Buyer), item, new Quantity(1), RegionCode.Wrap("18.71"))));
        }
    }

    private static async Task<CheckoutView> CheckOut(OrderMarket market, OrderId order)
    {
        var submission = market.Submission();
        var asked = new CheckoutOrder
        {
            Order = order,
            Supplier = Seller,
            Deliveries = submission.Deliveries,
            Budget = submission.Budget,
            ComparisonNote = submission.ComparisonNote,
        };
        return Ok(await market.Grains.Cart(Buyer.User).CheckOut(
            new CheckOutCart(submission.Context, PackageRef: null, submission.Plan, [asked])));
    }
}
