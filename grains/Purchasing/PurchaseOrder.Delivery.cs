using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>Dispatch, receipt, inspection, discrepancy, handover.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>The supplier dispatches goods to one address.</summary>
    public Decision<OrderEvent> Dispatch(OrderParty party, DispatchGoods command, Today today)
    {
        if (Guard(OrderAction.Dispatch, party) is { } no) return no;
        if ((Check.Count(command.Lines.Length, "lines", 1, OrderLimits.MaxLines)
            ?? Check.Count(Shipments.Length + 1, "shipments", 1, OrderLimits.MaxShipments)
            ?? Check.Text(command.CourierName, "courierName", OrderLimits.MaxName)
            ?? Check.Text(command.Tracking, "tracking", OrderLimits.MaxName, required: false)
            ?? Quantities(command.Lines)) is { } malformed) return malformed;
        if (command.Delivery < 0 || command.Delivery >= Terms!.Deliveries.Length)
            return OrderRefusals.DeliveryUnknown.With("delivery", command.Delivery).On("delivery");
        foreach (var part in command.Lines)
        {
            var line = Lines[part.Line - 1];
            if (line.Line.Delivery != command.Delivery)
                return OrderRefusals.DeliveryUnknown.With("delivery", command.Delivery).On("lines");
            if (part.Quantity > line.ToDispatch)
                return OrderRefusals.OverDispatch.With("line", part.Line).With("open", line.ToDispatch).On("lines");
        }

        var happened = new GoodsDispatched(
            OrderStage.Shipping, Shipments.Length + 1, command.Delivery, command.Lines, command.CourierName,
            command.Tracking, party.User, today.Now);
        return happened with { Stage = Apply(happened).StageInDelivery() };
    }

    /// <summary>The receiver counts a shipment. What is missing counts as not dispatched.</summary>
    public Decision<OrderEvent> Receive(OrderParty party, ReceiveGoods command, Today today)
    {
        if (Guard(OrderAction.Receive, party) is { } no) return no;
        if ((Check.Count(command.Lines.Length, "lines", 0, OrderLimits.MaxLines)
            ?? Check.Text(command.Note, "note", OrderLimits.MaxNote, required: false)
            ?? Quantities(command.Lines, mayBeZero: true)) is { } malformed) return malformed;
        if (command.Shipment < 1 || command.Shipment > Shipments.Length)
            return OrderRefusals.ShipmentUnknown.With("shipment", command.Shipment).On("shipment");
        var shipment = Shipments[command.Shipment - 1];
        if (shipment.ReceivedAt is not null)
            return OrderRefusals.ShipmentReceived.With("shipment", command.Shipment).On("shipment");
        foreach (var part in command.Lines)
        {
            var sent = QuantityFor(shipment.Lines, part.Line) ?? Quantity.Zero;
            if (part.Quantity > sent)
                return OrderRefusals.OverReceipt.With("line", part.Line).With("dispatched", sent).On("lines");
        }

        var arrived = ImmutableArray.CreateRange(shipment.Lines, part =>
            new LineQuantity(part.Line, QuantityFor(command.Lines, part.Line) ?? part.Quantity));
        var happened = new GoodsReceived(
            OrderStage.Delivered, command.Shipment, arrived, command.Note, party.User, today.Date,
            AcceptedUnlessInspectedBy ?? today.EndOf(PolicyKeys.DeemedAcceptance), today.Now);
        return happened with { Stage = Apply(happened).StageInDelivery() };
    }

    /// <summary>The receiver inspects what has arrived.</summary>
    public Decision<OrderEvent> Inspect(OrderParty party, InspectGoods command, Today today)
    {
        if (Guard(OrderAction.Inspect, party) is { } no) return no;
        if (InspectionShape(command) is { } malformed) return malformed;
        foreach (var result in command.Lines)
        {
            var waiting = Lines[result.Line - 1].ToInspect;
            if (result.Accepted + result.Rejected > waiting)
                return OrderRefusals.OverInspection.With("line", result.Line).With("waiting", waiting).On("lines");
        }

        var first = Lines.Min(static line => line.LastReceived ?? DateOnly.MaxValue);
        if (Impossible(command.Date, first, today) is { } impossible) return impossible;
        return Inspected(command.Date, command.Lines, command.Evidence, deemed: false, party.User, today);
    }

    /// <summary>Received goods count as accepted, when the policy says so and nobody inspected them in time.</summary>
    public Decision<OrderEvent> DeemAccepted(Today today)
    {
        if (Stage != OrderStage.Delivered || AcceptedUnlessInspectedBy is not { } by || today.Now < by)
            return Decision<OrderEvent>.Nothing;
        return Inspected(
            today.Date,
            [
                .. Lines.Where(static line => line.ToInspect > Quantity.Zero)
                    .Select(static line => new LineInspection(line.Line.Number, line.ToInspect, Quantity.Zero)),
            ],
            evidence: null, deemed: true, Caller.System.User, today);
    }

    /// <summary>Settles everything the inspection found wrong.</summary>
    public Decision<OrderEvent> Settle(OrderParty party, SettleDiscrepancy command, Today today)
    {
        if (Guard(OrderAction.SettleDiscrepancy, party) is { } no) return no;
        if (Check.Text(command.Note, "note", OrderLimits.MaxNote) is { } malformed) return malformed;
        switch (command.Settlement)
        {
            case DiscrepancySettlement.Reject:
                return Ended(OrderStage.Terminated, EndReason.GoodsRejected, command.Note, party.User, today);
            case DiscrepancySettlement.Replace or DiscrepancySettlement.Reduce:
                var lines = WithoutRejected(command.Settlement);
                if (lines.All(static line => line.Line.Quantity == Quantity.Zero)) return OrderRefusals.NothingLeft;
                var totals = TotalsOf(TaxFacts, [.. lines.Select(static line => line.Line)], Services, Law(today));
                return new DiscrepancySettled(
                    (this with { Lines = lines }).StageInDelivery(), command.Settlement, command.Note, totals,
                    Reduced(Budget, totals.Total), party.User, today.ResumeAt, today.Now);
            default:
                return CommonRefusals.OutOfRange.With("min", 1).With("max", 3).On("settlement");
        }
    }

    /// <summary>Numbers and signs the handover certificate; the late penalty is fixed with it.</summary>
    public Decision<OrderEvent> HandOver(OrderParty party, HandOver command, Today today)
    {
        if (Guard(OrderAction.HandOver, party) is { } no) return no;
        if (Check.Text(command.Number, "number", OrderLimits.MaxName) is { } malformed) return malformed;
        var (penalty, days) = LatePenaltyAt(today);
        return new OrderHandedOver(
            command.Number, [.. Lines.Select(static line => new LineQuantity(line.Line.Number, line.Accepted))],
            penalty, days, Totals!.Total - penalty, party.User, today.Now);
    }

    /// <summary>
    /// The late penalty so far: per line, a share of its price before tax for each calendar day after its date until it
    /// has arrived in full, cut to whole rupiah, and never more than the order itself.
    /// </summary>
    public (Rupiah Amount, int DaysLate) LatePenaltyAt(Today today)
    {
        if (Certificate is { } fixedThen) return (fixedThen.LatePenalty, fixedThen.DaysLate);
        if (Signatures.AcceptedAt is null || End is not null) return (Rupiah.Zero, 0);
        var rate = Law(today)[PolicyKeys.LatePenalty];
        var (penalty, most) = (Rupiah.Zero, 0);
        foreach (var line in Lines.Where(static line => line.Line.Quantity > Quantity.Zero))
        {
            var isThere = line.Received >= line.Line.Quantity;
            var until = isThere && line.LastReceived is { } last ? last : today.Date;
            var days = Math.Max(0, until.DayNumber - Terms!.Deliveries[line.Line.Delivery].NeededBy.DayNumber);
            penalty += CutPenalty(line.Line.Net, rate, days);
            most = Math.Max(most, days);
        }

        return (Rupiah.Min(penalty, Totals!.Total), most);
    }

    private static Rupiah CutPenalty(Rupiah net, PolicyRow rate, int days) =>
        new((long)Int128.Min((Int128)net.Amount * rate.Value * days / 10_000, net.Amount));

    private static Refusal? Impossible(DateOnly date, DateOnly earliest, Today today) =>
        date >= earliest && date <= today.Date
            ? null
            : OrderRefusals.DateImpossible.With("earliest", earliest).With("latest", today.Date).On("date");

    private Refusal? InspectionShape(InspectGoods command) =>
        Check.Count(command.Lines.Length, "lines", 1, OrderLimits.MaxLines)
        ?? Check.Text(command.Evidence, "evidence", OrderLimits.MaxNote, required: false)
        ?? UnknownLine(command.Lines.Select(static line => line.Line), "lines")
        ?? command.Lines.Select((result, index) =>
        {
            var decimals = LineOf(result.Line).UnitDecimals;
            var isQuantity = result.Accepted >= Quantity.Zero && result.Rejected >= Quantity.Zero
                && result.Accepted + result.Rejected > Quantity.Zero
                && result.Accepted.FitsDecimals(decimals) && result.Rejected.FitsDecimals(decimals);
            if (!isQuantity)
                return CommonRefusals.OutOfRange.With("min", 0).With("max", Quantity.MaxAmount).On($"lines[{index}]");
            return Check.Text(
                    result.Reason, $"lines[{index}].reason", OrderLimits.MaxNote,
                    required: result.Rejected > Quantity.Zero)
                ?? PhotosShape(result.Photos ?? [], $"lines[{index}].photos");
        }).FirstRefusal();

    private static Refusal? PhotosShape(ImmutableArray<DocumentId> photos, string field) =>
        Check.Count(photos.Length, field, 0, DocumentLimits.MaxPhotos)
        ?? Check.Code(photos.All(static photo => photo.IsPhoto), field, "photo-…");

    private Decision<OrderEvent> Inspected(
        DateOnly date, ImmutableArray<LineInspection> lines, string? evidence, bool deemed, UserId by, Today today)
    {
        var happened = new GoodsInspected(OrderStage.Delivered, date, lines, evidence, deemed, by, today.Now);
        return happened with { Stage = Apply(happened).StageInDelivery() };
    }

    private Refusal? Quantities(ImmutableArray<LineQuantity> lines, bool mayBeZero = false) =>
        UnknownLine(lines.Select(static line => line.Line), "lines")
        ?? lines.Select((part, index) => mayBeZero && part.Quantity == Quantity.Zero
            ? null
            : Check.Positive(part.Quantity, $"lines[{index}].quantity", LineOf(part.Line).UnitDecimals)).FirstRefusal();

    private static Quantity? QuantityFor(ImmutableArray<LineQuantity> lines, int number)
    {
        foreach (var line in lines)
        {
            if (line.Line == number) return line.Quantity;
        }

        return null;
    }

    /// <summary>Where a binding order stands, from how far its goods have come.</summary>
    private OrderStage StageInDelivery()
    {
        if (Lines.Any(static line => line.Rejected > Quantity.Zero)) return OrderStage.Discrepancy;
        if (Lines.All(static line => line.Accepted == line.Line.Quantity)) return OrderStage.Inspected;
        if (Lines.Any(static line => line.ToInspect > Quantity.Zero)) return OrderStage.Delivered;
        return Shipments.IsEmpty ? OrderStage.Processing : OrderStage.Shipping;
    }

    private ImmutableArray<LineState> WithoutRejected(DiscrepancySettlement settlement) =>
    [
        .. Lines.Select(line => line.Rejected == Quantity.Zero
            ? line
            : Shrunk(line, settlement == DiscrepancySettlement.Reduce
                ? line.Line.Quantity - line.Rejected
                : line.Line.Quantity) with
                {
                    Dispatched = line.Dispatched - line.Rejected,
                    Received = line.Received - line.Rejected,
                    Rejected = Quantity.Zero,
                    RejectedReason = null,
                }),
    ];

    /// <summary>A line of a smaller quantity; one of nothing has no freight either.</summary>
    private static LineState Shrunk(LineState line, Quantity quantity) => line with
    {
        Line = line.Line with
        {
            Quantity = quantity,
            Freight = quantity == Quantity.Zero ? Rupiah.Zero : line.Line.Freight,
        },
    };

    private PurchaseOrder Apply(GoodsDispatched happened) => this with
    {
        Lines = ChangedLines(happened.Lines, static (line, quantity) =>
            line with { Dispatched = line.Dispatched + quantity }),
        Shipments = Shipments.Add(new ShipmentView(
            happened.Number, happened.Delivery, happened.Lines, happened.CourierName, happened.Tracking, happened.At,
            ReceivedAt: null, ReceivedBy: null, ReceivedLines: [])),
    };

    private PurchaseOrder Apply(GoodsReceived happened)
    {
        var shipment = Shipments[happened.Shipment - 1];
        var lines = ChangedLines(happened.Lines, (line, arrived) => line with
        {
            Received = line.Received + arrived,
            Dispatched = line.Dispatched - (QuantityFor(shipment.Lines, line.Line.Number)!.Value - arrived),
            LastReceived = arrived > Quantity.Zero ? happened.Date : line.LastReceived,
        });
        return this with
        {
            Lines = lines,
            Shipments = Shipments.SetItem(happened.Shipment - 1, shipment with
            {
                ReceivedAt = happened.At,
                ReceivedBy = happened.By,
                ReceivedLines = happened.Lines,
            }),
            AcceptedUnlessInspectedBy = happened.AcceptedUnlessInspectedBy,
        };
    }

    private PurchaseOrder Apply(GoodsInspected happened) => this with
    {
        AcceptedUnlessInspectedBy = null,
        Inspections = Inspections.Add(new InspectionView(
            happened.Date, happened.Lines, happened.Evidence, happened.Deemed, happened.By)),
        Lines =
        [
            .. Lines.Select(line =>
                happened.Lines.FirstOrDefault(result => result.Line == line.Line.Number) is not { } result
                    ? line
                    : line with
                    {
                        Accepted = line.Accepted + result.Accepted,
                        Rejected = line.Rejected + result.Rejected,
                        RejectedReason = result.Reason ?? line.RejectedReason,
                    }),
        ],
    };

    private PurchaseOrder Apply(DiscrepancySettled happened)
    {
        var lines = WithoutRejected(happened.Settlement);
        var next = this with { Lines = lines, Totals = happened.Totals, Budget = happened.Budget };
        if (happened.Settlement != DiscrepancySettlement.Reduce) return next;
        var change = $"reduced-{EffectCount + 1}";
        return next.WithEffects([AmendTo(change, happened.Budget), .. Returns(change, Lines, lines)]);
    }

    private ImmutableArray<LineState> ChangedLines(
        ImmutableArray<LineQuantity> parts, Func<LineState, Quantity, LineState> change) =>
    [
        .. Lines.Select(line => QuantityFor(parts, line.Line.Number) is { } quantity ? change(line, quantity) : line),
    ];
}
