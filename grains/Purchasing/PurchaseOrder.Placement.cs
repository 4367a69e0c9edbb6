using System.Collections.Immutable;
using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What other actors said before an order is submitted.</summary>
/// <param name="Caller">Who submits.</param>
/// <param name="IsEngine">Whether it is the engine itself.</param>
/// <param name="Authority">Their appointments at the plan's organisation.</param>
/// <param name="Kind">The organisation's kind; null when there is none.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Supplier">The supplier of the first line that could be quoted.</param>
/// <param name="Quotes">One per line, in the lines' order.</param>
/// <param name="Markets">What there is to buy like it, per line; null where nobody asked.</param>
/// <param name="Prices">Where each line's price lies among comparable ones; empty where nobody could say.</param>
public sealed record SubmitFacts(
    UserId Caller,
    bool IsEngine,
    Authority Authority,
    OrganisationKind? Kind,
    PlanTerms Plan,
    SupplierStanding? Supplier,
    ImmutableArray<Result<ItemQuote>> Quotes,
    ImmutableArray<LocalContentMarket?> Markets,
    ImmutableArray<PriceFairness> Prices);

/// <content>Submission, placing, refusal.</content>
public sealed partial record PurchaseOrder
{
    private static readonly ImmutableArray<Role> GovernmentBuyers =
        [Role.ProcurementOfficer, Role.CommitmentOfficer, Role.SelectionCommittee];

    /// <summary>Checks the form of what a buyer says.</summary>
    public static Refusal? ShapeOf(SubmitOrder order) =>
        Check.Count(order.Lines.Length, "lines", 1, OrderLimits.MaxLines)
        ?? Check.Count(order.Deliveries.Length, "deliveries", 1, OrderLimits.MaxDeliveries)
        ?? Check.Count(order.Budget.Length, "budget", 1, OrderLimits.MaxBudgetLines)
        ?? (order.Lines.Contains(null!) || order.Deliveries.Contains(null!) || order.Budget.Contains(null!)
            // JSON can put null where a list's element is expected.
            ? CommonRefusals.InvalidCount.With("min", 1).With("max", OrderLimits.MaxLines).On("lines")
            : null)
        ?? order.Lines.Select((line, index) =>
            Check.Positive(line.Quantity, $"lines[{index}].quantity")
            ?? Check.Range(line.Delivery, $"lines[{index}].delivery", 0, order.Deliveries.Length - 1)).FirstRefusal()
        ?? order.Deliveries.Select(ShapeOf).FirstRefusal()
        ?? order.Budget.Select((line, index) =>
            Check.Range(line.Line, $"budget[{index}].line", 1, int.MaxValue)
            ?? (line.Amount is { } amount ? Check.Money(amount, $"budget[{index}].amount", 1, Rupiah.MaxAmount)
                : order.Budget.Length == 1 ? null
                : CommonRefusals.OutOfRange.With("min", 1).With("max", Rupiah.MaxAmount).On($"budget[{index}].amount")))
            .FirstRefusal()
        ?? (order.Budget.DistinctBy(static line => line.Line).Count() == order.Budget.Length
            ? null
            : CommonRefusals.InvalidCount.With("min", 1).With("max", 1).On("budget"))
        ?? Check.Text(
            order.ExternalRef, "externalRef", OrderLimits.MaxName, required: order.Channel != OrderChannel.Platform)
        ?? Check.Text(order.PackageRef, "packageRef", OrderLimits.MaxName, required: false)
        ?? Check.Text(order.LocalContentReason, "localContentReason", OrderLimits.MaxNote, required: false)
        ?? Check.Text(order.ComparisonNote, "comparisonNote", OrderLimits.MaxNote, required: false)
        ?? Check.Text(order.Notes, "notes", OrderLimits.MaxNote, required: false);

    /// <summary>Lines of one item to one address become one line, before anything is priced or held.</summary>
    public static ImmutableArray<SubmitLine> Merged(ImmutableArray<SubmitLine> lines) =>
    [
        .. lines.GroupBy(static line => (line.Item, line.Delivery)).Select(static group =>
            new SubmitLine(group.Key.Item, group.Sum(static line => line.Quantity), group.Key.Delivery)),
    ];

