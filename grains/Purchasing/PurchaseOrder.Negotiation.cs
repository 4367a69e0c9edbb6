using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>Offers and agreement (DOMAIN §2). Offers are before tax.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>Makes or counters an offer.</summary>
    public Decision<OrderEvent> Offer(OrderParty party, MakeOffer command, Today today)
    {
        if (Guard(OrderAction.Offer, party) is { } no) return no;
        var side = party.Side ?? Turn!.Value;
        if (side != Turn) return OrderRefusals.NotYourTurn.With("turn", Turn);
        if (IsOverdue(today)) return OrderRefusals.TooLate.With("respondBy", RespondBy);
        if (ShapeOf(command) is { } malformed) return malformed;
        if (OfferRefusal(command) is { } unfit) return unfit;
        var prices = ImmutableArray.CreateRange(Lines, line => new LineAmount(
            line.Line.Number, AmountFor(command.Prices, line.Line.Number) ?? LastSupplierPrice(line.Line)));
        var freight = ImmutableArray.CreateRange(Lines, line => new LineAmount(
            line.Line.Number, AmountFor(command.Freight, line.Line.Number) ?? CurrentFreight(line.Line)));
        var total = TotalsUnder(prices, freight, command.Services, today).Total;
        if (total > Totals!.Total)
            return OrderRefusals.OfferAboveList.With("total", total).With("listTotal", Totals.Total);
        return new OfferMade(
            Offers.Length + 1, side, party.User, prices, freight, command.Services, command.Note,
            today.EndOf(PolicyKeys.NegotiationTurn), today.Now);
    }

    /// <summary>Accepts the other side's standing offer.</summary>
    public Decision<OrderEvent> AcceptOffer(OrderParty party, Today today)
    {
        if (Guard(OrderAction.AcceptOffer, party) is { } no) return no;
        var side = party.Side ?? Turn!.Value;
        if (side != Turn) return OrderRefusals.NotYourTurn.With("turn", Turn);
        if (Offers is not [.., var standing]) return OrderRefusals.NoOffer;
        if (IsOverdue(today)) return OrderRefusals.TooLate.With("respondBy", RespondBy);
        var totals = TotalsUnder(standing.Prices, standing.Freight, standing.Services, today);
        return new OfferAccepted(
            party.User, side, totals, Reduced(Budget, totals.Total),
            today.EndOf(PolicyKeys.NegotiatedResponse), today.ResumeAt, today.Now);
    }

    /// <summary>The buyer goes on with what was negotiated.</summary>
    public Decision<OrderEvent> Proceed(OrderParty party, Today today)
    {
        if (Guard(OrderAction.Proceed, party) is { } no) return no;
        return IsOverdue(today)
            ? OrderRefusals.TooLate.With("respondBy", RespondBy)
            : new OrderProceeded(
                AfterAgreement(NeedsReview), party.User, today.Now, AnswerBy(NeedsReview, today));
    }

    /// <summary>A product of the order has left the catalogue during the negotiation.</summary>
    public Decision<OrderEvent> Fail(ItemId item, Today today) =>
        Stage is OrderStage.Negotiating or OrderStage.Negotiated
            ? Ended(OrderStage.Failed, EndReason.ProductDelisted, $"{item}", Commands.Caller.System.User, today)
            : Decision<OrderEvent>.Nothing;

    private static Refusal? ShapeOf(MakeOffer command) =>
        Check.Count(command.Prices.Length, "prices", 0, OrderLimits.MaxLines)
        ?? Check.Count(command.Freight.Length, "freight", 0, OrderLimits.MaxLines)
        ?? Check.Count(command.Services.Length, "services", 0, OrderLimits.MaxServices)
        ?? Check.Count(
            command.Prices.Length + command.Freight.Length + command.Services.Length, "prices", 1, int.MaxValue)
        ?? command.Prices.Select(static (price, index) =>
            Check.Money(price.Amount, $"prices[{index}].amount", 1, Rupiah.MaxAmount)).FirstRefusal()
        ?? command.Freight.Select(static (freight, index) =>
            Check.Money(freight.Amount, $"freight[{index}].amount", 0, Rupiah.MaxAmount)).FirstRefusal()
        ?? command.Services.Select(static (service, index) =>
            Check.Text(service.Description, $"services[{index}].description", OrderLimits.MaxName)
            ?? Check.Money(service.Price, $"services[{index}].price", 0, Rupiah.MaxAmount / 100)).FirstRefusal()
        ?? Check.Text(command.Note, "note", OrderLimits.MaxNote, required: false);

    private Refusal? OfferRefusal(MakeOffer command)
    {
        if (Offers.Length >= OrderLimits.MaxOffers)
            return CommonRefusals.InvalidCount.With("min", 0).With("max", OrderLimits.MaxOffers);
        if (UnknownLine(command.Prices.Select(static price => price.Line), "prices") is { } unknown) return unknown;
        if (UnknownLine(command.Freight.Select(static freight => freight.Line), "freight") is { } unknownFreight)
            return unknownFreight;
        var left = Lines.FirstOrDefault(line => AmountFor(command.Prices, line.Line.Number) is null);
        if (Offers.IsEmpty && left is not null)
            return OrderRefusals.OfferIncomplete.With("missing", left.Line.Number).On("prices");
        foreach (var price in command.Prices)
        {
            var line = LineOf(price.Line);
            var last = LastSupplierPrice(line);
            if (price.Amount < line.ListPrice && price.Amount < last) continue;
            return OrderRefusals.OfferNotLower.With("line", price.Line).With("list", line.ListPrice)
                .With("last", last).With("offered", price.Amount).On("prices");
        }

        foreach (var freight in command.Freight)
        {
            var line = LineOf(freight.Line);
            var isOwn = Terms!.Deliveries[line.Delivery].Courier == Courier.Own;
            if (freight.Amount == CurrentFreight(line) || (isOwn && freight.Amount < CurrentFreight(line))) continue;
            return OrderRefusals.FreightFixed.With("line", freight.Line).With("freight", CurrentFreight(line))
                .On("freight");
        }

        return null;
    }

    private OrderLine LineOf(int number) => Lines[number - 1].Line;

    private Refusal? UnknownLine(IEnumerable<int> numbers, string field)
    {
        var seen = new HashSet<int>();
        foreach (var number in numbers)
        {
            if (number < 1 || number > Lines.Length || !seen.Add(number))
                return OrderRefusals.LineUnknown.With("line", number).On(field);
        }

        return null;
    }

    private static Rupiah? AmountFor(ImmutableArray<LineAmount> amounts, int line)
    {
        foreach (var amount in amounts)
        {
            if (amount.Line == line) return amount.Amount;
        }

        return null;
    }

    private Rupiah LastSupplierPrice(OrderLine line) =>
        Offers.LastOrDefault(static offer => offer.Side == OrderSide.Supplier) is { } last
            ? AmountFor(last.Prices, line.Number)!.Value
            : line.ListPrice;

    private Rupiah CurrentFreight(OrderLine line) =>
        Offers is [.., var last] ? AmountFor(last.Freight, line.Number)!.Value : line.Freight;

    private OrderTotals TotalsUnder(
        ImmutableArray<LineAmount> prices, ImmutableArray<LineAmount> freight,
        ImmutableArray<ExtraService> services, Today today) =>
        TotalsOf(TaxFacts, LinesUnder(prices, freight), services, Law(today));

    private List<OrderLine> LinesUnder(ImmutableArray<LineAmount> prices, ImmutableArray<LineAmount> freight) =>
    [
        .. Lines.Select(line => line.Line with
        {
            UnitPrice = AmountFor(prices, line.Line.Number)!.Value,
            Freight = AmountFor(freight, line.Line.Number)!.Value,
        }),
    ];

    private bool IsOverdue(Today today) => RespondBy is { } until && today.Now >= until;

    private PurchaseOrder Apply(OfferMade offer) => this with
    {
        Offers = Offers.Add(new OfferView(
            offer.Number, offer.Side, offer.By, offer.At, offer.Prices, offer.Freight, offer.Services, offer.Note)),
        Negotiators = offer.Side == OrderSide.Buyer ? WithNegotiator(offer.By) : Negotiators,
        RespondBy = offer.RespondBy,
    };

    private PurchaseOrder Apply(OfferAccepted accepted)
    {
        var standing = Offers[^1];
        var lines = LinesUnder(standing.Prices, standing.Freight);
        return (this with
        {
            Lines = [.. Lines.Select((line, index) => line with { Line = lines[index] })],
            Services = standing.Services,
            Totals = accepted.Totals,
            Budget = accepted.Budget,
            Negotiators = accepted.Side == OrderSide.Buyer ? WithNegotiator(accepted.By) : Negotiators,
            RespondBy = accepted.RespondBy,
        }).WithEffects([AmendTo("negotiated", accepted.Budget)]);
    }

    private ImmutableArray<UserId> WithNegotiator(UserId user) =>
        Negotiators.Contains(user) ? Negotiators : Negotiators.Add(user);
}
