using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>
/// The rules of a purchase order: what it is at a moment. Decisions are in the files beside this one, by the part of
/// the lifecycle they belong to.
/// </summary>
[SnapshotFormat(2)]
public sealed partial record PurchaseOrder
{
    /// <summary>An order that was never submitted.</summary>
    public static readonly PurchaseOrder Absent = new();

    /// <summary>The order; null while absent.</summary>
    public OrderId? Id { get; init; }

    /// <summary>Where it stands.</summary>
    public OrderStage Stage { get; init; }

    /// <summary>The last attempt no order may come of any more; null where there was none.</summary>
    public int? Precluded { get; init; }

    /// <summary>What was fixed at submission; null while absent.</summary>
    public OrderTerms? Terms { get; init; }

    /// <summary>The lines and how far their goods have come.</summary>
    public ImmutableArray<LineState> Lines { get; init; } = [];

    /// <summary>Extra services agreed on.</summary>
    public ImmutableArray<ExtraService> Services { get; init; } = [];

    /// <summary>What each budget line bears.</summary>
    public ImmutableArray<BudgetAmount> Budget { get; init; } = [];

    /// <summary>Sums and taxes; null while absent.</summary>
    public OrderTotals? Totals { get; init; }

    /// <summary>What the value limits were tested against.</summary>
    public Rupiah PackageTotal { get; init; }

    /// <summary>The roles that may buy at this value.</summary>
    public ImmutableArray<Role> BuyingRoles { get; init; } = [];

    /// <summary>Whether a second person must review it.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>The offers so far.</summary>
    public ImmutableArray<OfferView> Offers { get; init; } = [];

    /// <summary>Who spoke for the buyer in the negotiation.</summary>
    public ImmutableArray<UserId> Negotiators { get; init; } = [];

    /// <summary>Until when an answer is due; null when nobody is waited for.</summary>
    public DateTimeOffset? RespondBy { get; init; }

    /// <summary>Review, signature, acceptance.</summary>
    public OrderSignatures Signatures { get; init; } = new();

    /// <summary>The shipments.</summary>
    public ImmutableArray<ShipmentView> Shipments { get; init; } = [];

    /// <summary>What the inspections found, oldest first.</summary>
    public ImmutableArray<InspectionView> Inspections { get; init; } = [];

    /// <summary>When received goods count as accepted; null when they do not.</summary>
    public DateTimeOffset? AcceptedUnlessInspectedBy { get; init; }

    /// <summary>The handover certificate.</summary>
    public OrderHandedOver? Certificate { get; init; }

    /// <summary>The invoice.</summary>
    public OrderInvoiced? Invoiced { get; init; }

    /// <summary>The payments.</summary>
    public ImmutableArray<PaymentView> Payments { get; init; } = [];

    /// <summary>Open and past addenda; at most the last is open.</summary>
    public ImmutableArray<AddendumView> Addenda { get; init; } = [];

    /// <summary>The rating.</summary>
    public RatingView? Rating { get; init; }

    /// <summary>How it ended early.</summary>
    public EndView? End { get; init; }

    /// <summary>Why it was refused.</summary>
    public ImmutableArray<Refusal> Refusals { get; init; } = [];

    /// <summary>When it entered each stage.</summary>
    public ImmutableArray<StageEntry> Timeline { get; init; } = [];

    /// <summary>What other actors have not done yet.</summary>
    public ImmutableArray<OpenEffect> Effects { get; init; } = [];

    /// <summary>Number of the newest effect.</summary>
    public int EffectCount { get; init; }

    /// <summary>The open addendum; null when none is.</summary>
    [JsonIgnore]
    public AddendumView? OpenAddendum => Addenda is [.., { Outcome: null } last] ? last : null;

    /// <summary>Whose turn it is to make or accept an offer; null outside a negotiation. The buyer begins.</summary>
    [JsonIgnore]
    public OrderSide? Turn => Stage != OrderStage.Negotiating
        ? null
        : Offers is [.., { Side: OrderSide.Buyer }] ? OrderSide.Supplier : OrderSide.Buyer;

    private UnitId Unit => Terms!.Unit;

    private bool IsCompany => Terms!.Kind
        is OrganisationKind.StateCompany or OrganisationKind.RegionalCompany or OrganisationKind.PrivateCompany;