    /// <summary>Submits the order, priced from the items' own quotes.</summary>
    public Decision<OrderEvent> Submit(
        OrderId id, SubmitOrder command, ImmutableArray<SubmitLine> lines, SubmitFacts facts, Today today)
    {
        var (plan, law) = (facts.Plan, today.Law.At(today.Date));
        if (!facts.IsEngine && !facts.Authority.Concerns(plan.Unit)) return CommonRefusals.NotFound.On("plan");
        if (facts.Kind is not { } kind || kind == OrganisationKind.MarketplaceOperator)
            return CommonRefusals.NotAllowed;
        var roles = BuyingRolesOf(facts, kind);
        if (roles.IsEmpty) return CommonRefusals.NotAllowed;
        // Only now: who may not buy here does not learn which orders there are.
        if (Stage != OrderStage.Absent || command.Attempt <= Precluded) return CommonRefusals.AlreadyExists;
        if (PlanRefusal(command, facts, kind, today) is { } unfit) return unfit;
        if (QuoteRefusals(facts) is { } unquoted) return unquoted;
        if (SupplierRefusal(facts, plan) is { } unsellable) return unsellable;
        if (LocalContentRefusals(command, facts, kind, law) is { } tooLow) return tooLow;
        if (PriceFairnessRule.Refusal(command, facts.Prices, kind, law) is { } unexplained) return unexplained;

        var orderLines = LinesOf(lines, facts);
        var collector = Taxes.CollectorFor(kind, command.PaymentMode, law);
        var terms = TermsOf(command, facts, kind, collector, roles, orderLines, today);
        if (!FitsMoney(orderLines)) return OrderRefusals.TotalTooLarge;
        var totals = TotalsOf(FactsOf(terms), orderLines, [], law);
        var budget = BudgetOf(command, totals.Total);
        if (budget.Sum(static line => line.Amount) is var given && given != totals.Total)
            return OrderRefusals.BudgetNotTotal.With("total", totals.Total).With("budget", given).On("budget");
        // The package is at least this order: a role that cannot buy this much need not wait for the plan to say so.
        if (RolesFor(totals.Total, terms, law).Roles.IsEmpty) return RoleRefusal(totals.Total, law);
        return new OrderSubmitted(id, terms, orderLines, budget, totals, today.ResumeAt, today.Now);
    }

    /// <summary>There is no such order, and there will be none of an attempt or an earlier one.</summary>
    public Decision<OrderEvent> Preclude(int attempt, DateTimeOffset now) =>
        Stage == OrderStage.Absent && !(Precluded >= attempt)
            ? new OrderPrecluded(attempt, now)
            : Decision<OrderEvent>.Nothing;

    /// <summary>
    /// Budget and stock are held: the order begins its way, if the package's total fits the role that bought it.
    /// </summary>
    /// <param name="packageTotal">All active orders of the plan in this category, this one included.</param>
    /// <param name="asksForReview">Whether the organisation wants a second reviewer above the officer's limit.</param>
    /// <param name="today">The day.</param>
    public Decision<OrderEvent> Place(Rupiah packageTotal, bool asksForReview, Today today)
    {
        if (Stage != OrderStage.Placing) return Decision<OrderEvent>.Nothing;
        var (roles, isAboveLimit) = RolesFor(packageTotal, Terms!, Law(today));
        if (roles.IsEmpty) return RoleRefusal(packageTotal, Law(today));
        var needsReview = isAboveLimit && asksForReview && Law(today)[PolicyKeys.SecondReview].IsOn;
        var isNegotiated = Terms!.Method == PurchaseMethod.Negotiation;
        return new OrderPlaced(
            isNegotiated ? OrderStage.Negotiating : AfterAgreement(needsReview),
            packageTotal, roles, needsReview,
            isNegotiated ? today.EndOf(PolicyKeys.NegotiationTurn) : AnswerBy(needsReview, today), today.Now);
    }

