using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <summary>Puts an item into the cart.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Item">The item.</param>
/// <param name="Quantity">In the item's unit, above zero; added to what is there.</param>
/// <param name="Region">Where it is delivered; null for the cart's region. The first given becomes the cart's.</param>
/// <param name="Note">For the supplier, at most <see cref="CartLimits.MaxNoteLength"/> characters; null keeps the
/// present one.</param>
[GenerateSerializer, Immutable, Alias("add-cart-line")]
public sealed record AddCartLine(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] ItemId Item,
    [property: Id(2)] Quantity Quantity,
    [property: Id(3)] RegionCode? Region = null,
    [property: Id(4)] string? Note = null);

/// <summary>Changes a line; null keeps what is there.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Item">The item of the line.</param>
/// <param name="Quantity">The new quantity in the item's unit, above zero.</param>
/// <param name="Region">Where it is delivered.</param>
/// <param name="Note">For the supplier; empty removes it.</param>
[GenerateSerializer, Immutable, Alias("change-cart-line")]
public sealed record ChangeCartLine(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] ItemId Item,
    [property: Id(2)] Quantity? Quantity = null,
    [property: Id(3)] RegionCode? Region = null,
    [property: Id(4)] string? Note = null);

/// <summary>Limits of carts.</summary>
public static class CartLimits
{
    /// <summary>Most lines of one cart, those being ordered included.</summary>
    public const int MaxLines = 200;

    /// <summary>Most rupiah one line may come to, freight included: every sum stays within range.</summary>
    public const long MaxLineAmount = 10_000_000_000_000;

    /// <summary>Most characters of a line's note.</summary>
    public const int MaxNoteLength = 300;

    /// <summary>Command keys a cart remembers; an older one repeated is taken for a new command.</summary>
    public const int RememberedKeys = 16;

    /// <summary>Orders a cart remembers having placed, so that repeating a checkout answers with them.</summary>
    public const int RememberedOrders = 16;

    /// <summary>Most orders of one checkout.</summary>
    public const int MaxOrdersPerCheckout = 50;

    /// <summary>
    /// How long lines stay with an order that is not there yet before they go back into the cart: longer than a
    /// submission can be on its way, so that no order appears after its lines have returned.
    /// </summary>
    public const int CheckoutGraceSeconds = 90;
}
