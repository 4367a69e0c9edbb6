using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>
/// Addenda: one side proposes, the other answers (DOMAIN §2). What they may change, and why they never raise the
/// total: docs/decisions/0008-addenda-never-raise.md.
/// </content>
public sealed partial record PurchaseOrder
{
    /// <summary>Proposes an addendum.</summary>
    public Decision<OrderEvent> ProposeAddendum(OrderParty party, ProposeAddendum command, Today today)
    {
        if (Guard(OrderAction.ProposeAddendum, party) is { } no) return no;
        if (OpenAddendum is { } open) return OrderRefusals.AddendumOpen.With("addendum", open.Number);
        if ((Check.Text(command.Reason, "reason", OrderLimits.MaxNote)
            ?? Check.Count(Addenda.Length + 1, "addenda", 1, OrderLimits.MaxAddenda)
            ?? Check.Count(command.NeededBy.Length, "neededBy", 0, OrderLimits.MaxDeliveries)
            ?? AddressShape(command.Addresses ?? [])) is { } malformed)
            return malformed;
        var proposed = new AddendumProposed(
            Addenda.Length + 1, party.Side ?? OrderSide.Buyer, party.User, command.Quantities, command.Prices,
            command.NeededBy, command.Reason, today.Now, command.Addresses is [] ? null : command.Addresses);
        return AddendumRefusal(ViewOf(proposed), today) is { } unfit ? unfit : proposed;
    }

    /// <summary>Accepts the other side's addendum: it holds from now on.</summary>
    public Decision<OrderEvent> AcceptAddendum(OrderParty party, Today today)
    {
        if (Guard(OrderAction.AnswerAddendum, party) is { } no) return no;
        if (OpenAddendum is not { } open) return OrderRefusals.NoAddendum;
        if (open.Side == party.Side) return OrderRefusals.AddendumOfSide.With("side", open.Side);
        if (AddendumRefusal(open, today) is { } unfit) return unfit;
        var next = Under(open);
        var totals = TotalsOf(TaxFacts, [.. next.Lines.Select(static line => line.Line)], Services, Law(today));
        return new AddendumAccepted(
            next.StageInDelivery(), open.Number, totals, Reduced(Budget, totals.Total), party.User, today.ResumeAt,
            today.Now);
    }

    /// <summary>Rejects the other side's addendum.</summary>
    public Decision<OrderEvent> RejectAddendum(OrderParty party, Today today)
    {
        if (Guard(OrderAction.AnswerAddendum, party) is { } no) return no;
        if (OpenAddendum is not { } open) return OrderRefusals.NoAddendum;
        return open.Side == party.Side
            ? OrderRefusals.AddendumOfSide.With("side", open.Side)
            : new AddendumClosed(open.Number, AddendumOutcome.Rejected, party.User, today.Now);
    }

    /// <summary>Takes one's own addendum back.</summary>
    public Decision<OrderEvent> WithdrawAddendum(OrderParty party, Today today)
    {
        if (Guard(OrderAction.WithdrawAddendum, party) is { } no) return no;
        if (OpenAddendum is not { } open) return OrderRefusals.NoAddendum;
        return open.Side != party.Side && party.Side is not null
            ? OrderRefusals.AddendumOfSide.With("side", open.Side)
            : new AddendumClosed(open.Number, AddendumOutcome.Withdrawn, party.User, today.Now);
    }

    private Refusal? AddendumRefusal(AddendumView addendum, Today today)
    {
        var (quantities, prices, dates) = (addendum.Quantities, addendum.Prices, addendum.NeededBy);
        if (quantities.IsEmpty && prices.IsEmpty && dates.IsEmpty && addendum.Addresses is null)
            return OrderRefusals.AddendumOnlyReduces;
        if ((Quantities(quantities, mayBeZero: true)
            ?? UnknownLine(prices.Select(static price => price.Line), "prices")) is { } unknown) return unknown;
        foreach (var part in quantities)
        {
            var line = Lines[part.Line - 1];
            if (part.Quantity >= line.Line.Quantity)
                return OrderRefusals.AddendumOnlyReduces.With("line", part.Line).On("quantities");
            if (part.Quantity < line.Dispatched)
            {
                return OrderRefusals.BelowDispatched.With("line", part.Line).With("dispatched", line.Dispatched)
                    .On("quantities");
            }
        }

        foreach (var price in prices)
        {
            if (price.Amount < LineOf(price.Line).UnitPrice && price.Amount > Rupiah.Zero) continue;
            return OrderRefusals.AddendumOnlyReduces.With("line", price.Line).On("prices");
        }

        if ((DateRefusal(dates, today) ?? AddressRefusal(addendum.Addresses ?? [])) is { } unfit) return unfit;
        var isEmpty = Lines.All(line =>
            (QuantityFor(quantities, line.Line.Number) ?? line.Line.Quantity) == Quantity.Zero);
        return isEmpty ? OrderRefusals.NothingLeft : null;
    }