    /// <summary>Budget, stock or a rule refused: the order is over, and what it held is to be freed.</summary>
    public Decision<OrderEvent> Refuse(ImmutableArray<Refusal> reasons, Today today) =>
        Stage == OrderStage.Placing
            ? new OrderRefused(reasons, [.. Items.Select(static held => held.Item)], today.ResumeAt, today.Now)
            : Decision<OrderEvent>.Nothing;

    /// <summary>Whether this package total is beyond what a procurement officer may buy.</summary>
    public bool IsAboveOfficerLimit(Rupiah packageTotal, PolicyTable law) =>
        RolesFor(packageTotal, Terms!, law.At(Terms!.Date)).IsAboveLimit;

    /// <summary>What is held of each item: its lines together.</summary>
    public IEnumerable<(ItemId Item, Quantity Quantity)> Items => Lines.GroupBy(static line => line.Line.Item)
        .Select(static group => (group.Key, group.Sum(static line => line.Line.Quantity)));

    private static OrderStage AfterAgreement(bool needsReview) =>
        needsReview ? OrderStage.AwaitingReview : OrderStage.AwaitingCommitmentOfficer;

    /// <summary>Until when to review or to sign what was agreed, so that it does not hold budget and stock for
    /// ever.</summary>
    private static DateTimeOffset? AnswerBy(bool needsReview, Today today) =>
        today.EndOf(needsReview ? PolicyKeys.ReviewResponse : PolicyKeys.SignatureResponse);

    private static Refusal? ShapeOf(OrderDelivery delivery, int index) =>
        Check.Text(delivery.Address, $"deliveries[{index}].address", OrderLimits.MaxNote)
        ?? Check.Code(RegionCode.IsValid(delivery.Region.Value), $"deliveries[{index}].region", "18.71")
        ?? Check.Text(delivery.Recipient, $"deliveries[{index}].recipient", OrderLimits.MaxName)
        ?? PhoneShape(delivery.Phone, $"deliveries[{index}].phone");

    private static Refusal? PhoneShape(string? phone, string field) =>
        Check.Code(CodeForms.IsDigits(phone?.TrimStart('+'), 6, 15), field, "6-15 digits");

    private static ImmutableArray<Role> BuyingRolesOf(SubmitFacts facts, OrganisationKind kind) =>
        kind is OrganisationKind.RegionalAgency or OrganisationKind.VerticalAgency
            ? [.. GovernmentBuyers.Where(role => facts.Authority.Has(facts.Plan.Unit, role))]
            : facts.Authority.Has(facts.Plan.Unit, Role.Requester) ? [Role.Requester] : [];

    /// <summary>Which of the creator's roles may buy at this total, and whether it is above the limit.</summary>
    private static (ImmutableArray<Role> Roles, bool IsAboveLimit) RolesFor(
        Rupiah packageTotal, OrderTerms terms, PolicyDay law)
    {
        if (terms.Kind is not (OrganisationKind.RegionalAgency or OrganisationKind.VerticalAgency))
            return (terms.CreatorRoles, false);
        var isAbove = packageTotal > law[PolicyKeys.ProcurementOfficerLimit].Rupiah;
        return ([.. terms.CreatorRoles.Where(role => role == Role.ProcurementOfficer != isAbove)], isAbove);
    }

    private static Refusal RoleRefusal(Rupiah packageTotal, PolicyDay law)
    {
        var limit = law[PolicyKeys.ProcurementOfficerLimit];
        var needed = packageTotal > limit.Rupiah ? Role.CommitmentOfficer : Role.ProcurementOfficer;
        return OrderRefusals.RoleForValue.With("packageTotal", packageTotal).With("limit", limit.Rupiah)
            .With("role", needed).By(limit.Name);
    }

