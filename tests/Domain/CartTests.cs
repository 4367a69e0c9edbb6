using CsCheck;
using Marketplace.Carts;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class CartTests
{
    private static readonly RegionCode Metro = RegionCode.Wrap("18.72");
    private static readonly RegionCode BandarLampung = RegionCode.Wrap("18.71");
    private static readonly SupplierId Supplier = SupplierId.Wrap("s1");

    [Fact]
    public void The_first_region_given_becomes_the_carts()
    {
        var cart = Cart.Empty.Add(Add("a", 1, Metro), Supplier).Value!;

        Assert.Equal(Metro, cart.Region);
        Assert.Null(cart.Lines[0].Region);
    }

    [Fact]
    public void A_line_for_elsewhere_keeps_its_own_region()
    {
        var cart = Filled().Add(Add("b", 1, BandarLampung), Supplier).Value!;

        Assert.Equal(BandarLampung, cart.LineOf(ItemId.Wrap("b"))?.Region);
        Assert.Equal(Metro, cart.Region);
    }

    [Fact]
    public void Without_any_region_nothing_is_put_in() =>
        Assert.Equal(CartRefusals.RegionMissing, Cart.Empty.Add(Add("a", 1), Supplier).Refusal?.Code);

    [Fact]
    public void The_same_item_put_in_twice_is_one_line_of_both_quantities()
    {
        var cart = Filled().Add(Add("a", 2.5m), null).Value!;

        var line = Assert.Single(cart.Lines);
        Assert.Equal(3.5m, line.Quantity.Amount);
        Assert.Equal(Supplier, line.Supplier);
    }

    [Fact]
    public void A_cart_holds_as_many_lines_as_it_may_and_not_one_more()
    {
        var full = Enumerable.Range(0, CartLimits.MaxLines)
            .Aggregate(Cart.Empty, static (cart, i) => cart.Add(Add($"i{i}", 1, Metro), Supplier).Value!);

        Assert.Equal(CartRefusals.Full, full.Add(Add("more", 1), Supplier).Refusal?.Code);
        Assert.True(full.Add(Add("i7", 1), Supplier).IsOk);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_quantity_that_is_not_above_zero_is_refused(int quantity)
    {
        Assert.Equal(CommonRefusals.OutOfRange, Filled().Add(Add("b", quantity), Supplier).Refusal?.Code);
        Assert.Equal(CommonRefusals.OutOfRange, Filled().Change(Change("a", quantity)).Refusal?.Code);
    }

    [Fact]
    public void Quantities_that_add_up_to_something_absurd_are_refused()
    {
        var cart = Filled().Change(Change("a", Quantity.MaxAmount)).Value!;

        Assert.Equal(CartRefusals.QuantityTooLarge, cart.Add(Add("a", 0.001m), Supplier).Refusal?.Code);
    }

    [Fact]
    public void A_note_with_control_characters_or_too_long_is_refused()
    {
        var add = Add("b", 1) with { Note = "a\u0000b" };
        Assert.Equal(CommonRefusals.InvalidText, Filled().Add(add, null).Refusal?.Code);
        var change = Change("a", 1) with { Note = new string('x', CartLimits.MaxNoteLength + 1) };
        Assert.Equal(CommonRefusals.InvalidText, Filled().Change(change).Refusal?.Code);
    }

    [Fact]
    public void Changing_an_item_that_is_not_in_is_refused() =>
        Assert.Equal(CartRefusals.LineMissing, Filled().Change(Change("b", 1)).Refusal?.Code);

    [Fact]
    public void An_empty_note_removes_it_and_an_absent_one_keeps_it()
    {
        var noted = Filled().Change(Change("a", 1) with { Note = "ungu" }).Value!;

        Assert.Equal("ungu", noted.Change(Change("a", 2)).Value!.Lines[0].Note);
        Assert.Equal("", noted.Change(Change("a", 2) with { Note = "" }).Value!.Lines[0].Note);
    }

    [Fact]
    public void A_change_that_changes_nothing_is_the_same_cart()
    {
        var cart = Filled();

        Assert.Same(cart, cart.Change(Change("a", 1)).Value);
        Assert.Same(cart, cart.Remove(ItemId.Wrap("b")).Value);
        Assert.Same(cart, cart.SetRegion(Metro).Value);
        Assert.Same(Cart.Empty, Cart.Empty.Clear().Value);
    }

    [Fact]
    public void The_newest_keys_are_remembered_and_older_ones_forgotten()
    {
        var cart = Enumerable.Range(0, CartLimits.RememberedKeys + 1)
            .Aggregate(Cart.Empty, static (cart, i) => cart.Remember(Context($"k{i}")));

        Assert.Equal(CartLimits.RememberedKeys, cart.Commands.Length);
        Assert.False(cart.Has(Context("k0")));
        Assert.True(cart.IsRepeatedBy(Context("k1")));
        Assert.True(cart.Has(Context("k1") with { Content = "other" }));
        Assert.False(cart.IsRepeatedBy(Context("k1") with { Content = "other" }));
    }

    [Fact]
    public void What_was_asked_for_before_the_newest_forgotten_command_may_be_one_of_the_forgotten()
    {
        var begin = DateTimeOffset.UnixEpoch.AddDays(1);
        CommandContext At(int second) => Context($"k{second}") with { AskedAt = begin.AddSeconds(second) };
        var full = Enumerable.Range(0, CartLimits.RememberedKeys)
            .Aggregate(Cart.Empty, (cart, i) => cart.Remember(At(i)));
        var over = full.Remember(At(CartLimits.RememberedKeys));

        Assert.False(full.MayHaveForgotten(At(-1)));
        Assert.True(over.MayHaveForgotten(At(-1)));
        Assert.True(over.MayHaveForgotten(At(0)));
        Assert.False(over.MayHaveForgotten(At(1)));
        Assert.False(over.MayHaveForgotten(Context("new")));
        Assert.False(over.MayHaveForgotten(At(0) with { Key = "" }));
    }

    [Fact]
    public void Whatever_is_done_each_item_has_one_line_above_zero_and_the_limit_holds()
    {
        var item = Gen.Int[0, 220].Select(static i => $"i{i}");
        var quantity = Gen.OneOf(Gen.Int[-1, 5].Select(static i => (decimal)i), Gen.Const(Quantity.MaxAmount));
        var step = Gen.OneOf<Step>(
            Gen.Select(item, quantity, static (id, q) => (Step)(cart => cart.Add(Add(id, q, Metro), null))),
            Gen.Select(item, quantity, static (id, q) => (Step)(cart => cart.Change(Change(id, q)))),
            item.Select(static id => (Step)(cart => cart.Remove(ItemId.Wrap(id)))));
        step.Array[0, 400].Sample(static steps =>
        {
            var cart = Cart.Empty;
            foreach (var apply in steps)
            {
                if (apply(cart) is { IsOk: true, Value: var next }) cart = next;
                Assert.True(cart.Lines.Length <= CartLimits.MaxLines);
                Assert.Equal(cart.Lines.Length, cart.Lines.Select(static line => line.Item).Distinct().Count());
                Assert.All(cart.Lines, static line => Assert.True(line.Quantity > Quantity.Zero));
            }
        }, iter: 200);
    }

    private delegate Result<Cart> Step(Cart cart);

    private static Cart Filled() => Cart.Empty.Add(Add("a", 1, Metro), Supplier).Value!;

    private static CommandContext Context(string key) => new(new Caller(UserId.Wrap("buyer")), key, key);

    private static AddCartLine Add(string item, decimal quantity, RegionCode? region = null) =>
        new(Context("k"), ItemId.Wrap(item), new Quantity(quantity), region);

    private static ChangeCartLine Change(string item, decimal quantity) =>
        new(Context("k"), ItemId.Wrap(item), new Quantity(quantity));
}
