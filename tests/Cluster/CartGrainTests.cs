using Marketplace.Carts;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Cluster;

public sealed class CartGrainTests
{
    private static readonly RegionCode Metro = RegionCode.Wrap("18.72");
    private static readonly UserId Buyer = UserId.Wrap("buyer");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cart_survives_a_restart_with_the_keys_of_its_commands(StorageKind kind)
    {
        var market = await TestMarketplace.Start(kind);
        var context = new CommandContext(new Caller(Buyer), "k1", "a");
        var first = await market.Grains.Cart(Buyer).SetRegion(context, Metro);
        await using var again = await market.Restart();
        var cart = again.Grains.Cart(Buyer);

        var repeat = await cart.SetRegion(context, Metro);
        var reuse = await cart.SetRegion(context with { Content = "b" }, RegionCode.Wrap("18.71"));
        var view = await cart.View(context.Caller, plan: null);

        Assert.Equal(first.Value, repeat.Value);
        Assert.Equal(CommonRefusals.KeyReused, reuse.Refusal?.Code);
        Assert.Equal(Metro, view.Value?.Region);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_that_was_long_on_its_way_does_nothing_once_its_repeat_may_be_forgotten(StorageKind kind)
    {
        var market = await TestMarketplace.Start(kind);
        var (buyer, asked) = (new Caller(Buyer), DateTimeOffset.UnixEpoch.AddDays(1));
        CommandContext At(string key, int second) => new(buyer, key, "a", AskedAt: asked.AddSeconds(second));
        var cart = market.Grains.Cart(Buyer);
        Assert.True((await cart.SetRegion(At("k", 1), Metro)).IsOk);
        for (var i = 0; i < CartLimits.RememberedKeys; i++)
        {
            var region = RegionCode.Wrap($"18.{(i % 2 == 0 ? "71" : "01")}");
            Assert.True((await cart.SetRegion(At($"k{i}", 2 + i), region)).IsOk);
        }

        await using var again = await market.Restart();
        var late = again.Grains.Cart(Buyer);
        var before = (await late.View(buyer, plan: null)).Value;

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => late.SetRegion(At("k", 0), Metro));
        await Assert.ThrowsAsync<OutcomeUnknownException>(
            () => late.CheckOut(new CheckOutCart(At("late", 0), null, RupCode.Wrap("57050010"), [])));
        Assert.Equal(before?.Revision, (await late.View(buyer, plan: null)).Value?.Revision);
        Assert.True((await late.SetRegion(At("new", 60), Metro)).IsOk);
    }

    [Fact]
    public async Task Another_persons_cart_does_not_exist()
    {
        await using var market = await TestMarketplace.Start();
        var stranger = new CommandContext(new Caller(UserId.Wrap("stranger")), "k1", "a");

        var change = await market.Grains.Cart(Buyer).SetRegion(stranger, Metro);
        var view = await market.Grains.Cart(Buyer).View(stranger.Caller, plan: null);

        Assert.Equal(CommonRefusals.NotFound, change.Refusal?.Code);
        Assert.Equal(CommonRefusals.NotFound, view.Refusal?.Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_made_on_an_older_cart_is_refused_when_the_caller_insists(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        var context = new CommandContext(new Caller(Buyer), "k1", "a", IfVersion: 0);
        var cart = market.Grains.Cart(Buyer);

        var first = await cart.SetRegion(context, Metro);
        var late = await cart.SetRegion(context with { Key = "k2" }, RegionCode.Wrap("18.71"));

        Assert.True(first.IsOk);
        Assert.Equal(CommonRefusals.StaleVersion, late.Refusal?.Code);
    }

    [Fact]
    public async Task An_item_no_longer_for_sale_is_missing_also_where_it_was_put_into_carts_before()
    {
        await using var market = await OrderMarket.Open();
        var first = new Caller(UserId.Wrap("first"));
        Assert.True((await market.Grains.Cart(first.User).AddLine(Line(market.Key(first)))).IsOk);
        var gone = await market.Grains.Item(OrderMarket.Coffee)
            .Delist(new DelistItem(market.Key(OrderMarket.Owner), "Habis"));
        Assert.True(gone.IsOk);

        var late = await market.Grains.Cart(Buyer).AddLine(Line(market.Key(new Caller(Buyer))));

        Assert.Equal(CartRefusals.ItemMissing, late.Refusal?.Code);
    }

    private static AddCartLine Line(CommandContext context) =>
        new(context, OrderMarket.Coffee, new Quantity(1), Metro);
}
