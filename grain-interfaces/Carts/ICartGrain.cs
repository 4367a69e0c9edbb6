using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <summary>
/// A buyer's cart across suppliers. Key: <see cref="UserId"/>. Its owner alone may see or change it; to anyone else
/// it does not exist. A cart is no legal record: it keeps its present lines and the last
/// <see cref="CartLimits.RememberedKeys"/> command keys, not its history.
/// </summary>
[Alias("cart")]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts an item into the cart, or adds to the quantity it is there with. Refused when the item does not exist, the
    /// cart is full, or no region is known; what else stands against buying it is shown by <see cref="View"/>.
    /// </summary>
    [Alias("add-line")]
    Task<Result<CartChange>> AddLine(AddCartLine command);

    /// <summary>Sets the quantity, region or note of a line.</summary>
    [Alias("change-line")]
    Task<Result<CartChange>> ChangeLine(ChangeCartLine command);

    /// <summary>Takes an item out; nothing happens when it is not in.</summary>
    [Alias("remove-line")]
    Task<Result<CartChange>> RemoveLine(CommandContext context, ItemId item);

    /// <summary>Sets where lines without a region of their own are delivered.</summary>
    [Alias("set-region")]
    Task<Result<CartChange>> SetRegion(CommandContext context, RegionCode region);

    /// <summary>Takes every line out; what is being ordered stays until its order answers.</summary>
    [Alias("clear")]
    Task<Result<CartChange>> Clear(CommandContext context);

    /// <summary>
    /// Orders what the cart holds of the named suppliers, one order each. The lines leave the cart in one durable step,
    /// then each order is submitted; those of a refused order come back. Idempotent by the order ids: repeated after a
    /// lost answer it submits nothing twice and answers with the orders there are. Refused as a whole, nothing done,
    /// when the request does not fit the cart; single orders are refused within the answer.
    /// </summary>
    [Alias("check-out")]
    Task<Result<CheckoutView>> CheckOut(CheckOutCart command);

    /// <summary>The cart by supplier with the prices of this moment.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="plan">A procurement plan to compare the totals with; null for none.</param>
    [Alias("view")]
    Task<Result<CartView>> View(Caller caller, RupCode? plan);
}
