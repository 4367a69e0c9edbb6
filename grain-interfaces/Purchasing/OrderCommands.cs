using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>
/// Submits an order to one supplier. It carries only what a buyer may say; prices, names and taxes come from the items
/// themselves. Codes: <see cref="OrderRefusals"/>, and those of the plan and the items.
/// </summary>
[GenerateSerializer, Immutable, Alias("submit-order")]
public sealed record SubmitOrder
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>The plan it is charged to; decides organisation and unit.</summary>
    [Id(1)] public required RupCode Plan { get; init; }

    /// <summary>How the price comes about.</summary>
    [Id(2)] public PurchaseMethod Method { get; init; } = PurchaseMethod.DirectPurchase;

    /// <summary>1–<see cref="OrderLimits.MaxLines"/> lines, all of one supplier.</summary>
    [Id(3)] public ImmutableArray<SubmitLine> Lines { get; init; } = [];

    /// <summary>1–<see cref="OrderLimits.MaxDeliveries"/> addresses.</summary>
    [Id(4)] public ImmutableArray<OrderDelivery> Deliveries { get; init; } = [];

    /// <summary>
    /// What each budget line bears, summing to the total with tax and freight. A single line may leave its amount out.
    /// </summary>
    [Id(5)] public ImmutableArray<SubmitBudgetLine> Budget { get; init; } = [];

    /// <summary>How the money will reach the supplier.</summary>
    [Id(6)] public PaymentMode PaymentMode { get; init; } = PaymentMode.Direct;

    /// <summary>Where else it is recorded.</summary>
    [Id(7)] public OrderChannel Channel { get; init; } = OrderChannel.Platform;

    /// <summary>Its id there.</summary>
    [Id(8)] public string? ExternalRef { get; init; }

    /// <summary>The checkout or package the order came from, for the buyer's own use.</summary>
    [Id(9)] public string? PackageRef { get; init; }

    /// <summary>Why a product below the compulsory local content is bought (DOMAIN §4).</summary>
    [Id(10)] public string? LocalContentReason { get; init; }

    /// <summary>What was compared, or why nothing was (DOMAIN §3).</summary>
    [Id(11)] public string? ComparisonNote { get; init; }

    /// <summary>Notes to the supplier.</summary>
    [Id(12)] public string? Notes { get; init; }

    /// <summary>Which attempt of the cart it comes from, rising with each; 0 without a cart.</summary>
    [Id(13)] public int Attempt { get; init; }
}

/// <summary>An item to order.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">In the item's unit, above zero.</param>
/// <param name="Delivery">Index into the deliveries, from 0.</param>
[GenerateSerializer, Immutable, Alias("submit-line")]
public sealed record SubmitLine(
    [property: Id(0)] ItemId Item, [property: Id(1)] Quantity Quantity, [property: Id(2)] int Delivery = 0);

/// <summary>What a budget line bears.</summary>
/// <param name="Line">The line's number within the plan, from 1.</param>
/// <param name="Amount">Whole rupiah with tax and freight; null, on a single line, for the whole order.</param>
[GenerateSerializer, Immutable, Alias("submit-budget-line")]
public sealed record SubmitBudgetLine([property: Id(0)] int Line, [property: Id(1)] Rupiah? Amount = null);

/// <summary>Where and by when to deliver.</summary>
/// <param name="Address">Street address, 1–<see cref="OrderLimits.MaxNote"/> characters.</param>
/// <param name="Region">Its region.</param>
/// <param name="NeededBy">WIB date by which everything must have arrived; the late penalty counts from it.</param>
/// <param name="Recipient">Who receives it.</param>
/// <param name="Phone">Their telephone number, digits with an optional leading plus.</param>
/// <param name="Courier">Who brings it.</param>
[GenerateSerializer, Immutable, Alias("order-delivery")]
public sealed record OrderDelivery(
    [property: Id(0)] string Address,
    [property: Id(1)] RegionCode Region,
    [property: Id(2)] DateOnly NeededBy,
    [property: Id(3)] string Recipient,
    [property: Id(4)] string Phone,
    [property: Id(5)] Courier Courier = Courier.Own);

/// <summary>
/// Makes an offer or counters one. Prices are before tax. The first offer names every line; later, a line left out
/// stays at the supplier's last price. Each price is below the list price and below the supplier's last price.
/// </summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Prices">Unit price per order line.</param>
/// <param name="Freight">New freight per order line; only where the supplier brings the goods itself.</param>
/// <param name="Services">Extra services with their price; the whole list, replacing an earlier one.</param>
/// <param name="Note">To the other side.</param>
[GenerateSerializer, Immutable, Alias("make-offer")]
public sealed record MakeOffer(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] ImmutableArray<LineAmount> Prices,
    [property: Id(2)] ImmutableArray<LineAmount> Freight,
    [property: Id(3)] ImmutableArray<ExtraService> Services,
    [property: Id(4)] string? Note = null);

/// <summary>An amount for an order line.</summary>
/// <param name="Line">Number of the order line, from 1.</param>
/// <param name="Amount">Whole rupiah before tax.</param>
[GenerateSerializer, Immutable, Alias("line-amount")]
public sealed record LineAmount([property: Id(0)] int Line, [property: Id(1)] Rupiah Amount);

/// <summary>A service beside the goods, such as installation.</summary>
/// <param name="Description">1–<see cref="OrderLimits.MaxName"/> characters.</param>
/// <param name="Price">Whole rupiah before tax; may be nothing.</param>
[GenerateSerializer, Immutable, Alias("extra-service")]
public sealed record ExtraService([property: Id(0)] string Description, [property: Id(1)] Rupiah Price);

/// <summary>Signs the order letter (surat pesanan).</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Terms">Terms added to the letter.</param>
[GenerateSerializer, Immutable, Alias("sign-order")]
public sealed record SignOrder([property: Id(0)] CommandContext Context, [property: Id(1)] string? Terms = null);

/// <summary>Rejects, cancels or terminates an order.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">In words; required.</param>
[GenerateSerializer, Immutable, Alias("end-order")]
public sealed record EndOrder(
    [property: Id(0)] CommandContext Context, [property: Id(1)] EndReason Reason, [property: Id(2)] string Note);

/// <summary>Rates the supplier; each mark is 1 (poor) to 3 (good).</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Quality">Quality and quantity.</param>
/// <param name="Cost">Cost.</param>
/// <param name="Time">Time.</param>
/// <param name="Service">Service.</param>
/// <param name="Comment">In words.</param>
[GenerateSerializer, Immutable, Alias("rate-order")]
public sealed record RateOrder(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] int Quality,
    [property: Id(2)] int Cost,
    [property: Id(3)] int Time,
    [property: Id(4)] int Service,
    [property: Id(5)] string? Comment = null);
