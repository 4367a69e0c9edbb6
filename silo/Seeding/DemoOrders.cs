using System.Globalization;
using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Seeding;
using Marketplace.Values;

namespace Marketplace.Silo.Seeding;

/// <summary>
/// Orders for the demo, one left at each stage, driven through the actors by the people who would drive them. Every
/// command has a key of its own, so that a run cut short is simply run again.
/// </summary>
/// <param name="grains">The actors.</param>
/// <param name="clock">Today.</param>
public sealed class DemoOrders(IGrainFactory grains, TimeProvider clock)
{
    private static readonly OrganisationId Province = OrganisationId.Wrap("pemda-18");
    private static readonly RegionCode Delivery = RegionCode.Wrap("18.71.01");

    /// <summary>Small enough that all of them together stay below the direct-purchase limit of one package.</summary>
    private const long MostPerOrder = 4_000_000;

    /// <summary>Above the direct-purchase limit, below the budget line.</summary>
    private const long LargeAmount = 230_000_000;

    private int _orders;

    /// <summary>The stages that are left standing, with how each is reached.</summary>
    private static readonly (OrderStage Stage, Step[] Steps)[] Stories =
    [
        (OrderStage.Refused, [Step.SubmitTooMuch]),
        (OrderStage.Negotiating, [Step.SubmitNegotiated, Step.OfferLow]),
        (OrderStage.Negotiated, [Step.SubmitNegotiated, Step.OfferLow, Step.AcceptOffer]),
        (OrderStage.AwaitingCommitmentOfficer, [Step.Submit]),
        (OrderStage.AwaitingSupplier, [Step.Submit, Step.Sign]),
        (OrderStage.Processing, [Step.Submit, Step.Sign, Step.Accept]),
        (OrderStage.Shipping, [Step.Submit, Step.Sign, Step.Accept, Step.DispatchPart]),
        (OrderStage.Delivered, [.. Delivered]),
        (OrderStage.Discrepancy, [.. Delivered, Step.InspectBad]),
        (OrderStage.Inspected, [.. Delivered, Step.InspectGood]),
        (OrderStage.HandedOver, [.. HandedOver]),
        (OrderStage.Invoiced, [.. HandedOver, Step.Invoice]),
        (OrderStage.Paying, [.. HandedOver, Step.Invoice, Step.PayPart]),
        (OrderStage.Completed, [.. HandedOver, Step.Invoice, Step.PayAll, Step.Rate, Step.Reply]),
        (OrderStage.Cancelled, [Step.Submit, Step.Cancel]),
        (OrderStage.Rejected, [Step.Submit, Step.Sign, Step.Reject]),
        (OrderStage.Terminated, [Step.Submit, Step.Sign, Step.Accept, Step.Terminate]),
        // The last, because it takes its package above the limit that a procurement officer may buy within.
        (OrderStage.AwaitingReview, [Step.SubmitLarge]),
    ];

    private static Step[] Delivered => [Step.Submit, Step.Sign, Step.Accept, Step.DispatchAll, Step.Receive];

    private static Step[] HandedOver => [.. Delivered, Step.InspectGood, Step.HandOver];

    /// <summary>A step of a story.</summary>
    private enum Step
    {
        Submit, SubmitNegotiated, SubmitLarge, SubmitTooMuch, OfferLow, AcceptOffer, Sign, Accept, Reject,
        DispatchPart, DispatchAll, Receive, InspectGood, InspectBad, HandOver,
        Invoice, PayPart, PayAll, Rate, Reply, Cancel, Terminate,
    }

    /// <summary>Tells every story.</summary>
    /// <exception cref="InvalidOperationException">An actor refused a step: the demo is wrong.</exception>
    public async Task Place(SeedSpec spec)
    {
        var unit = SeedOrganisations.Invent(spec).First(organisation => organisation.Id == Province).Units[0];
        var plan = unit.Plans.MaxBy(static plan => plan.Package.Lines.Max(static line => line.Ceiling))!;
        var line = plan.Package.Lines.MaxBy(static line => line.Ceiling)!;
        var firstItem = 1;
        var goods = new List<(SeedSupplier Supplier, SeedItem Item)>();
        foreach (var supplier in SeedSuppliers.Invent(spec))
        {
            goods.AddRange(SeedItems.Invent(spec, supplier, firstItem)
                .Where(static item =>
                    (item.Prices[0].Tiers[0].Amount * item.Details.MinOrder).Amount < MostPerOrder / 4)
                .Select(item => (supplier, item)));
            firstItem += supplier.Items;
        }

        foreach (var (stage, steps) in Stories)
        {
            var (supplier, item) = goods[_orders % goods.Count];
            var story = new Story(
                OrderId.Wrap(string.Create(CultureInfo.InvariantCulture, $"demo-order-{++_orders:000000}")),
                supplier, item, plan.Code, line);
            foreach (var step in steps) await Take(story, step);
            var view = await grains.Order(story.Order).View(Caller.System);
            if (view?.Stage != stage)
                throw new InvalidOperationException($"The demo's order {story.Order} is {view?.Stage}, not {stage}.");
        }
    }

