using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>An offer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Side">Who made it.</param>
/// <param name="By">The account.</param>
/// <param name="At">When.</param>
/// <param name="Prices">Unit price of every line under it.</param>
/// <param name="Freight">Freight of every line under it.</param>
/// <param name="Services">Extra services under it.</param>
/// <param name="Note">To the other side.</param>
[GenerateSerializer, Immutable, Alias("offer-view")]
public sealed record OfferView(
    [property: Id(0)] int Number,
    [property: Id(1)] OrderSide Side,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<LineAmount> Prices,
    [property: Id(5)] ImmutableArray<LineAmount> Freight,
    [property: Id(6)] ImmutableArray<ExtraService> Services,
    [property: Id(7)] string? Note);

/// <summary>An addendum.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Side">Who proposed it.</param>
/// <param name="By">The account.</param>
/// <param name="At">When.</param>
/// <param name="Quantities">New quantities.</param>
/// <param name="Prices">New unit prices.</param>
/// <param name="NeededBy">New dates.</param>
/// <param name="Reason">Why.</param>
/// <param name="Outcome">What became of it; null while open.</param>
/// <param name="Addresses">New addresses; null for none.</param>
[GenerateSerializer, Immutable, Alias("addendum-view")]
public sealed record AddendumView(
    [property: Id(0)] int Number,
    [property: Id(1)] OrderSide Side,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<LineQuantity> Quantities,
    [property: Id(5)] ImmutableArray<LineAmount> Prices,
    [property: Id(6)] ImmutableArray<DeliveryDate> NeededBy,
    [property: Id(7)] string Reason,
    [property: Id(8)] AddendumOutcome? Outcome,
    [property: Id(9)] ImmutableArray<DeliveryAddress>? Addresses = null);

/// <summary>What became of an addendum.</summary>
public enum AddendumOutcome
{
    /// <summary>The other side accepted it.</summary>
    Accepted = 1,

    /// <summary>The other side rejected it.</summary>
    Rejected = 2,

    /// <summary>Its own side took it back.</summary>
    Withdrawn = 3,

    /// <summary>The order ended or changed under it.</summary>
    Lapsed = 4,
}
