using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>People, facts and orders at every stage for the tests of the order's rules.</summary>
internal static class Orders
{
    public static readonly OrderId Id = OrderId.Wrap("01JD0000000000000000000001");
    public static readonly OrganisationId Office = OrganisationId.Wrap("dinas-kominfo");
    public static readonly UnitId Unit = UnitId.Wrap("sekretariat");
    public static readonly SupplierId Seller = SupplierId.Wrap("kopi-way-kanan");

    /// <summary>Monday, 23 November 2026, 10:00 WIB.</summary>
    public static readonly Today Day =
        new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero), PolicyTable.Default, WorkingDays.Default);

    public static readonly OrderParty Officer = Buyer("officer", Role.ProcurementOfficer);
    public static readonly OrderParty Ppk = Buyer("ppk", Role.CommitmentOfficer);
    public static readonly OrderParty Reviewer = Buyer("kpa", Role.DelegatedBudgetOwner);
    public static readonly OrderParty Receiver = Buyer("receiver", Role.Receiver);
    public static readonly OrderParty Treasurer = Buyer("treasurer", Role.Treasurer);
    public static readonly OrderParty Supplier = new(UserId.Wrap("seller"), IsSupplier: true);
    public static readonly OrderParty Auditor = new(UserId.Wrap("auditor"), IsAuditor: true);
    public static readonly OrderParty Stranger = new(UserId.Wrap("stranger"));
    public static readonly OrderParty Engine = new(Caller.System.User, IsEngine: true);

    public static readonly CommandContext Key = new(new Caller(Officer.User), "k", "c");

    public static Today Later(int days) => Day with { Now = Day.Now.AddDays(days) };

    public static OrderParty Buyer(string user, params Role[] roles) => new(
        UserId.Wrap(user), new Authority(Office, OrganisationKind.RegionalAgency, [.. roles.Select(Duty)]));

    public static Duty Duty(Role role) => new(role, Unit, null);

    public static SubmitOrder Submission(
        PurchaseMethod method = PurchaseMethod.DirectPurchase, params SubmitLine[] lines) => new()
        {
            Context = Key,
            Plan = RupCode.Wrap("54321098"),
            Method = method,
            Lines = lines.Length == 0 ? [new SubmitLine(ItemId.Wrap("kopi"), new Quantity(10))] : [.. lines],
            Deliveries =
        [
            new OrderDelivery(
                "Jl. Wolter Monginsidi 69", RegionCode.Wrap("18.71"), Day.Date.AddDays(14), "Siti", "0721481166"),
        ],
            Budget = [new SubmitBudgetLine(1)],
        };

    public static ItemQuote Quote(string item = "kopi", long price = 1_000_000, long freight = 100_000) => new()
    {
        Item = ItemId.Wrap(item),
        ItemVersion = 7,
        Supplier = Seller,
        Category = CategoryCode.Wrap("10.03.02"),
        Name = $"Produk {item}",
        Unit = "KGM",
        UnitDecimals = 0,
        UnitPrice = new Rupiah(price),
        Freight = new Rupiah(freight),
        TaxClass = TaxClass.Goods,
        Kbki = "2391101001",
        IsDomestic = true,
        LocalContent = new BasisPoints(4500),
        Origin = RegionCode.Wrap("18.08"),
    };

    public static SubmitFacts Facts(OrderParty? by = null, params ItemQuote[] quotes) => new(
        (by ?? Officer).User, IsEngine: false, (by ?? Officer).Buyer!, OrganisationKind.RegionalAgency,
        new PlanTerms
        {
            Code = RupCode.Wrap("54321098"),
            Organisation = Office,
            Unit = Unit,
            IsAnnounced = true,
            Ceiling = new Rupiah(1_000_000_000),
            From = new DateOnly(2026, 1, 1),
            Until = new DateOnly(2026, 12, 31),
            ReservedForSmall = true,
            DomesticOnly = true,
            Lines =
            [
                new PlanLineTerms(1, AccountCode.Wrap("5.1.02.01.01.0024"), FundingSource.Apbd),
                new PlanLineTerms(2, AccountCode.Wrap("5.1.02.01.01.0025"), FundingSource.Apbd),
            ],
        },
        new SupplierStanding
        {
            Id = Seller,
            Exists = true,
            MaySell = true,
            Name = "Koperasi Kopi Way Kanan",
            Size = BusinessSize.Cooperative,
            IsTaxable = true,
            Members = [Supplier.User],
        },
        [.. (quotes.Length == 0 ? [Quote()] : quotes).Select(static quote => (Result<ItemQuote>)quote)],
        Markets: [], Prices: []);

    public static Decision<OrderEvent> Submit(SubmitOrder command, SubmitFacts facts) =>
        PurchaseOrder.Absent.Submit(Id, command, PurchaseOrder.Merged(command.Lines), facts, Day);

    /// <summary>Ten kilograms at Rp1,000,000, freight Rp100,000: Rp11,211,000 with tax.</summary>
    public static PurchaseOrder Submitted(
        PurchaseMethod method = PurchaseMethod.DirectPurchase, OrderParty? by = null, long price = 1_000_000) =>
        PurchaseOrder.Absent.After(Submit(Submission(method), Facts(by, Quote(price: price))));

    public static PurchaseOrder After(this PurchaseOrder order, Decision<OrderEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(order, static (state, happened) => state.When(happened));
    }

    public static PurchaseOrder Placed(PurchaseMethod method = PurchaseMethod.DirectPurchase)
    {
        var order = Submitted(method);
        return order.After(order.Place(order.Totals!.Total, asksForReview: true, Day));
    }

    /// <summary>An order above the officer's limit, waiting for its second reviewer.</summary>
    public static PurchaseOrder AboveLimit(PurchaseMethod method = PurchaseMethod.DirectPurchase)
    {
        var order = Submitted(method, Ppk, price: 20_000_000);
        return order.After(order.Place(order.Totals!.Total, asksForReview: true, Day));
    }

    public static MakeOffer AnOffer(long price) =>
        new(Key, [new LineAmount(1, new Rupiah(price))], Freight: [], Services: []);

    public static PurchaseOrder Negotiated(PurchaseOrder placed, OrderParty buyer)
    {
        var offered = placed.After(placed.Offer(buyer, AnOffer(placed.Lines[0].Line.ListPrice.Amount - 100_000), Day));
        return offered.After(offered.AcceptOffer(Supplier, Day));
    }

    /// <summary>An order of each stage, negotiated where it came that far, so that the supplier knows of it.</summary>
    public static PurchaseOrder At(OrderStage stage)
    {
        const PurchaseMethod Method = PurchaseMethod.Negotiation;
        switch (stage)
        {
            case OrderStage.Absent:
                return PurchaseOrder.Absent;
            case OrderStage.Placing:
                return Submitted(Method);
            case OrderStage.Refused:
                return Submitted(Method).After(At(OrderStage.Placing).Refuse([CommonRefusals.NotFound], Day));
            case OrderStage.Negotiating:
                return Placed(Method);
            case OrderStage.Negotiated:
                return Negotiated(Placed(Method), Officer);
            case OrderStage.AwaitingReview:
                var reviewable = Negotiated(AboveLimit(Method), Ppk);
                return reviewable.After(reviewable.Proceed(Ppk, Day));
            case OrderStage.AwaitingCommitmentOfficer:
                return At(OrderStage.Negotiated).Then(static order => order.Proceed(Officer, Day));
            case OrderStage.AwaitingSupplier:
                return At(OrderStage.AwaitingCommitmentOfficer)
                    .Then(static order => order.Sign(Ppk, new SignOrder(Key), "000001/SP/2026", Day));
            case OrderStage.Processing:
                return At(OrderStage.AwaitingSupplier).Then(static order => order.Accept(Supplier, Day));
            case OrderStage.Shipping:
                return At(OrderStage.Processing).Then(static order => order.Dispatch(Supplier, Shipment(4), Day))
                    .Then(static order => order.Dispatch(Supplier, Shipment(3), Day));
            case OrderStage.Delivered:
                return At(OrderStage.Shipping).Then(static order => order.Receive(Receiver, Receipt(1), Day));
            case OrderStage.Discrepancy:
                return At(OrderStage.Delivered).Then(static order => order.Inspect(Receiver, Inspection(3, 1), Day));
            case OrderStage.Inspected:
                return At(OrderStage.Processing).Then(static order => order.Dispatch(Supplier, Shipment(10), Day))
                    .Then(static order => order.Receive(Receiver, Receipt(1), Day))
                    .Then(static order => order.Inspect(Receiver, Inspection(10, 0), Day));
            case OrderStage.HandedOver:
                return At(OrderStage.Inspected)
                    .Then(static order => order.HandOver(Ppk, new HandOver(Key, "BAST/1"), Day));
            case OrderStage.Invoiced:
                return At(OrderStage.HandedOver).Then(static order => order.Invoice(Supplier, AnInvoice, Day));
            case OrderStage.Paying:
                return At(OrderStage.Invoiced)
                    .Then(static order => order.Pay(Treasurer, new PayOrder(Key, new Rupiah(1_000_000), "SPM 1"), Day));
            case OrderStage.Completed:
                return At(OrderStage.Invoiced)
                    .Then(static order => order.Pay(Treasurer, new PayOrder(Key, null, "SPM 1"), Day));
            case OrderStage.Cancelled:
                return At(OrderStage.AwaitingSupplier)
                    .Then(static order => order.Cancel(Officer, Ending(EndReason.SpecChange), Day));
            case OrderStage.AutoCancelled:
                return At(OrderStage.AwaitingSupplier).Then(static order => order.Expire(Later(30)));
            case OrderStage.Rejected:
                return At(OrderStage.AwaitingSupplier)
                    .Then(static order => order.Reject(Supplier, Ending(EndReason.Capacity), Day));
            case OrderStage.Failed:
                return At(OrderStage.Negotiated).Then(static order => order.Fail(ItemId.Wrap("kopi"), Day));
            case OrderStage.Terminated:
                return At(OrderStage.Shipping)
                    .Then(static order => order.Terminate(Ppk, Ending(EndReason.SupplierDefault), Day));
            default:
                throw new ArgumentOutOfRangeException(nameof(stage), stage, "No such stage.");
        }
    }

    public static PurchaseOrder Then(this PurchaseOrder order, Func<PurchaseOrder, Decision<OrderEvent>> rule) =>
        order.After(rule(order));

    public static DispatchGoods Shipment(decimal quantity) =>
        new(Key, 0, [new LineQuantity(1, new Quantity(quantity))], "JNE", "JNE123");

    public static ReceiveGoods Receipt(int shipment) => new(Key, shipment, []);

    public static InspectGoods Inspection(decimal accepted, decimal rejected) => new(
        Key, Day.Date,
        [new LineInspection(1, new Quantity(accepted), new Quantity(rejected), rejected > 0 ? "Kemasan rusak" : null)]);

    public static InvoiceOrder AnInvoice => new(Key, "INV/1", Day.Date, "0400260012345678");

    public static EndOrder Ending(EndReason reason) => new(Key, reason, "Alasan tertulis");
}
