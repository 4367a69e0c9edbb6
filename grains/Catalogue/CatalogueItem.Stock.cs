using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>
/// Stock: received, corrected, held for orders, then posted (gone) or voided (free again). A hold resolves once, and
/// its mark stays so that a late duplicate is told what became of it.
/// </summary>
public sealed partial record CatalogueItem
{
    /// <summary>Received, corrected and returned, minus posted.</summary>
    public Quantity OnHand { get; init; }

    /// <summary>The sum of the open holds.</summary>
    public Quantity Held { get; init; }

    /// <summary>What open orders hold.</summary>
    public ImmutableDictionary<OrderId, Quantity> Holds { get; init; } = ImmutableDictionary<OrderId, Quantity>.Empty;

    /// <summary>
    /// What resolved orders took: the quantity posted, zero for a voided hold. Kept for as long as the item.
    /// </summary>
    public ImmutableDictionary<OrderId, Quantity> Resolved { get; init; } =
        ImmutableDictionary<OrderId, Quantity>.Empty;

    /// <summary>What came back of posted orders, by return; only for orders with returns.</summary>
    public ImmutableDictionary<OrderId, ImmutableDictionary<string, Quantity>> Returns { get; init; } =
        ImmutableDictionary<OrderId, ImmutableDictionary<string, Quantity>>.Empty;

    /// <summary>The receipts, by their ids.</summary>
    public ImmutableDictionary<string, Quantity> Receipts { get; init; } = ImmutableDictionary<string, Quantity>.Empty;

    /// <summary>When the supplier last confirmed the stock; a receipt or a correction confirms it too.</summary>
    public DateTimeOffset? StockConfirmedAt { get; init; }

    /// <summary>On hand minus held; never negative.</summary>
    [JsonIgnore]
    public Quantity Available => OnHand - Held;

    private bool HasStockHistory => OnHand > Quantity.Zero || Holds.Count > 0 || Resolved.Count > 0;

    /// <summary>Goods arrive.</summary>
    public Decision<CatalogueItemEvent> Receive(
        string receipt, Quantity quantity, string note, ItemParty party, PolicyDay policy, DateTimeOffset now)
    {
        if (StockGate(party) is { } refusal) return refusal;
        if ((Check.Code(StringId.IsPlain(receipt), "receiptId", "1-64 letters, digits, dots, hyphens, underscores")
            ?? Check.Positive(quantity, "quantity", Terms!.UnitDecimals)
            ?? Check.Text(note, "note", ItemLimits.MaxNote, required: false)) is { } malformed) return malformed;
        if (Receipts.TryGetValue(receipt, out var received))
        {
            return received == quantity
                ? Decision<CatalogueItemEvent>.Nothing
                : ItemRefusals.ReceiptDiffers.With("received", received);
        }

        return Room(quantity) is { } full
            ? full
            : WithFreezeCheck(policy, new StockReceived(receipt, quantity, note, now));
    }

    /// <summary>A count says otherwise.</summary>
    public Decision<CatalogueItemEvent> Correct(
        Quantity change, CorrectionReason reason, string note, ItemParty party, PolicyDay policy, DateTimeOffset now)
    {
        if (StockGate(party) is { } refusal) return refusal;
        if ((change == Quantity.Zero || !change.FitsDecimals(Terms!.UnitDecimals)
            ? CommonRefusals.OutOfRange.With("min", -Quantity.MaxAmount).With("max", Quantity.MaxAmount).On("change")
            : Check.Text(note, "note", ItemLimits.MaxNote, required: reason == CorrectionReason.Other))
            is { } malformed) return malformed;
        if (Available.Amount + change.Amount < 0)
            return ItemRefusals.CorrectionBelowHeld.With("available", Available).On("change");
        return Room(change) is { } full
            ? full
            : WithFreezeCheck(policy, new StockCorrected(change, reason, note, now));
    }

    /// <summary>The supplier says that the stock is right; that ends a freeze for not having said so.</summary>
    public Decision<CatalogueItemEvent> ConfirmStock(ItemParty party, PolicyDay policy, DateTimeOffset now)
    {
        if (StockGate(party) is { } refusal) return refusal;
        var confirmed = new StockConfirmed(now);
        return Freezing?.Reason == FreezeReason.StockNotConfirmed
            ? WithFreezeCheck(policy, confirmed, new ItemUnfrozen(party.User))
            : WithFreezeCheck(policy, confirmed);
    }

    /// <summary>
    /// Reserves stock for an order; see <see cref="ICatalogueItemGrain.Hold"/> for the order of refusals.
    /// </summary>
    public Decision<CatalogueItemEvent> Hold(OrderId order, Quantity quantity)
    {
        if (Stage == ItemStage.Absent) return CommonRefusals.NotFound;
        if (Check.Positive(quantity, "quantity", Terms!.UnitDecimals) is { } malformed) return malformed;
        if (Holds.TryGetValue(order, out var held))
        {
            return held == quantity
                ? Decision<CatalogueItemEvent>.Nothing
                : ItemRefusals.HoldDiffers.With("held", held);
        }

        if (Resolved.TryGetValue(order, out var posted)) return ResolvedAs(posted);
        if (Stage != ItemStage.Published) return ItemRefusals.NotPurchasable.With("stage", Stage);
        return quantity <= Available ? new StockHeld(order, quantity) : TooLittle();
    }

