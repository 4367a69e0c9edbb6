using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>A shipment.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Delivery">Index of its address.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="CourierName">Who brings it.</param>
/// <param name="Tracking">Waybill number.</param>
/// <param name="DispatchedAt">When it left.</param>
/// <param name="ReceivedAt">When it arrived; null before.</param>
/// <param name="ReceivedBy">Who counted it.</param>
/// <param name="ReceivedLines">What arrived of it.</param>
[GenerateSerializer, Immutable, Alias("shipment-view")]
public sealed record ShipmentView(
    [property: Id(0)] int Number,
    [property: Id(1)] int Delivery,
    [property: Id(2)] ImmutableArray<LineQuantity> Lines,
    [property: Id(3)] string CourierName,
    [property: Id(4)] string? Tracking,
    [property: Id(5)] DateTimeOffset DispatchedAt,
    [property: Id(6)] DateTimeOffset? ReceivedAt,
    [property: Id(7)] UserId? ReceivedBy,
    [property: Id(8)] ImmutableArray<LineQuantity> ReceivedLines);

/// <summary>An inspection.</summary>
/// <param name="Date">WIB date of it.</param>
/// <param name="Lines">What it found.</param>
/// <param name="Evidence">Where else there is evidence.</param>
/// <param name="Deemed">Whether nobody looked, and the goods count as accepted.</param>
/// <param name="By">Who looked.</param>
[GenerateSerializer, Immutable, Alias("inspection-view")]
public sealed record InspectionView(
    [property: Id(0)] DateOnly Date,
    [property: Id(1)] ImmutableArray<LineInspection> Lines,
    [property: Id(2)] string? Evidence,
    [property: Id(3)] bool Deemed,
    [property: Id(4)] UserId By);

/// <summary>The handover certificate (BAST). Everything but its number comes from the order.</summary>
/// <param name="Number">Entered by the commitment officer.</param>
/// <param name="By">Who signed it.</param>
/// <param name="At">When.</param>
/// <param name="Accepted">What was handed over.</param>
/// <param name="LatePenalty">Fixed at this moment.</param>
/// <param name="Payable">Total less penalty.</param>
[GenerateSerializer, Immutable, Alias("handover-view")]
public sealed record HandoverView(
    [property: Id(0)] string Number,
    [property: Id(1)] UserId By,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] ImmutableArray<LineQuantity> Accepted,
    [property: Id(4)] Rupiah LatePenalty,
    [property: Id(5)] Rupiah Payable);

/// <summary>The invoice and the payment clock.</summary>
/// <param name="Number">Invoice number.</param>
/// <param name="Date">WIB date.</param>
/// <param name="TaxInvoice">Faktur pajak.</param>
/// <param name="LogisticsInvoice">The courier's invoice.</param>
/// <param name="At">When it came in: the payment clock starts.</param>
/// <param name="PayBy">Until when it should be paid.</param>
/// <param name="Outstanding">What is not paid yet.</param>
[GenerateSerializer, Immutable, Alias("invoice-view")]
public sealed record InvoiceView(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string? TaxInvoice,
    [property: Id(3)] string? LogisticsInvoice,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset PayBy,
    [property: Id(6)] Rupiah Outstanding);

/// <summary>A payment.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Amount">Whole rupiah with taxes.</param>
/// <param name="By">Who paid or recorded it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Outside">Whether it was made outside the system.</param>
/// <param name="Evidence">SPM, SP2D or transfer number.</param>
/// <param name="Date">WIB date it was made on.</param>
[GenerateSerializer, Immutable, Alias("payment-view")]
public sealed record PaymentView(
    [property: Id(0)] int Number,
    [property: Id(1)] Rupiah Amount,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] bool Outside,
    [property: Id(5)] string Evidence,
    [property: Id(6)] DateOnly Date);

/// <summary>A rating.</summary>
/// <param name="Quality">1–3.</param>
/// <param name="Cost">1–3.</param>
/// <param name="Time">1–3.</param>
/// <param name="Service">1–3.</param>
/// <param name="Score">Weighted, in hundredths: 100–300.</param>
/// <param name="Comment">In words.</param>
/// <param name="By">Who rated.</param>
/// <param name="At">When.</param>
/// <param name="Reply">The supplier's answer; null before.</param>
[GenerateSerializer, Immutable, Alias("rating-view")]
public sealed record RatingView(
    [property: Id(0)] int Quality,
    [property: Id(1)] int Cost,
    [property: Id(2)] int Time,
    [property: Id(3)] int Service,
    [property: Id(4)] int Score,
    [property: Id(5)] string? Comment,
    [property: Id(6)] UserId By,
    [property: Id(7)] DateTimeOffset At,
    [property: Id(8)] string? Reply);
