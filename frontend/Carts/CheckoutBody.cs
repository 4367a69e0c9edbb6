using System.Collections.Immutable;
using Marketplace.Carts;
using Marketplace.Commands;
using Marketplace.Frontend.Problems;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Frontend.Carts;

/// <summary>Orders what the cart holds of one or more suppliers.</summary>
/// <param name="Plan">RUP code of the plan it is charged to.</param>
/// <param name="Orders">1–50 orders, each supplier and each id once.</param>
/// <param name="PackageRef">Your own name for this purchase, shared by its orders.</param>
public sealed record CheckoutRequest(
    RupCode Plan, ImmutableArray<CheckoutRequestOrder> Orders, string? PackageRef = null)
{
    /// <summary>The command it asks for.</summary>
    public CheckOutCart Command(CommandContext context) => new(
        context, PackageRef, Plan, Orders.IsDefault ? [] : [.. Orders.Select(static order => order.Command())]);
}

/// <summary>What you say of one order; its lines are those of the supplier in the cart.</summary>
/// <param name="OrderId">Made by you (ULID or UUIDv7); the same again after a lost answer.</param>
/// <param name="SupplierId">From whom.</param>
/// <param name="Deliveries">Addresses; each line goes to the first one within its region.</param>
/// <param name="Budget">What each budget line bears; a single one may leave its amount out.</param>
/// <param name="Method">How the price comes about.</param>
/// <param name="PaymentMode">How the money will reach the supplier.</param>
/// <param name="Channel">Where else it is recorded.</param>
/// <param name="ExternalRef">Its id there.</param>
/// <param name="LocalContentReason">Why a product below the compulsory local content is bought.</param>
/// <param name="ComparisonNote">What was compared, or why nothing was.</param>
/// <param name="Notes">To the supplier; those of the lines are added.</param>
public sealed record CheckoutRequestOrder(
    OrderId OrderId,
    SupplierId SupplierId,
    ImmutableArray<OrderDelivery> Deliveries,
    ImmutableArray<SubmitBudgetLine> Budget,
    PurchaseMethod Method = PurchaseMethod.DirectPurchase,
    PaymentMode PaymentMode = PaymentMode.Direct,
    OrderChannel Channel = OrderChannel.Platform,
    string? ExternalRef = null,
    string? LocalContentReason = null,
    string? ComparisonNote = null,
    string? Notes = null)
{
    /// <summary>The part of the command it asks for.</summary>
    public CheckoutOrder Command() => new()
    {
        Order = OrderId,
        Supplier = SupplierId,
        Method = Method,
        Deliveries = Deliveries.IsDefault ? [] : Deliveries,
        Budget = Budget.IsDefault ? [] : Budget,
        PaymentMode = PaymentMode,
        Channel = Channel,
        ExternalRef = ExternalRef,
        LocalContentReason = LocalContentReason,
        ComparisonNote = ComparisonNote,
        Notes = Notes,
    };
}

/// <summary>What became of a checkout.</summary>
/// <param name="PackageRef">Your own name for it.</param>
/// <param name="Orders">One outcome per order asked for, in their order.</param>
/// <param name="LineCount">Lines left in the cart.</param>
/// <param name="Revision">The cart's version; the position is that of the newest order placed.</param>
public sealed record CheckoutBody(
    string? PackageRef, ImmutableArray<CheckoutOutcomeBody> Orders, int LineCount, Revision Revision) : IRevisioned
{
    /// <summary>In the caller's language.</summary>
    public static CheckoutBody Of(CheckoutView view, Language language) => new(
        view.PackageRef, [.. view.Orders.Select(order => CheckoutOutcomeBody.Of(order, language))],
        view.LineCount, view.Revision);
}

/// <summary>What became of one order.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="SupplierId">From whom.</param>
/// <param name="Placed">The order in short; null when refused.</param>
/// <param name="Problem">Why it was refused, its lines being back in the cart; null when placed.</param>
public sealed record CheckoutOutcomeBody(OrderId OrderId, SupplierId SupplierId, PlacedOrder? Placed, Problem? Problem)
{
    /// <summary>In the caller's language.</summary>
    public static CheckoutOutcomeBody Of(CheckoutOutcome outcome, Language language) => new(
        outcome.Order, outcome.Supplier, outcome.Placed,
        outcome.Refusal is { } refusal ? Problem.Of(refusal, language) : null);
}
