using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <summary>What a cart command answers: small, because nothing is priced for it.</summary>
/// <param name="LineCount">Lines in the cart now.</param>
/// <param name="Line">The line concerned; null when it is gone or the command was about the whole cart.</param>
/// <param name="Revision">Counts the cart's changes; it has no place in the event log, so the position is 0.</param>
[GenerateSerializer, Immutable, Alias("cart-change")]
public sealed record CartChange(
    [property: Id(0)] int LineCount,
    [property: Id(1)] CartLine? Line,
    [property: Id(2)] Revision Revision) : IRevisioned;

/// <summary>An item in a cart.</summary>
/// <param name="Item">The item; once per cart.</param>
/// <param name="Supplier">Who sells it; null while the item could not yet be quoted.</param>
/// <param name="Quantity">In the item's unit, above zero.</param>
/// <param name="Region">Where it is delivered; null for the cart's region.</param>
/// <param name="Note">For the supplier.</param>
[GenerateSerializer, Immutable, Alias("cart-line")]
public sealed record CartLine(
    [property: Id(0)] ItemId Item,
    [property: Id(1)] SupplierId? Supplier,
    [property: Id(2)] Quantity Quantity,
    [property: Id(3)] RegionCode? Region,
    [property: Id(4)] string Note);

/// <summary>
/// A cart with the prices of this moment. Nothing in it is promised: an order is priced when submitted.
/// </summary>
[GenerateSerializer, Immutable, Alias("cart-view")]
public sealed record CartView
{
    /// <summary>Where lines without a region of their own are delivered; null while nobody has said.</summary>
    [Id(0)] public required RegionCode? Region { get; init; }

    /// <summary>One part per supplier: each becomes an order of its own.</summary>
    [Id(1)] public required ImmutableArray<CartSupplierView> Suppliers { get; init; }

    /// <summary>Lines whose item cannot be bought now, so that its supplier is not known.</summary>
    [Id(2)] public required ImmutableArray<CartLineView> WithoutSupplier { get; init; }

    /// <summary>Lines on their way into an order that has not answered yet.</summary>
    [Id(3)] public required ImmutableArray<CartCheckout> Pending { get; init; }

    /// <summary>Sums over every line that can be bought.</summary>
    [Id(4)] public required CartTotals Totals { get; init; }

    /// <summary>How the totals stand against a plan, when one was named.</summary>
    [Id(5)] public CartBudget? Budget { get; init; }

    /// <summary>Counts the cart's changes; the position is 0.</summary>
    [Id(6)] public required Revision Revision { get; init; }
}

/// <summary>What a cart would order from one supplier.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="Name">Its registered name.</param>
/// <param name="MaySell">Whether it may take orders now.</param>
/// <param name="Lines">Its lines, in the order they were put in.</param>
/// <param name="Totals">Sums over those that can be bought.</param>
[GenerateSerializer, Immutable, Alias("cart-supplier-view")]
public sealed record CartSupplierView(
    [property: Id(0)] SupplierId Supplier,
    [property: Id(1)] string Name,
    [property: Id(2)] bool MaySell,
    [property: Id(3)] ImmutableArray<CartLineView> Lines,
    [property: Id(4)] CartTotals Totals);

/// <summary>A line with its price, or why it cannot be bought as it stands.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quote">The item and its price now; null when refused.</param>
/// <param name="Amount">Price × quantity before tax and freight; zero when refused.</param>
/// <param name="Problem">Why it cannot be bought so; null when it can.</param>
[GenerateSerializer, Immutable, Alias("cart-line-view")]
public sealed record CartLineView(
    [property: Id(0)] CartLine Line,
    [property: Id(1)] ItemQuote? Quote,
    [property: Id(2)] Rupiah Amount,
    [property: Id(3)] Refusal? Problem);

/// <summary>Sums in whole rupiah.</summary>
/// <param name="Goods">Lines before tax and freight.</param>
/// <param name="Freight">Freight before tax.</param>
/// <param name="Tax">PPN or local tax charged on top, as an order of this moment would bear it.</param>
/// <param name="Total">What the buyer would pay.</param>
[GenerateSerializer, Immutable, Alias("cart-totals")]
public sealed record CartTotals(
    [property: Id(0)] Rupiah Goods,
    [property: Id(1)] Rupiah Freight,
    [property: Id(2)] Rupiah Tax,
    [property: Id(3)] Rupiah Total)
{
    /// <summary>Nothing.</summary>
    public static readonly CartTotals Zero = new(Rupiah.Zero, Rupiah.Zero, Rupiah.Zero, Rupiah.Zero);

    /// <summary>Both together.</summary>
    public static CartTotals operator +(CartTotals left, CartTotals right) => new(
        left.Goods + right.Goods, left.Freight + right.Freight, left.Tax + right.Tax, left.Total + right.Total);
}

/// <summary>A cart's totals against a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Free">What its lines have left together; zero when it is absent or not the caller's to see.</param>
/// <param name="IsEnough">Whether the cart's total fits. A warning only: the plan itself decides when ordering.</param>
[GenerateSerializer, Immutable, Alias("cart-budget")]
public sealed record CartBudget(
    [property: Id(0)] RupCode Plan, [property: Id(1)] Rupiah Free, [property: Id(2)] bool IsEnough);

/// <summary>Lines that have left the cart for an order which has not answered yet.</summary>
/// <param name="Order">The order.</param>
/// <param name="Supplier">From whom.</param>
/// <param name="StartedAt">When they left, UTC.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Attempt">The cart's version they left at: lines that came back leave in a later attempt.</param>
[GenerateSerializer, Immutable, Alias("cart-checkout")]
public sealed record CartCheckout(
    [property: Id(0)] OrderId Order,
    [property: Id(1)] SupplierId Supplier,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] ImmutableArray<CartLine> Lines,
    [property: Id(4)] int Attempt = 0);
