using Marketplace.Outcomes;

namespace Marketplace.Carts;

/// <summary>Why a cart refuses.</summary>
public static class CartRefusals
{
    /// <summary>The cart has as many lines as it may. Facts: max.</summary>
    public static readonly RefusalCode Full = new(6001, "cart-full", RefusalKind.Rule);

    /// <summary>Neither the line nor the cart says where to deliver.</summary>
    public static readonly RefusalCode RegionMissing = new(6002, "cart-region-missing", RefusalKind.Rule);

    /// <summary>The item is not in the cart. Facts: item.</summary>
    public static readonly RefusalCode LineMissing = new(6003, "cart-line-missing", RefusalKind.NotFound);

    /// <summary>There is no such item to put in. Facts: item.</summary>
    public static readonly RefusalCode ItemMissing = new(6004, "cart-item-missing", RefusalKind.Rule);

    /// <summary>The quantity with what is in the cart already is beyond any order. Facts: item, max.</summary>
    public static readonly RefusalCode QuantityTooLarge = new(6005, "cart-quantity-too-large", RefusalKind.Rule);

    /// <summary>Lines of this supplier are on their way into another order. Facts: supplier, order.</summary>
    public static readonly RefusalCode CheckoutPending = new(6010, "cart-checkout-pending", RefusalKind.Conflict);

    /// <summary>The cart has nothing of this supplier. Facts: supplier.</summary>
    public static readonly RefusalCode NothingToOrder = new(6011, "cart-nothing-to-order", RefusalKind.Rule);

    /// <summary>No delivery address lies in the region of a line. Facts: item, region.</summary>
    public static readonly RefusalCode DeliveryMissing = new(6012, "cart-delivery-missing", RefusalKind.Rule);

    /// <summary>The order id belongs to an order from another supplier. Facts: order, supplier.</summary>
    public static readonly RefusalCode OrderIdTaken = new(6013, "cart-order-id-taken", RefusalKind.Conflict);

    /// <summary>The notes of order and lines together are too long. Facts: length, max.</summary>
    public static readonly RefusalCode NotesTooLong = new(6014, "cart-notes-too-long", RefusalKind.Rule);

    /// <summary>Price times quantity is beyond any order. Facts: item, max.</summary>
    public static readonly RefusalCode AmountTooLarge = new(6006, "cart-amount-too-large", RefusalKind.Rule);
}
