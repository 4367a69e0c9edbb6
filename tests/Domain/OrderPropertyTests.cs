using System.Text.Json;
using CsCheck;
using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Domain;

/// <summary>What holds after any sequence of commands by anybody.</summary>
public sealed class OrderPropertyTests
{
    /// <summary>From each stage, the stages one event may lead to.</summary>
    private static readonly Dictionary<OrderStage, OrderStage[]> Next = new()
    {
        [OrderStage.Negotiating] =
        [
            OrderStage.Negotiated, OrderStage.Rejected, OrderStage.Cancelled, OrderStage.AutoCancelled,
            OrderStage.Failed,
        ],
        [OrderStage.Negotiated] =
        [
            OrderStage.AwaitingReview, OrderStage.AwaitingCommitmentOfficer, OrderStage.Cancelled,
            OrderStage.AutoCancelled, OrderStage.Failed,
        ],
        [OrderStage.AwaitingReview] =
            [OrderStage.AwaitingCommitmentOfficer, OrderStage.Cancelled, OrderStage.AutoCancelled],
        [OrderStage.AwaitingCommitmentOfficer] =
            [OrderStage.AwaitingSupplier, OrderStage.Cancelled, OrderStage.AutoCancelled],
        [OrderStage.AwaitingSupplier] =
            [OrderStage.Processing, OrderStage.Rejected, OrderStage.Cancelled, OrderStage.AutoCancelled],
        [OrderStage.Processing] = [OrderStage.Shipping, OrderStage.Terminated],
        [OrderStage.Shipping] = [OrderStage.Delivered, OrderStage.Inspected, OrderStage.Terminated],
        [OrderStage.Delivered] =
            [OrderStage.Shipping, OrderStage.Discrepancy, OrderStage.Inspected, OrderStage.Terminated],
        [OrderStage.Discrepancy] =
            [OrderStage.Shipping, OrderStage.Delivered, OrderStage.Inspected, OrderStage.Terminated],
        [OrderStage.Inspected] = [OrderStage.HandedOver],
        [OrderStage.HandedOver] = [OrderStage.Invoiced],
        [OrderStage.Invoiced] = [OrderStage.Paying, OrderStage.Completed],
        [OrderStage.Paying] = [OrderStage.Completed],
    };

    private static readonly OrderParty[] People =
        [Officer, Ppk, Reviewer, Receiver, Treasurer, Supplier, Supplier, Ppk, Auditor, Stranger];