    /// <summary>The state after one more event.</summary>
    public PurchaseOrder When(OrderEvent happened)
    {
        var next = happened switch
        {
            OrderSubmitted submitted => Apply(submitted),
            OrderPrecluded precluded => this with { Precluded = precluded.Attempt },
            OrderPlaced placed => Apply(placed),
            OrderRefused refused => Apply(refused),
            OfferMade offer => Apply(offer),
            OfferAccepted accepted => Apply(accepted),
            OrderProceeded proceeded => this with { RespondBy = proceeded.RespondBy },
            OrderReviewed reviewed => this with
            {
                Signatures = Signatures with { Reviewer = reviewed.By, ReviewedAt = reviewed.At },
                RespondBy = reviewed.RespondBy,
            },
            OrderSigned signed => Apply(signed),
            OrderAccepted accepted => Apply(accepted),
            OrderEnded ended => Apply(ended),
            GoodsDispatched dispatched => Apply(dispatched),
            GoodsReceived received => Apply(received),
            GoodsInspected inspected => Apply(inspected),
            DiscrepancySettled settled => Apply(settled),
            OrderHandedOver handedOver => WithAddendumOutcome(AddendumOutcome.Lapsed) with { Certificate = handedOver },
            OrderInvoiced invoiced => this with { Invoiced = invoiced },
            OrderPaid paid => Apply(paid),
            AddendumProposed proposed => Apply(proposed),
            AddendumClosed closed => WithAddendumOutcome(closed.Outcome),
            AddendumAccepted accepted => Apply(accepted),
            SupplierRated rated => Apply(rated),
            RatingAnswered answered => this with { Rating = Rating! with { Reply = answered.Reply } },
            EffectsSettled settled => this with
            {
                Effects = Effects.RemoveAll(effect => settled.Effects.Contains(effect.Number)),
            },
            _ => throw new InvalidOperationException($"Unknown order event {happened.GetType().Name}."),
        };
        return happened is OrderMoved moved && moved.Stage != Stage
            ? next with { Stage = moved.Stage, Timeline = Timeline.Add(new StageEntry(moved.Stage, moved.At)) }
            : next;
    }

    private PolicyDay Law(Today today) => today.Law.At(Terms!.Date);

    private TaxFacts TaxFacts => FactsOf(Terms!);

    private static TaxFacts FactsOf(OrderTerms terms) =>
        new(terms.Collector, terms.SupplierIsTaxable, terms.SupplierHasFinalTaxLetter, terms.IsSchoolFund);

    /// <summary>The sums of lines and services under the taxes of the order's own date.</summary>
    public static OrderTotals TotalsOf(
        TaxFacts facts, IReadOnlyCollection<OrderLine> lines, ImmutableArray<ExtraService> services, PolicyDay law)
    {
        var goods = lines.Sum(static line => line.UnitPrice * line.Quantity);
        var freight = lines.Sum(static line => line.Freight);
        var extra = services.Sum(static service => service.Price);
        var taxes = Taxes.Of(facts, TaxablesOf(lines, services), law);
        var total = goods + freight + extra + taxes.Ppn;
        return new OrderTotals
        {
            Goods = goods,
            Freight = freight,
            Services = extra,
            Ppn = taxes.Ppn,
            Total = total,
            PpnCollected = taxes.PpnCollected,
            Pph22 = taxes.Pph22,
            Pph23 = taxes.Pph23,
            FinalTax = taxes.FinalTax,
            NetToSupplier = total - taxes.PpnCollected - taxes.Pph22 - taxes.Pph23 - taxes.FinalTax,
        };
    }

    /// <summary>
    /// Budget amounts for a lower total, in proportion; what rounding leaves goes to the first lines. No line bears
    /// more than before, so a smaller order never needs budget it does not hold.
    /// </summary>
    public static ImmutableArray<BudgetAmount> Reduced(ImmutableArray<BudgetAmount> budget, Rupiah total)
    {
        var before = budget.Sum(static line => line.Amount);
        if (before == total) return budget;
        var shares = budget
            .Select(line => (line.Line, Amount: (long)((Int128)line.Amount.Amount * total.Amount / before.Amount)))
            .ToList();
        var left = total.Amount - shares.Sum(static share => share.Amount);
        return
        [
            .. shares.Select((share, index) => new BudgetAmount(
                    share.Line, new Rupiah(share.Amount + (index < left ? 1 : 0))))
                .Where(static line => line.Amount > Rupiah.Zero),
        ];
    }

    private static ImmutableArray<Taxable> TaxablesOf(
        IReadOnlyCollection<OrderLine> lines, ImmutableArray<ExtraService> services) =>
    [
        .. lines.Select(static line => new Taxable(line.TaxClass, line.Net)),
        .. services.Select(static service => new Taxable(Catalogue.TaxClass.Services, service.Price)),
    ];
}

/// <summary>A line and how far its goods have come. Quantities are in the item's unit.</summary>
/// <param name="Line">What was agreed.</param>
public sealed record LineState(OrderLine Line)
{
    /// <summary>On its way or arrived; what got lost or is to be replaced no longer counts.</summary>
    public Quantity Dispatched { get; init; }

    /// <summary>Arrived.</summary>
    public Quantity Received { get; init; }

    /// <summary>Inspected and good.</summary>
    public Quantity Accepted { get; init; }

    /// <summary>Inspected, bad, and not settled.</summary>
    public Quantity Rejected { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? RejectedReason { get; init; }

    /// <summary>WIB date of the newest arrival.</summary>
    public DateOnly? LastReceived { get; init; }

    /// <summary>Still to be dispatched.</summary>
    [JsonIgnore]
    public Quantity ToDispatch => Line.Quantity - Dispatched;

    /// <summary>Arrived and not inspected.</summary>
    [JsonIgnore]
    public Quantity ToInspect => Received - Accepted - Rejected;
}