    private async Task Take(Story story, Step step)
    {
        var order = grains.Order(story.Order);
        var today = Wib.DateOf(clock.GetUtcNow());
        var quantity = new Quantity(story.Item.Details.MinOrder.Amount * 4);
        var result = step switch
        {
            Step.Submit => await order.Submit(Submission(story, quantity, PurchaseMethod.DirectPurchase)),
            Step.SubmitNegotiated => await order.Submit(Submission(story, quantity, PurchaseMethod.Negotiation)),
            Step.SubmitLarge => await order.Submit(
                Submission(story, QuantityFor(story, LargeAmount), PurchaseMethod.DirectPurchase)),
            Step.SubmitTooMuch => await order.Submit(
                Submission(story, QuantityFor(story, story.Line.Ceiling.Amount * 2), PurchaseMethod.DirectPurchase)),
            Step.OfferLow => await order.Offer(new MakeOffer(
                As(story, step, Role.ProcurementOfficer),
                [new LineAmount(1, LowPrice(story))], [], [], "Mohon harga terbaik")),
            Step.AcceptOffer => await order.AcceptOffer(AsSupplier(story, step)),
            Step.Sign => await order.Sign(new SignOrder(As(story, step, Role.CommitmentOfficer))),
            Step.Accept => await order.Accept(AsSupplier(story, step)),
            Step.Reject => await order.Reject(new EndOrder(
                AsSupplier(story, step), EndReason.Capacity, "Kapasitas bulan ini sudah penuh.")),
            Step.DispatchPart => await order.Dispatch(new DispatchGoods(
                AsSupplier(story, step), 0, [new LineQuantity(1, story.Item.Details.MinOrder)], "Kurir sendiri")),
            Step.DispatchAll => await order.Dispatch(new DispatchGoods(
                AsSupplier(story, step), 0, [new LineQuantity(1, quantity)], "Kurir sendiri")),
            Step.Receive => await order.Receive(new ReceiveGoods(As(story, step, Role.Receiver), 1, [])),
            Step.InspectGood => await order.Inspect(new InspectGoods(
                As(story, step, Role.Receiver), today, [new LineInspection(1, quantity, Quantity.Zero)])),
            Step.InspectBad => await order.Inspect(new InspectGoods(
                As(story, step, Role.Receiver), today,
                [new LineInspection(1, quantity - new Quantity(1), new Quantity(1), "Satu kemasan rusak")])),
            Step.HandOver => await order.HandOver(new HandOver(
                As(story, step, Role.CommitmentOfficer), $"BAST-CONTOH/{story.Order}")),
            Step.Invoice => await order.Invoice(new InvoiceOrder(
                AsSupplier(story, step), $"INV/{story.Order}", today,
                story.Supplier.Profile.IsTaxable ? "0100026000000001" : null)),
            Step.PayPart => await order.Pay(new PayOrder(
                As(story, step, Role.Treasurer), new Rupiah(10_000), "SPM-CONTOH-1")),
            Step.PayAll => await order.Pay(new PayOrder(As(story, step, Role.Treasurer), null, "SPM-CONTOH-1")),
            Step.Rate => await order.Rate(
                new RateOrder(As(story, step, Role.CommitmentOfficer), 3, 2, 3, 3, "Tepat waktu.")),
            Step.Reply => await order.ReplyToRating(AsSupplier(story, step), "Terima kasih."),
            Step.Cancel => await order.Cancel(new EndOrder(
                As(story, step, Role.CommitmentOfficer), EndReason.SpecChange, "Spesifikasi berubah.")),
            _ => await order.Terminate(new EndOrder(
                As(story, step, Role.CommitmentOfficer), EndReason.SupplierDefault, "Barang tidak dikirim.")),
        };
        if (!result.IsOk && step != Step.SubmitTooMuch) throw Refused(story, step, result.Refusal);
    }

    private static InvalidOperationException Refused(Story story, Step step, Refusal refusal) => new(
        $"The demo's order {story.Order} is refused at {step}: {refusal.Code.Slug} on {refusal.Field} "
        + string.Join(", ", refusal.Facts.Concat(refusal.Parts.SelectMany(static part => part.Facts))
            .Select(static fact => $"{fact.Name}={fact.Value}")));

    private SubmitOrder Submission(Story story, Quantity quantity, PurchaseMethod method) => new()
    {
        // Above the direct-purchase limit the commitment officer buys; another person reviews.
        Context = As(
            story, Step.Submit,
            quantity >= QuantityFor(story, LargeAmount) ? Role.CommitmentOfficer : Role.ProcurementOfficer),
        Plan = story.Plan,
        Method = method,
        Lines = [new SubmitLine(story.Item.Id, quantity)],
        Deliveries =
        [
            new OrderDelivery(
                "Kantor Gubernur, Jl. Wolter Monginsidi 69", Delivery,
                Wib.DateOf(clock.GetUtcNow()).AddDays(30), "Bagian Umum", "0721481107"),
        ],
        Budget = [new SubmitBudgetLine(story.Line.Line)],
        LocalContentReason = "Data contoh.",
        ComparisonNote = "Data contoh.",
    };

    private static Quantity QuantityFor(Story story, long amount) =>
        new(Math.Ceiling((decimal)amount / PriceOf(story).Amount));

    private static Rupiah LowPrice(Story story) => new(PriceOf(story).Amount * 90 / 100);

    private static Rupiah PriceOf(Story story) => story.Item.Prices[0].Tiers[^1].Amount;

    private static CommandContext As(Story story, Step step, Role role) =>
        Key(story, step, SeedOrganisations.Officer(Province, unit: 0, role));

    private static CommandContext AsSupplier(Story story, Step step) => Key(story, step, story.Supplier.Owner);

    private static CommandContext Key(Story story, Step step, UserId user) =>
        new(new Caller(user), $"{story.Order}-{step}", $"{step}");

    /// <summary>What one order is about.</summary>
    private sealed record Story(OrderId Order, SeedSupplier Supplier, SeedItem Item, RupCode Plan, BudgetLine Line);
}
