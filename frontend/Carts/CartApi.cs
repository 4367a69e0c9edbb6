using Marketplace.Carts;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Values;

namespace Marketplace.Frontend.Carts;

/// <summary>The caller's own cart over HTTP.</summary>
public static class CartApi
{
    /// <summary><c>cart/…</c></summary>
    public static void MapCarts(this RouteGroupBuilder api)
    {
        var cart = api.MapGroup("cart").WithTags("Cart");
        cart.MapGet("", View).WithSummary("The cart by supplier, with the prices of this moment");
        cart.MapPut("region", SetRegion).WithSummary("Where lines without a region are delivered").RequireKey();
        cart.MapPost("lines", Add).WithSummary("Put an item in, or more of it").RequireKey();
        cart.MapPatch("lines/{itemId}", Change).WithSummary("Set quantity, region or note of a line").RequireKey();
        cart.MapDelete("lines/{itemId}", Remove).WithSummary("Take an item out").RequireKey();
        cart.MapPost("checkout", CheckOut).RequireKey()
            .WithSummary("Order what the cart holds of the named suppliers, one order each")
            .WithDescription(
                "Each order is placed or refused on its own: `orders` says which, and a refused order's lines are back "
                + "in the cart. A checkout of one order that is refused answers with its problem. Repeat with the same "
                + "order ids after a lost answer: nothing is bought twice.");
        cart.MapDelete("lines", Clear).WithSummary("Take everything out").RequireKey();
    }

    private static async Task<Answer<CartBody>> View(CallContext call, IGrainFactory grains, RupCode? plan = null)
    {
        var language = call.Http.Request.LanguageOf();
        return call.Answer((await grains.Cart(call.Caller.User).View(call.Caller, plan))
            .Map(cart => CartBody.Of(cart, language)));
    }

    private static async Task<Answer<CartChange>> Add(NewCartLine line, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Cart(call.Caller.User)
            .AddLine(new AddCartLine(call.Command, line.ItemId, line.Quantity, line.Region, line.Note)));

    private static async Task<Answer<CartChange>> Change(
        ItemId itemId, CartLineEdit edit, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Cart(call.Caller.User)
            .ChangeLine(new ChangeCartLine(call.Command, itemId, edit.Quantity, edit.Region, edit.Note)));

    private static async Task<Answer<CartChange>> Remove(ItemId itemId, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Cart(call.Caller.User).RemoveLine(call.Command, itemId));

    private static async Task<Answer<CartChange>> SetRegion(CartRegion cart, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Cart(call.Caller.User).SetRegion(call.Command, cart.Region));

    private static async Task<Answer<CheckoutBody>> CheckOut(
        CheckoutRequest checkout, CallContext call, IGrainFactory grains)
    {
        var language = call.Http.Request.LanguageOf();
        var result = await grains.Cart(call.Caller.User).CheckOut(checkout.Command(call.Command));
        return result is { IsOk: true, Value.Orders: [{ Refusal: { } only }] }
            ? call.Answer<CheckoutBody>(only)
            : call.Answer(result.Map(view => CheckoutBody.Of(view, language)));
    }

    private static async Task<Answer<CartChange>> Clear(CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Cart(call.Caller.User).Clear(call.Command));
}

/// <summary>An item to put into the cart.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Quantity">In the item's unit, above zero; added to what is there.</param>
/// <param name="Region">Where it is delivered; the cart's region when left out.</param>
/// <param name="Note">For the supplier, at most 300 characters.</param>
public sealed record NewCartLine(ItemId ItemId, Quantity Quantity, RegionCode? Region = null, string? Note = null);

/// <summary>What to change of a line; what is left out stays.</summary>
/// <param name="Quantity">In the item's unit, above zero.</param>
/// <param name="Region">Where it is delivered.</param>
/// <param name="Note">For the supplier; empty removes it.</param>
public sealed record CartLineEdit(Quantity? Quantity = null, RegionCode? Region = null, string? Note = null);

/// <summary>The region of a cart.</summary>
/// <param name="Region">Kemendagri code, such as <c>18.71</c>.</param>
public sealed record CartRegion(RegionCode Region);