    private static Refusal? PlanRefusal(SubmitOrder command, SubmitFacts facts, OrganisationKind kind, Today today)
    {
        var plan = facts.Plan;
        if (!plan.IsAnnounced) return OrderRefusals.PlanNotAnnounced.With("plan", plan.Code).On("plan");
        if (today.Date < plan.From || today.Date > plan.Until)
        {
            return OrderRefusals.PlanOutsideWindow.With("from", plan.From).With("until", plan.Until)
                .With("today", today.Date).On("plan");
        }

        var isGovernment = kind is OrganisationKind.RegionalAgency or OrganisationKind.VerticalAgency;
        if (isGovernment == (command.PaymentMode == PaymentMode.Transfer))
        {
            return OrderRefusals.PaymentModeUnfit.With("mode", command.PaymentMode).With("kind", kind)
                .On("paymentMode");
        }

        for (var i = 0; i < command.Deliveries.Length; i++)
        {
            if (command.Deliveries[i].NeededBy < today.Date)
            {
                return OrderRefusals.DatePassed.With("date", command.Deliveries[i].NeededBy)
                    .With("today", today.Date).On($"deliveries[{i}].neededBy");
            }
        }

        return null;
    }

    private static Refusal? QuoteRefusals(SubmitFacts facts)
    {
        if (facts.Quotes.All(static quote => quote.IsOk))
        {
            var suppliers = facts.Quotes.Select(static quote => quote.Value!.Supplier).Distinct().Count();
            return suppliers == 1 ? null : OrderRefusals.SeveralSuppliers.With("suppliers", suppliers).On("lines");
        }

        return ((Refusal)OrderRefusals.LinesRefused) with
        {
            Parts =
            [
                .. facts.Quotes.Select(static (quote, index) => quote.Refusal?.On($"lines[{index}]"))
                    .OfType<Refusal>(),
            ],
        };
    }

    private static Refusal? SupplierRefusal(SubmitFacts facts, PlanTerms plan)
    {
        if (facts.Supplier is not { MaySell: true } supplier)
            return OrderRefusals.SupplierMayNotSell.With("supplier", facts.Quotes[0].Value!.Supplier);
        if (supplier.Members.Contains(facts.Caller)) return OrderRefusals.OwnSupplier;
        if (plan.ReservedForSmall && supplier.Size is BusinessSize.Medium or BusinessSize.Large)
            return OrderRefusals.ReservedForSmall.With("size", supplier.Size);
        if (!plan.DomesticOnly) return null;
        var import = facts.Quotes.FirstOrDefault(static quote => !quote.Value!.IsDomestic)?.Value;
        return import is null ? null : OrderRefusals.DomesticOnly.With("item", import.Item);
    }

    private static Refusal? LocalContentRefusals(
        SubmitOrder command, SubmitFacts facts, OrganisationKind kind, PolicyDay law)
    {
        if (!string.IsNullOrWhiteSpace(command.LocalContentReason)) return null;
        for (var i = 0; i < facts.Markets.Length; i++)
        {
            if (facts.Markets[i] is not { } market) continue;
            var quote = facts.Quotes[i].Value!;
            if (!LocalContent.IsAsked(kind, quote, law)) continue;
            var (tier, required) = (
                LocalContent.TierOf(quote.IsDomestic, quote.LocalContent, law), LocalContent.AllowedTier(market));
            if (tier <= required) continue;
            return OrderRefusals.LocalContentTooLow.With("line", i + 1).With("tier", tier).With("required", required)
                .On("localContentReason").By(law[PolicyKeys.LocalContentProductFloor].Name);
        }

        return null;
    }

    private static ImmutableArray<OrderLine> LinesOf(
        ImmutableArray<SubmitLine> lines, SubmitFacts facts) =>
    [
        .. lines.Select((line, index) =>
        {
            var quote = facts.Quotes[index].Value!;
            return new OrderLine
            {
                Number = index + 1,
                Item = quote.Item,
                ItemVersion = quote.ItemVersion,
                Category = quote.Category,
                Name = quote.Name,
                Unit = quote.Unit,
                UnitDecimals = quote.UnitDecimals,
                Quantity = line.Quantity,
                ListPrice = quote.UnitPrice,
                UnitPrice = quote.UnitPrice,
                Freight = quote.Freight,
                TaxClass = quote.TaxClass,
                Delivery = line.Delivery,
                Kbki = quote.Kbki,
                IsDomestic = quote.IsDomestic,
                LocalContent = quote.LocalContent,
                CompanyBenefit = quote.CompanyBenefit,
                Origin = quote.Origin,
                ProducerSize = quote.ProducerSize,
                LeadTimeDays = quote.LeadTimeDays,
                Fairness = facts.Prices.IsEmpty ? null : facts.Prices[index],
            };
        }),
    ];

