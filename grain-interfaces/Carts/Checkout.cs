using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <summary>Orders what a cart holds of one or more suppliers.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="PackageRef">The buyer's own name for this purchase, shared by its orders.</param>
/// <param name="Plan">The plan it is charged to.</param>
/// <param name="Orders">
/// 1–<see cref="CartLimits.MaxOrdersPerCheckout"/> orders, each supplier and each id once.
/// </param>
[GenerateSerializer, Immutable, Alias("check-out-cart")]
public sealed record CheckOutCart(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] string? PackageRef,
    [property: Id(2)] RupCode Plan,
    [property: Id(3)] ImmutableArray<CheckoutOrder> Orders);

/// <summary>What a buyer says of one order; its lines are those of the supplier in the cart.</summary>
[GenerateSerializer, Immutable, Alias("checkout-order")]
public sealed record CheckoutOrder
{
    /// <summary>The order's id, made by the client: the same again after a lost answer.</summary>
    [Id(0)] public required OrderId Order { get; init; }

    /// <summary>From whom.</summary>
    [Id(1)] public required SupplierId Supplier { get; init; }

    /// <summary>How the price comes about.</summary>
    [Id(2)] public PurchaseMethod Method { get; init; } = PurchaseMethod.DirectPurchase;

    /// <summary>Addresses; each line goes to the first one within its region.</summary>
    [Id(3)] public ImmutableArray<OrderDelivery> Deliveries { get; init; } = [];

    /// <summary>What each budget line bears; a single one may leave its amount out.</summary>
    [Id(4)] public ImmutableArray<SubmitBudgetLine> Budget { get; init; } = [];

    /// <summary>How the money will reach the supplier.</summary>
    [Id(5)] public PaymentMode PaymentMode { get; init; } = PaymentMode.Direct;

    /// <summary>Where else it is recorded.</summary>
    [Id(6)] public OrderChannel Channel { get; init; } = OrderChannel.Platform;

    /// <summary>Its id there.</summary>
    [Id(7)] public string? ExternalRef { get; init; }

    /// <summary>Why a product below the compulsory local content is bought (DOMAIN §4).</summary>
    [Id(8)] public string? LocalContentReason { get; init; }

    /// <summary>What was compared, or why nothing was (DOMAIN §3).</summary>
    [Id(9)] public string? ComparisonNote { get; init; }

    /// <summary>Notes to the supplier; those of the lines are added.</summary>
    [Id(10)] public string? Notes { get; init; }
}

/// <summary>What became of a checkout.</summary>
/// <param name="PackageRef">The buyer's own name for it.</param>
/// <param name="Orders">One outcome per order asked for, in their order.</param>
/// <param name="LineCount">Lines left in the cart.</param>
/// <param name="Revision">The cart's revision; the position is that of the newest order placed.</param>
[GenerateSerializer, Immutable, Alias("checkout-view")]
public sealed record CheckoutView(
    [property: Id(0)] string? PackageRef,
    [property: Id(1)] ImmutableArray<CheckoutOutcome> Orders,
    [property: Id(2)] int LineCount,
    [property: Id(3)] Revision Revision) : IRevisioned;

/// <summary>What became of one order: placed, or refused with the reasons.</summary>
/// <param name="Order">Its id.</param>
/// <param name="Supplier">From whom.</param>
/// <param name="Placed">The order; null when refused.</param>
/// <param name="Refusal">Why not; its lines are back in the cart. Null when placed.</param>
[GenerateSerializer, Immutable, Alias("checkout-outcome")]
public sealed record CheckoutOutcome(
    [property: Id(0)] OrderId Order,
    [property: Id(1)] SupplierId Supplier,
    [property: Id(2)] PlacedOrder? Placed,
    [property: Id(3)] Refusal? Refusal);

/// <summary>An order that was placed, in short.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="Desk">On whose desk it lies.</param>
/// <param name="Totals">Its sums.</param>
/// <param name="RespondBy">Until when whoever's desk it lies on must act.</param>
/// <param name="Revision">The order's revision.</param>
[GenerateSerializer, Immutable, Alias("placed-order")]
public sealed record PlacedOrder(
    [property: Id(0)] OrderStage Stage,
    [property: Id(1)] Desk Desk,
    [property: Id(2)] OrderTotals Totals,
    [property: Id(3)] DateTimeOffset? RespondBy,
    [property: Id(4)] Revision Revision);