    private static readonly Gen<(int Command, int Party, int Number)[]> Sequences =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 99], Gen.Int[0, 11]).Array[0, 60];

    [Fact]
    public void Any_sequence_of_commands_keeps_the_orders_invariants() => Sequences.Sample(
        sequence =>
        {
            var (order, journal, day) = (Start(sequence), new List<OrderEvent>(), Day);
            foreach (var (command, party, number) in sequence)
            {
                day = day with { Now = day.Now.AddHours(number) };
                // Nine times of ten by someone who may: chance alone would rarely get an order delivered.
                var by = party < 90 ? Entitled(order, command, number) : People[party % People.Length];
                var before = JsonOf(order);
                var decision = Run(order, command, by, number, day);
                if (decision.Refusal is not null) Assert.Empty(decision.Events);
                foreach (var happened in decision.Events)
                {
                    var next = order.When(happened);
                    if (next.Stage != order.Stage) Assert.Contains(next.Stage, Next[order.Stage]);
                    order = next;
                    journal.Add(happened);
                }

                if (decision.Events.IsEmpty) Assert.Equal(before, JsonOf(order));
                Check(order, day);
            }

            Assert.Equal(JsonOf(order), JsonOf(Replayed(Start(sequence), journal)));
        },
        iter: 500);

    [Fact]
    public void What_plan_and_items_are_asked_to_do_adds_up_at_the_end() => Sequences.Sample(
        sequence =>
        {
            var (order, day) = (Start(sequence), Day);
            foreach (var (command, _, number) in sequence)
            {
                var decision = Run(order, command, Entitled(order, command, number), number, day);
                order = decision.Events.Aggregate(order, static (state, happened) => state.When(happened));
            }

            var posted = order.Effects.Any(static effect => effect.Kind == EffectKind.PostStock) ? 10m : 0m;
            var returned = order.Effects.Where(static effect => effect.Kind == EffectKind.ReturnStock)
                .Sum(static effect => effect.Quantity.Amount);
            var isOver = order.End is not null;
            var kept = isOver ? 0m : order.Lines.Sum(static line => line.Line.Quantity.Amount);
            if (order.Signatures.AcceptedAt is not null) Assert.Equal(kept, posted - returned);
            else Assert.Equal(isOver, order.Effects.Any(static effect => effect.Kind == EffectKind.VoidStock));
            Assert.Equal(isOver, order.Effects.Any(static effect => effect.Kind == EffectKind.ReleaseBudget)
                && order.Stage != OrderStage.Completed);
            var realised = order.Effects.Where(static effect => effect.Kind == EffectKind.RealiseBudget)
                .Sum(static effect => effect.Amount);
            Assert.Equal(order.Payments.Sum(static payment => payment.Amount), realised);
        },
        iter: 500);

    [Fact]
    public void A_smaller_total_is_spread_without_any_line_growing() => Gen
        .Select(Gen.Long[1, 1_000_000_000_000].Array[1, 60], Gen.Double[0, 1])
        .Sample((amounts, part) =>
        {
            var budget = amounts.Select(static (amount, index) => new BudgetAmount(index + 1, new Rupiah(amount)));
            var total = new Rupiah((long)(amounts.Sum() * (decimal)part));

            var reduced = PurchaseOrder.Reduced([.. budget], total);

            Assert.Equal(total, reduced.Sum(static line => line.Amount));
            Assert.All(reduced, line => Assert.InRange(line.Amount.Amount, 1, amounts[line.Line - 1]));
        });

    private static PurchaseOrder Start((int Command, int Party, int Number)[] sequence) =>
        (sequence.Length % 3) switch
        {
            0 => Placed(PurchaseMethod.Negotiation),
            1 => Placed(),
            _ => AboveLimit(),
        };

    private static void Check(PurchaseOrder order, Today day)
    {
        var lines = order.Lines.Select(static line => line.Line).ToList();
        var facts = new TaxFacts(
            order.Terms!.Collector, order.Terms.SupplierIsTaxable, order.Terms.SupplierHasFinalTaxLetter,
            order.Terms.IsSchoolFund);
        Assert.Equal(PurchaseOrder.TotalsOf(facts, lines, order.Services, day.Law.At(order.Terms.Date)), order.Totals);
        Assert.Equal(order.Totals!.Total, order.Budget.Sum(static line => line.Amount));
        foreach (var line in order.Lines)
        {
            Assert.True(line.Dispatched <= line.Line.Quantity && line.Received <= line.Dispatched);
            Assert.True(line.Accepted + line.Rejected <= line.Received && line.Rejected >= Quantity.Zero);
        }

        if (order.Certificate is not null) Assert.True(order.Outstanding >= Rupiah.Zero);
    }

    private static PurchaseOrder Replayed(PurchaseOrder start, List<OrderEvent> journal) => journal.Aggregate(
        start,
        static (state, happened) => state.When(
            (OrderEvent)EventTypes.Read(EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened))));

    private static string JsonOf(PurchaseOrder order) => JsonSerializer.Serialize(order, EventTypes.Json);

    private static OrderParty Entitled(PurchaseOrder order, int command, int number) => command switch
    {
        0 or 1 => order.Turn == OrderSide.Supplier ? Supplier : order.NeedsReview ? Ppk : Officer,
        2 or 18 => order.NeedsReview ? Ppk : Officer,
        3 => Reviewer,
        8 or 9 or 10 => Receiver,
        14 or 15 => Treasurer,
        5 or 6 or 7 or 13 => Supplier,
        16 or 17 => number % 2 == 0 ? Supplier : Ppk,
        _ => Ppk,
    };

    private static Decision<OrderEvent> Run(PurchaseOrder order, int command, OrderParty by, int number, Today day)
    {
        var last = order.Offers.IsEmpty ? order.Lines[0].Line.ListPrice : order.Offers[^1].Prices[0].Amount;
        return command switch
        {
            0 => order.Offer(by, AnOffer(Math.Max(1, last.Amount - (number * 1_000))), day),
            1 => order.AcceptOffer(by, day),
            2 => order.Proceed(by, day),
            3 => order.Approve(by, day),
            4 => order.Sign(by, new SignOrder(Key), "1/SP", day),
            5 => order.Accept(by, day),
            6 => number == 0 ? order.Reject(by, Ending(EndReason.Capacity), day) : Decision<OrderEvent>.Nothing,
            7 => order.Dispatch(by, Shipment(number), day),
            8 => order.Receive(by, Receipt(number % (order.Shipments.Length + 1)), day),
            9 => order.Receive(
                by, Receipt(order.Shipments.Length) with { Lines = [new LineQuantity(1, new Quantity(number))] }, day),
            10 => order.Inspect(by, Inspection(number, number % 4) with { Date = day.Date }, day),
            11 => order.Settle(
                by, new SettleDiscrepancy(Key, (DiscrepancySettlement)((number % 3) + 1), "Catatan"), day),
            12 => order.HandOver(by, new HandOver(Key, "BAST/1"), day),
            13 => order.Invoice(by, AnInvoice with { Date = day.Date }, day),
            14 => order.Pay(by, new PayOrder(Key, number > 6 ? null : new Rupiah(number * 999_999), "SPM"), day),
            15 => order.PayOutside(by, new PayOutside(Key, new Rupiah(number * 1_000_000), "SP2D", day.Date), day),
            16 => order.ProposeAddendum(
                by, new ProposeAddendum(Key, [new LineQuantity(1, new Quantity(number))], [], [], "Alasan"), day),
            17 => number > 6 ? order.RejectAddendum(by, day) : order.AcceptAddendum(by, day),
            18 => number == 0 ? order.Cancel(by, Ending(EndReason.SpecChange), day) : Decision<OrderEvent>.Nothing,
            19 when number == 0 => order.Terminate(by, Ending(EndReason.SupplierDefault), day),
            19 => Decision<OrderEvent>.Nothing,
            _ => order.Expire(day),
        };
    }
}
