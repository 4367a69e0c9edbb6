using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>Invoice, payment, rating.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>Marks of a rating.</summary>
    public const int LowestMark = 1;

    /// <inheritdoc cref="LowestMark"/>
    public const int HighestMark = 3;

    /// <summary>What is still to be paid.</summary>
    public Rupiah Outstanding => Certificate is null
        ? Rupiah.Zero
        : Certificate.Payable - Payments.Sum(static payment => payment.Amount);

    /// <summary>The supplier invoices; the payment clock starts.</summary>
    public Decision<OrderEvent> Invoice(OrderParty party, InvoiceOrder command, Today today)
    {
        if (Guard(OrderAction.Invoice, party) is { } no) return no;
        if ((Check.Text(command.Number, "number", OrderLimits.MaxName)
            ?? Check.Text(command.LogisticsInvoice, "logisticsInvoice", OrderLimits.MaxName, required: false))
            is { } malformed) return malformed;
        if (Impossible(command.Date, Wib.DateOf(Certificate!.At), today) is { } impossible) return impossible;
        var needsTaxInvoice = Terms!.SupplierIsTaxable && Totals!.Ppn > Rupiah.Zero;
        if ((needsTaxInvoice || command.TaxInvoice is not null) && !CodeForms.IsDigits(command.TaxInvoice, 16, 17))
            return ((Refusal)OrderRefusals.TaxInvoiceRequired).On("taxInvoice");
        var paysCourier = Lines.Any(line => line.Line.Freight > Rupiah.Zero
            && Terms.Deliveries[line.Line.Delivery].Courier == Courier.ThirdParty);
        if (paysCourier && string.IsNullOrWhiteSpace(command.LogisticsInvoice))
            return ((Refusal)OrderRefusals.LogisticsInvoiceRequired).On("logisticsInvoice");
        var payBy = today.Calendar.EndOf(today.Now, today.Law.At(today.Date)[PolicyKeys.PaymentTerm].Count);
        return new OrderInvoiced(
            command.Number, command.Date, command.TaxInvoice, command.LogisticsInvoice, payBy, party.User, today.Now);
    }

    /// <summary>The treasurer or payer pays in the system.</summary>
    public Decision<OrderEvent> Pay(OrderParty party, PayOrder command, Today today)
    {
        if (Guard(OrderAction.Pay, party) is { } no) return no;
        return Check.Text(command.Reference, "reference", OrderLimits.MaxName) is { } malformed
            ? malformed
            : Paid(party, command.Amount ?? Outstanding, outside: false, command.Reference, today.Date, today);
    }

    /// <summary>The treasurer or payer records a payment made outside.</summary>
    public Decision<OrderEvent> PayOutside(OrderParty party, PayOutside command, Today today)
    {
        if (Guard(OrderAction.PayOutside, party) is { } no) return no;
        return (Check.Text(command.Evidence, "evidence", OrderLimits.MaxName)
            ?? Impossible(command.Date, Invoiced!.Date, today)) is { } refusal
            ? refusal
            : Paid(party, command.Amount, outside: true, command.Evidence, command.Date, today);
    }

    /// <summary>The officer who signed rates the supplier, once.</summary>
    public Decision<OrderEvent> Rate(OrderParty party, RateOrder command, Today today)
    {
        if (Guard(OrderAction.Rate, party) is { } no) return no;
        if (Rating is not null) return OrderRefusals.AlreadyRated;
        if ((Check.Range(command.Quality, "quality", LowestMark, HighestMark)
            ?? Check.Range(command.Cost, "cost", LowestMark, HighestMark)
            ?? Check.Range(command.Time, "time", LowestMark, HighestMark)
            ?? Check.Range(command.Service, "service", LowestMark, HighestMark)
            ?? Check.Text(command.Comment, "comment", OrderLimits.MaxNote, required: false)) is { } malformed)
            return malformed;
        return new SupplierRated(
            Terms!.Supplier, command.Quality, command.Cost, command.Time, command.Service,
            ScoreOf(command, today.Law.At(today.Date)), command.Comment, party.User, today.Now);
    }

    /// <summary>
    /// Orders completed before this moment should be rated by now; null while the policy does not insist. Fewer than
    /// a fifth of all jobs were ever rated nationally (DOMAIN §2), so an overdue rating keeps its officer from signing
    /// the next order.
    /// </summary>
    public static DateTimeOffset? RatingsDueBefore(Today today)
    {
        var law = today.Law.At(today.Date);
        return law[PolicyKeys.RatingBlocksNextOrder].IsOn
            ? today.Now.AddDays(-law[PolicyKeys.RatingGrace].Count)
            : null;
    }

    /// <summary>Whether an order's missing rating keeps its signer from signing another now.</summary>
    public static Refusal? OverdueRating(OrderView order, UserId signer, Today today)
    {
        if (RatingsDueBefore(today) is not { } before || order.Rating is not null) return null;
        if (order.Stage != OrderStage.Completed || order.Signatures.Signer != signer) return null;
        var completedAt = order.Timeline.Last(static entry => entry.Stage == OrderStage.Completed).At;
        var grace = today.Law.At(today.Date)[PolicyKeys.RatingGrace];
        return completedAt < before
            ? OrderRefusals.RatingOverdue.With("order", order.Id)
                .With("completedAt", Wib.DateOf(completedAt)).With("graceDays", grace.Count).By(grace.Name)
            : null;
    }

    /// <summary>The supplier answers its rating, once.</summary>
    public Decision<OrderEvent> ReplyToRating(OrderParty party, string reply, Today today)
    {
        if (Guard(OrderAction.ReplyToRating, party) is { } no) return no;
        if (Rating is not { Reply: null }) return OrderRefusals.NoRatingToAnswer;
        return Check.Text(reply, "reply", OrderLimits.MaxNote) is { } malformed
            ? malformed
            : new RatingAnswered(reply, party.User, today.Now);
    }

    /// <summary>Weighted marks in hundredths, rounded half up.</summary>
    private static int ScoreOf(RateOrder marks, PolicyDay law)
    {
        var weighted = (marks.Quality * law[PolicyKeys.RatingWeightQuality].Value)
            + (marks.Cost * law[PolicyKeys.RatingWeightCost].Value)
            + (marks.Time * law[PolicyKeys.RatingWeightTime].Value)
            + (marks.Service * law[PolicyKeys.RatingWeightService].Value);
        return (int)((weighted + 50) / 100);
    }

    private Decision<OrderEvent> Paid(
        OrderParty party, Rupiah amount, bool outside, string evidence, DateOnly date, Today today)
    {
        // An order whose penalty ate the whole price is closed by a payment of nothing.
        if (Check.Money(amount, "amount", Outstanding == Rupiah.Zero ? 0 : 1, Rupiah.MaxAmount) is { } malformed)
            return malformed;
        if (Payments.Length >= OrderLimits.MaxPayments)
            return CommonRefusals.InvalidCount.With("min", 1).With("max", OrderLimits.MaxPayments);
        if (amount > Outstanding) return OrderRefusals.OverPayment.With("outstanding", Outstanding).On("amount");
        var isLast = amount == Outstanding;
        return new OrderPaid(
            isLast ? OrderStage.Completed : OrderStage.Paying, Payments.Length + 1, amount, outside,
            evidence, date, party.User, today.ResumeAt, today.Now,
            // What is paid with public money is compared with in public; what private firms pay is theirs to know.
            isLast && PriceFairnessRule.Binds(Terms!.Kind) ? PaidLines : null);
    }

    private ImmutableArray<PaidLine> PaidLines =>
    [
        .. Lines.Where(static line => line.Accepted > Quantity.Zero)
            .Select(static line => new PaidLine(line.Line.Item, line.Line.UnitPrice)),
    ];

    private PurchaseOrder Apply(OrderPaid paid)
    {
        var next = this with
        {
            Payments = Payments.Add(new PaymentView(
                paid.Number, paid.Amount, paid.By, paid.At, paid.Outside, paid.Evidence, paid.Date)),
        };
        var effects = ImmutableArray.CreateBuilder<OpenEffect>(2);
        if (paid.Amount > Rupiah.Zero)
        {
            effects.Add(new OpenEffect(EffectKind.RealiseBudget)
            {
                Id = $"payment-{paid.Number}",
                Amount = paid.Amount,
            });
        }

        // What a late penalty saved is free again.
        if (paid.Stage == OrderStage.Completed && Certificate!.Payable < Totals!.Total)
            effects.Add(new OpenEffect(EffectKind.ReleaseBudget));
        return next.WithEffects(effects.ToArray());
    }

    private PurchaseOrder Apply(SupplierRated rated) => this with
    {
        Rating = new RatingView(
            rated.Quality, rated.Cost, rated.Time, rated.Service, rated.Score, rated.Comment, rated.By, rated.At,
            Reply: null),
    };
}