    private static OrderTerms TermsOf(
        SubmitOrder command, SubmitFacts facts, OrganisationKind kind, TaxCollector collector,
        ImmutableArray<Role> roles, ImmutableArray<OrderLine> lines, Today today)
    {
        var largest = lines.MaxBy(static line => (decimal)line.UnitPrice.Amount * line.Quantity.Amount)!;
        var charged = command.Budget.Select(static line => line.Line).ToHashSet();
        return new OrderTerms
        {
            Plan = facts.Plan.Code,
            Category = CategoryCode.Wrap(largest.Category.Value.Split('.')[0]),
            Organisation = facts.Plan.Organisation,
            Kind = kind,
            Unit = facts.Plan.Unit,
            Supplier = facts.Supplier!.Id,
            SupplierName = facts.Supplier.Name,
            SupplierSize = facts.Supplier.Size,
            SupplierIsTaxable = facts.Supplier.IsTaxable,
            SupplierHasFinalTaxLetter = facts.Supplier.HasFinalTaxLetter,
            Collector = collector,
            Method = command.Method,
            PaymentMode = command.PaymentMode,
            Channel = command.Channel,
            ExternalRef = command.ExternalRef,
            PackageRef = command.PackageRef,
            Creator = facts.Caller,
            CreatorRoles = roles,
            Deliveries = command.Deliveries,
            LocalContentReason = command.LocalContentReason,
            ComparisonNote = command.ComparisonNote,
            Notes = command.Notes,
            IsSchoolFund = facts.Plan.Lines.Where(line => charged.Contains(line.Line)).ToList()
                is { Count: > 0 } sources && sources.TrueForAll(static line => line.FundingSource == FundingSource.Bos),
            Date = today.Date,
        };
    }

    /// <summary>A generous bound before any money is summed: twice it, with tax, is still money.</summary>
    private static bool FitsMoney(ImmutableArray<OrderLine> lines) =>
        lines.Sum(static line => ((decimal)line.UnitPrice.Amount * line.Quantity.Amount) + line.Freight.Amount)
            <= Rupiah.MaxAmount / 2;

    private static ImmutableArray<BudgetAmount> BudgetOf(SubmitOrder command, Rupiah total) =>
        [.. command.Budget.Select(line => new BudgetAmount(line.Line, line.Amount ?? total))];

    private PurchaseOrder Apply(OrderSubmitted submitted) => this with
    {
        Id = submitted.Order,
        Terms = submitted.Terms,
        Lines = [.. submitted.Lines.Select(static line => new LineState(line))],
        Budget = submitted.Budget,
        Totals = submitted.Totals,
        PackageTotal = submitted.Totals.Total,
    };

    private PurchaseOrder Apply(OrderPlaced placed) => this with
    {
        PackageTotal = placed.PackageTotal,
        BuyingRoles = placed.BuyingRoles,
        NeedsReview = placed.NeedsReview,
        RespondBy = placed.RespondBy,
    };

    private PurchaseOrder Apply(OrderRefused refused) => (this with { Refusals = refused.Reasons })
        .WithEffects([
            new OpenEffect(EffectKind.ReleaseBudget),
            .. refused.Items.Select(static item => new OpenEffect(EffectKind.VoidStock) { Item = item }),
        ]);

}

/// <summary>Picks the first of several checks that refuses.</summary>
internal static class RefusalSequence
{
    /// <summary>The first refusal; null when all is well.</summary>
    public static Refusal? FirstRefusal(this IEnumerable<Refusal?> checks) =>
        checks.FirstOrDefault(static refusal => refusal is not null);
}
