using System.Collections.Immutable;
using System.Text;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Contracts;

/// <summary>
/// What purchase orders have ever written stays readable. The golden lines, <c>type payload</c>, are never edited: a
/// changed shape is a new type with lines of its own, and an added optional field one more line below the old one.
/// </summary>
public sealed class OrderEventTests
{
    private static readonly ImmutableArray<(string Type, string Payload)> Golden = [.. ReadGolden()];

    [Fact]
    public void Every_stored_order_event_has_a_golden_line() => Assert.Equal(
        EventTypes.All.Where(static pair => typeof(OrderEvent).IsAssignableFrom(pair.Value))
            .Select(static pair => pair.Key).Order(StringComparer.Ordinal),
        Golden.Select(static line => line.Type).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Version_1_events_still_load_and_are_written_the_same() => Assert.All(Golden, static line =>
    {
        var happened = EventTypes.Read(line.Type, Encoding.UTF8.GetBytes(line.Payload));

        Assert.Equal(line.Payload, Encoding.UTF8.GetString(EventTypes.Write(happened)));
    });

    [Fact]
    public void The_golden_lines_are_what_the_rules_decide()
    {
        var decided = Decided().Select(static happened =>
            $"{EventTypes.NameOf(happened.GetType())} {Encoding.UTF8.GetString(EventTypes.Write(happened))}").ToList();
        var golden = Golden.Select(static line => $"{line.Type} {line.Payload}").ToList();

        Assert.Equal(golden.Where(decided.Contains), decided);
        // What was written before a field was added is read for ever, but written no more.
        Assert.All(
            golden.Except(decided),
            old => Assert.Contains(decided, now => now.StartsWith(old.Split(' ')[0], StringComparison.Ordinal)));
    }

    /// <summary>One event of each type, from a refused, a negotiated and a terminated order.</summary>
    internal static IEnumerable<OrderEvent> Decided()
    {
        var events = new List<OrderEvent>();
        var refused = Submit(Submission(), Facts()).Events[0];
        events.Add(refused);
        events.AddRange(Submit(Submission(), Facts() with { Prices = [Compared] }).Events);
        events.AddRange(PurchaseOrder.Absent.Preclude(3, Day.Now).Events);
        var placing = PurchaseOrder.Absent.When(refused);
        events.AddRange(placing.Refuse(
            [CommonRefusals.OutOfRange.With("min", 1).On("lines[0]").By("rule@2026-01-01")], Day).Events);

        var order = Submitted(PurchaseMethod.Negotiation, Ppk, price: 20_000_000);
        Do(state => state.Place(state.Totals!.Total, asksForReview: true, Day));
        Do(state => state.Offer(Ppk, AnOffer(19_000_000) with
        {
            Freight = [new LineAmount(1, Rupiah.Zero)],
            Services = [new ExtraService("Pelatihan", new Rupiah(1))],
            Note = "Harga satuan",
        }, Day));
        Do(state => state.AcceptOffer(Supplier, Day));
        Do(state => state.Proceed(Ppk, Day));
        Do(state => state.Approve(Reviewer, Day));
        Do(state => state.Sign(Ppk, new SignOrder(Key, "Kirim pagi"), "000001/SP/2026", Day));
        Do(state => state.Accept(Supplier, Day));
        Do(state => state.Settle([1, 2], Day));
        Do(state => state.ProposeAddendum(
            Supplier,
            new ProposeAddendum(
                Key, [new LineQuantity(1, new Quantity(9))], [new LineAmount(1, new Rupiah(18_000_000))],
                [new DeliveryDate(0, Day.Date.AddDays(20))], "Kapasitas"), Day));
        Do(state => state.AcceptAddendum(Ppk, Day));
        Do(state => state.ProposeAddendum(
            Ppk, new ProposeAddendum(Key, [], [], [new DeliveryDate(0, Day.Date.AddDays(21))], "Libur"), Day));
        Do(state => state.RejectAddendum(Supplier, Day));
        Do(state => state.Dispatch(Supplier, Shipment(9), Day));
        Do(state => state.Receive(Receiver, Receipt(1), Day));
        Do(state => state.Inspect(Receiver, Inspection(8, 1), Day));
        Do(state => state.Settle(Ppk, new SettleDiscrepancy(Key, DiscrepancySettlement.Reduce, "Rusak"), Day));
        Do(state => state.HandOver(Ppk, new HandOver(Key, "BAST/1"), Day));
        Do(state => state.Invoice(Supplier, AnInvoice with { LogisticsInvoice = "LOG/1" }, Day));
        Do(state => state.Pay(Treasurer, new PayOrder(Key, null, "SPM/1"), Day));
        Do(state => state.Rate(Ppk, new RateOrder(Key, 3, 2, 3, 2, "Baik"), Day));
        Do(state => state.ReplyToRating(Supplier, "Terima kasih", Day));
        events.AddRange(At(OrderStage.Shipping).Terminate(Ppk, Ending(EndReason.SupplierDefault), Day).Events);
        return events;

        void Do(Func<PurchaseOrder, Decision<OrderEvent>> rule)
        {
            var decision = rule(order);
            Assert.Null(decision.Refusal);
            order = decision.Events.Aggregate(order, static (state, happened) => state.When(happened));
            events.AddRange(decision.Events);
        }
    }

    private static PriceFairness Compared => new(
        new Rupiah(1_000_000), new PriceSpread(2),
        new PriceSpread(3, new Rupiah(1), new Rupiah(2), new Rupiah(3), new Rupiah(2_000_000)), new Rupiah(990_000),
        Concerns: []);

    private static IEnumerable<(string Type, string Payload)> ReadGolden()
    {
        using var stream = typeof(OrderEventTests).Assembly
            .GetManifestResourceStream("Marketplace.Tests.Contracts.order-events.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            yield return (line[..space], line[(space + 1)..]);
        }
    }
}