    /// <summary>The order became binding.</summary>
    public Decision<CatalogueItemEvent> Post(OrderId order)
    {
        if (Stage == ItemStage.Absent) return CommonRefusals.NotFound;
        if (Holds.TryGetValue(order, out var held)) return new StockPosted(order, held);
        if (!Resolved.TryGetValue(order, out var posted)) return ItemRefusals.HoldMissing;
        return posted > Quantity.Zero ? Decision<CatalogueItemEvent>.Nothing : ItemRefusals.HoldAlreadyVoided;
    }

    /// <summary>The order will not come.</summary>
    public Decision<CatalogueItemEvent> Void(OrderId order)
    {
        if (Stage == ItemStage.Absent) return CommonRefusals.NotFound;
        if (!Resolved.TryGetValue(order, out var posted)) return new StockVoided(order);
        return posted > Quantity.Zero ? ItemRefusals.HoldAlreadyPosted : Decision<CatalogueItemEvent>.Nothing;
    }

    /// <summary>Posted goods come back.</summary>
    public Decision<CatalogueItemEvent> Return(OrderId order, string returnId, Quantity quantity)
    {
        if (Stage == ItemStage.Absent) return CommonRefusals.NotFound;
        if ((Check.Text(returnId, "returnId", 100)
            ?? Check.Positive(quantity, "quantity", Terms!.UnitDecimals)) is { } malformed) return malformed;
        if (!Resolved.TryGetValue(order, out var posted)) return ItemRefusals.HoldMissing;
        if (posted == Quantity.Zero) return ItemRefusals.HoldAlreadyVoided;
        var returns = Returns.GetValueOrDefault(order, ImmutableDictionary<string, Quantity>.Empty);
        if (returns.TryGetValue(returnId, out var returned))
        {
            return returned == quantity
                ? Decision<CatalogueItemEvent>.Nothing
                : ItemRefusals.ReturnDiffers.With("returned", returned);
        }

        var before = returns.Values.Sum(static one => one);
        if (before.Amount + quantity.Amount > posted.Amount)
            return ItemRefusals.ReturnExceedsPosted.With("posted", posted).With("returned", before).On("quantity");
        return Room(quantity) is { } full ? full : new StockReturned(order, returnId, quantity);
    }

    private CatalogueItem WhenStock(CatalogueItemEvent happened) => happened switch
    {
        StockReceived received => this with
        {
            OnHand = OnHand + received.Quantity,
            Receipts = Receipts.Add(received.Receipt, received.Quantity),
            StockConfirmedAt = received.At,
        },
        StockCorrected corrected => this with
        {
            OnHand = OnHand + corrected.Change,
            StockConfirmedAt = corrected.At,
        },
        StockConfirmed confirmed => this with { StockConfirmedAt = confirmed.At },
        StockHeld held => this with { Held = Held + held.Quantity, Holds = Holds.Add(held.Order, held.Quantity) },
        StockPosted posted => this with
        {
            OnHand = OnHand - posted.Quantity,
            Held = Held - posted.Quantity,
            Holds = Holds.Remove(posted.Order),
            Resolved = Resolved.Add(posted.Order, posted.Quantity),
        },
        StockVoided voided => this with
        {
            Held = Held - Holds.GetValueOrDefault(voided.Order),
            Holds = Holds.Remove(voided.Order),
            Resolved = Resolved.Add(voided.Order, Quantity.Zero),
        },
        StockReturned returned => this with
        {
            OnHand = OnHand + returned.Quantity,
            Returns = Returns.SetItem(
                returned.Order,
                Returns.GetValueOrDefault(returned.Order, ImmutableDictionary<string, Quantity>.Empty)
                    .Add(returned.Return, returned.Quantity)),
        },
        _ => throw new InvalidOperationException($"Unknown item event {happened.GetType().Name}."),
    };

    private Refusal? StockGate(ItemParty party) => Gate(
        party, party.MayTrade,
        ItemStage.Draft, ItemStage.Submitted, ItemStage.InReview, ItemStage.Rejected, ItemStage.Published,
        ItemStage.Frozen);

    private Refusal? Room(Quantity more) =>
        OnHand.Amount + more.Amount <= Quantity.MaxAmount
            ? null
            : CommonRefusals.OutOfRange.With("min", 0).With("max", Quantity.MaxAmount).On("quantity");

    private Refusal TooLittle() =>
        ItemRefusals.InsufficientStock.With("available", Available).With("unit", Details!.Unit).On("quantity");

    private static Refusal ResolvedAs(Quantity posted) =>
        posted > Quantity.Zero ? ItemRefusals.HoldAlreadyPosted : ItemRefusals.HoldAlreadyVoided;
}