    private Refusal? DateRefusal(ImmutableArray<DeliveryDate> dates, Today today)
    {
        for (var i = 0; i < dates.Length; i++)
        {
            if (dates[i].Delivery < 0 || dates[i].Delivery >= Terms!.Deliveries.Length)
                return OrderRefusals.DeliveryUnknown.With("delivery", dates[i].Delivery).On($"neededBy[{i}].delivery");
            if (dates[i].NeededBy < today.Date)
            {
                return OrderRefusals.DatePassed.With("date", dates[i].NeededBy).With("today", today.Date)
                    .On($"neededBy[{i}].neededBy");
            }
        }

        return null;
    }

    private static Refusal? AddressShape(ImmutableArray<DeliveryAddress> addresses) =>
        Check.Count(addresses.Contains(null!) ? -1 : addresses.Length, "addresses", 0, OrderLimits.MaxDeliveries)
        ?? addresses.Select(static (one, index) =>
            Check.Text(one.Address, $"addresses[{index}].address", OrderLimits.MaxNote)
            ?? Check.Text(one.Recipient, $"addresses[{index}].recipient", OrderLimits.MaxName)
            ?? PhoneShape(one.Phone, $"addresses[{index}].phone")).FirstRefusal();

    /// <summary>Goods that left for an address arrive there: only a delivery nothing left for yet may move.</summary>
    private Refusal? AddressRefusal(ImmutableArray<DeliveryAddress> addresses)
    {
        for (var i = 0; i < addresses.Length; i++)
        {
            var delivery = addresses[i].Delivery;
            if (delivery < 0 || delivery >= Terms!.Deliveries.Length)
                return OrderRefusals.DeliveryUnknown.With("delivery", delivery).On($"addresses[{i}].delivery");
            if (Shipments.Any(shipment => shipment.Delivery == delivery))
                return OrderRefusals.DeliveryUnderWay.With("delivery", delivery).On($"addresses[{i}].delivery");
        }

        return null;
    }

    private PurchaseOrder Under(AddendumView addendum) => this with
    {
        Lines =
        [
            .. Lines.Select(line =>
            {
                var smaller = QuantityFor(addendum.Quantities, line.Line.Number) is { } quantity
                    ? Shrunk(line, quantity)
                    : line;
                return AmountFor(addendum.Prices, line.Line.Number) is { } price
                    ? smaller with { Line = smaller.Line with { UnitPrice = price } }
                    : smaller;
            }),
        ],
        Terms = Terms! with
        {
            Deliveries =
            [
                .. Terms.Deliveries.Select((delivery, index) => Moved(
                    addendum.NeededBy.LastOrDefault(date => date.Delivery == index) is { } date
                        ? delivery with { NeededBy = date.NeededBy }
                        : delivery,
                    (addendum.Addresses ?? []).LastOrDefault(one => one.Delivery == index))),
            ],
        },
    };

    private static OrderDelivery Moved(OrderDelivery delivery, DeliveryAddress? to) => to is null
        ? delivery
        : delivery with { Address = to.Address, Recipient = to.Recipient, Phone = to.Phone };

    private static AddendumView ViewOf(AddendumProposed proposed) => new(
        proposed.Number, proposed.Side, proposed.By, proposed.At, proposed.Quantities, proposed.Prices,
        proposed.NeededBy, proposed.Reason, Outcome: null, proposed.Addresses);

    private PurchaseOrder Apply(AddendumProposed proposed) => this with { Addenda = Addenda.Add(ViewOf(proposed)) };

    private PurchaseOrder Apply(AddendumAccepted accepted)
    {
        var next = Under(OpenAddendum!).WithAddendumOutcome(AddendumOutcome.Accepted) with
        {
            Totals = accepted.Totals,
            Budget = accepted.Budget,
        };
        var change = $"addendum-{accepted.Number}";
        var effects = Returns(change, Lines, next.Lines).ToList();
        if (accepted.Totals.Total != Totals!.Total) effects.Insert(0, AmendTo(change, accepted.Budget));
        return next.WithEffects(effects.ToArray());
    }

    private PurchaseOrder WithAddendumOutcome(AddendumOutcome outcome) => OpenAddendum is { } open
        ? this with { Addenda = Addenda.SetItem(Addenda.Length - 1, open with { Outcome = outcome }) }
        : this;
}
