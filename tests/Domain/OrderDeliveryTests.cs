using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Domain;

public sealed class OrderDeliveryTests
{
    [Fact]
    public void Goods_go_in_parts_and_never_more_than_ordered()
    {
        var order = At(OrderStage.Shipping);

        Assert.Equal(OrderRefusals.OverDispatch, order.Dispatch(Supplier, Shipment(4), Day).Refusal?.Code);
        var all = order.After(order.Dispatch(Supplier, Shipment(3), Day));
        Assert.Equal(Quantity.Zero, all.Lines[0].ToDispatch);
        Assert.Equal(3, all.Shipments.Length);
    }

    [Fact]
    public void What_is_missing_from_a_shipment_is_to_be_dispatched_again()
    {
        var order = At(OrderStage.Shipping);

        var received = order.After(order.Receive(
            Receiver, Receipt(1) with { Lines = [new LineQuantity(1, new Quantity(1))] }, Day));

        Assert.Equal(6m, received.Lines[0].ToDispatch.Amount);
        Assert.Equal(OrderRefusals.ShipmentReceived, received.Receive(Receiver, Receipt(1), Day).Refusal?.Code);
        Assert.Equal(
            OrderRefusals.OverReceipt,
            received.Receive(Receiver, Receipt(2) with { Lines = [new LineQuantity(1, new Quantity(4))] }, Day)
                .Refusal?.Code);
    }

    [Fact]
    public void Rejected_goods_are_replaced_and_the_order_goes_on()
    {
        var order = At(OrderStage.Discrepancy);

        var replaced = order.After(order.Settle(
            Ppk, new SettleDiscrepancy(Key, DiscrepancySettlement.Replace, "Ganti satu"), Day));

        Assert.Equal(OrderStage.Shipping, replaced.Stage);
        Assert.Equal(4m, replaced.Lines[0].ToDispatch.Amount);
        Assert.Equal(10m, replaced.Lines[0].Line.Quantity.Amount);
    }

    [Fact]
    public void A_reduced_order_returns_stock_and_budget()
    {
        var order = At(OrderStage.Discrepancy);

        var reduced = order.After(order.Settle(
            Ppk, new SettleDiscrepancy(Key, DiscrepancySettlement.Reduce, "Kurangi satu"), Day));

        Assert.Equal(9m, reduced.Lines[0].Line.Quantity.Amount);
        Assert.Equal(
            new Rupiah(900_000) * 9 + new Rupiah(100_000) + new Rupiah(902_000), reduced.Totals!.Total);
        Assert.Equal(reduced.Totals.Total, reduced.Budget.Sum(line => line.Amount));
        Assert.Equal(
            [EffectKind.AmendBudget, EffectKind.ReturnStock],
            reduced.Effects.TakeLast(2).Select(effect => effect.Kind));
        Assert.Equal(1m, reduced.Effects[^1].Quantity.Amount);
    }

    [Fact]
    public void Rejecting_the_goods_ends_the_order_and_everything_comes_back()
    {
        var order = At(OrderStage.Discrepancy);

        var ended = order.After(order.Settle(
            Ppk, new SettleDiscrepancy(Key, DiscrepancySettlement.Reject, "Rusak semua"), Day));

        Assert.Equal(OrderStage.Terminated, ended.Stage);
        Assert.Equal(EndReason.GoodsRejected, ended.End!.Reason);
        Assert.Equal(10m, ended.Effects[^1].Quantity.Amount);
        Assert.Contains(ended.Effects, effect => effect.Kind == EffectKind.ReleaseBudget);
    }

    [Fact]
    public void An_inspection_finds_no_more_than_has_arrived_and_says_what_is_wrong()
    {
        var order = At(OrderStage.Delivered);

        Assert.Equal(OrderRefusals.OverInspection, order.Inspect(Receiver, Inspection(4, 1), Day).Refusal?.Code);
        Assert.NotNull(order.Inspect(
            Receiver, new InspectGoods(Key, Day.Date, [new LineInspection(1, Quantity.Zero, new Quantity(1))]), Day)
            .Refusal);
        Assert.Equal(
            OrderRefusals.DateImpossible,
            order.Inspect(Receiver, Inspection(4, 0) with { Date = Day.Date.AddDays(1) }, Day).Refusal?.Code);
    }

    [Theory]
    [InlineData(14, 0, 0)]
    [InlineData(15, 1, 9_100)] // one per mille of Rp9,100,000 before tax
    [InlineData(24, 10, 91_000)]
    public void The_late_penalty_is_one_per_mille_a_day_and_stops_when_all_has_come(int day, int late, long penalty)
    {
        var order = At(OrderStage.Processing).Then(shipping => shipping.Dispatch(Supplier, Shipment(10), Day))
            .Then(shipped => shipped.Receive(Receiver, Receipt(1), Later(day)));

        Assert.Equal((new Rupiah(penalty), late), order.LatePenaltyAt(Later(day)));
        Assert.Equal((new Rupiah(penalty), late), order.LatePenaltyAt(Later(day + 30)));
    }

    [Fact]
    public void The_handover_fixes_the_penalty_and_what_is_paid()
    {
        var order = At(OrderStage.Processing).Then(shipping => shipping.Dispatch(Supplier, Shipment(10), Day))
            .Then(shipped => shipped.Receive(Receiver, Receipt(1), Later(24)))
            .Then(received => received.Inspect(Receiver, Inspection(10, 0) with { Date = Later(24).Date }, Later(24)))
            .Then(inspected => inspected.HandOver(Ppk, new HandOver(Key, "BAST/1"), Later(24)));

        Assert.Equal(91_000, order.Certificate!.LatePenalty.Amount);
        Assert.Equal(order.Totals!.Total - new Rupiah(91_000), order.Outstanding);
    }

    [Fact]
    public void The_invoice_needs_its_papers()
    {
        var order = At(OrderStage.HandedOver);

        Assert.Equal(
            OrderRefusals.TaxInvoiceRequired,
            order.Invoice(Supplier, AnInvoice with { TaxInvoice = null }, Day).Refusal?.Code);
        var free = order with { Terms = order.Terms! with { SupplierIsTaxable = false } };
        Assert.Null(free.Invoice(Supplier, AnInvoice with { TaxInvoice = null }, Day).Refusal);
        Assert.Equal(
            OrderRefusals.DateImpossible,
            order.Invoice(Supplier, AnInvoice with { Date = Day.Date.AddDays(-1) }, Day).Refusal?.Code);
    }

    [Fact]
    public void Payments_add_up_to_what_is_owed_and_then_it_is_complete()
    {
        var order = At(OrderStage.Invoiced);
        var owed = order.Outstanding;

        Assert.Equal(
            OrderRefusals.OverPayment,
            order.Pay(Treasurer, new PayOrder(Key, owed + new Rupiah(1), "SPM"), Day).Refusal?.Code);
        var part = order.After(order.Pay(Treasurer, new PayOrder(Key, new Rupiah(1), "SPM"), Day));
        Assert.Equal(OrderStage.Paying, part.Stage);
        var rest = part.After(part.PayOutside(
            Treasurer, new PayOutside(Key, owed - new Rupiah(1), "SP2D 9", Day.Date), Day));
        Assert.Equal(OrderStage.Completed, rest.Stage);
        Assert.Equal(Rupiah.Zero, rest.Outstanding);
        Assert.Equal(["payment-1", "payment-2"], rest.Effects.TakeLast(2).Select(effect => effect.Id));
    }

    [Fact]
    public void An_addendum_holds_once_the_other_side_accepts_it()
    {
        var order = At(OrderStage.Shipping);
        var proposal = new ProposeAddendum(
            Key, [new LineQuantity(1, new Quantity(8))], [new LineAmount(1, new Rupiah(800_000))],
            [new DeliveryDate(0, Day.Date.AddDays(30))], "Kapasitas turun");

        var open = order.After(order.ProposeAddendum(Supplier, proposal, Day));
        Assert.Equal(OrderRefusals.AddendumOpen, open.ProposeAddendum(Ppk, proposal, Day).Refusal?.Code);
        Assert.Equal(OrderRefusals.AddendumOfSide, open.AcceptAddendum(Supplier, Day).Refusal?.Code);
        Assert.Equal(OrderRefusals.AddendumOfSide, open.WithdrawAddendum(Ppk, Day).Refusal?.Code);
        var accepted = open.After(open.AcceptAddendum(Ppk, Day));

        Assert.Null(accepted.OpenAddendum);
        Assert.Equal(8m, accepted.Lines[0].Line.Quantity.Amount);
        Assert.Equal(Day.Date.AddDays(30), accepted.Terms!.Deliveries[0].NeededBy);
        Assert.Equal(8 * 800_000 + 100_000 + 715_000, accepted.Totals!.Total.Amount);
        Assert.Equal(2m, accepted.Effects[^1].Quantity.Amount);
    }

    [Fact]
    public void A_time_extension_moves_the_day_the_late_penalty_counts_from()
    {
        var order = At(OrderStage.Processing);
        Assert.Equal(2, order.LatePenaltyAt(Later(16)).DaysLate);

        var open = order.After(order.ProposeAddendum(
            Supplier,
            new ProposeAddendum(Key, [], [], [new DeliveryDate(0, Day.Date.AddDays(30))], "Banjir"), Later(16)));
        Assert.Equal(2, open.LatePenaltyAt(Later(16)).DaysLate);
        var extended = open.After(open.AcceptAddendum(Ppk, Later(16)));

        Assert.Equal((Rupiah.Zero, 0), extended.LatePenaltyAt(Later(30)));
        Assert.Equal(1, extended.LatePenaltyAt(Later(31)).DaysLate);
        Assert.Equal(order.Totals, extended.Totals);
        Assert.Empty(extended.Effects.Skip(order.Effects.Length));
    }

    [Fact]
    public void An_addendum_moves_a_delivery_within_its_region_until_goods_have_left_for_it()
    {
        var move = new ProposeAddendum(
            Key, [], [], [], "Kantor pindah", [new DeliveryAddress(0, "Jl. Raden Intan 1", "Budi", "0721000000")]);
        var order = At(OrderStage.Processing);
        var open = order.After(order.ProposeAddendum(Ppk, move, Day));
        var dispatched = open.Then(static state => state.Dispatch(Supplier, Shipment(1), Day));

        Assert.Equal(OrderRefusals.DeliveryUnderWay, dispatched.AcceptAddendum(Supplier, Day).Refusal?.Code);
        var moved = open.After(open.AcceptAddendum(Supplier, Day)).Terms!.Deliveries[0];
        Assert.Equal(("Jl. Raden Intan 1", "Budi", "0721000000"), (moved.Address, moved.Recipient, moved.Phone));
        Assert.Equal(order.Terms!.Deliveries[0].Region, moved.Region);
        Assert.Equal(OrderRefusals.DeliveryUnknown, Refused(new DeliveryAddress(1, "Jl. A 1", "Budi", "0721000000")));
        Assert.Equal(Outcomes.CommonRefusals.MalformedCode, Refused(new DeliveryAddress(0, "Jl. A 1", "Budi", "?")));
        Assert.Equal(
            OrderRefusals.AddendumOnlyReduces,
            order.ProposeAddendum(Ppk, move with { Addresses = [] }, Day).Refusal?.Code);

        Outcomes.RefusalCode? Refused(DeliveryAddress to) =>
            order.ProposeAddendum(Ppk, move with { Addresses = [to] }, Day).Refusal?.Code;
    }

    [Fact]
    public void An_addendum_only_reduces_and_never_below_what_is_on_its_way()
    {
        var order = At(OrderStage.Shipping);

        Assert.Equal(OrderRefusals.AddendumOnlyReduces, Refused(quantity: 11));
        Assert.Equal(OrderRefusals.BelowDispatched, Refused(quantity: 6));
        Assert.Equal(OrderRefusals.AddendumOnlyReduces, Refused(price: 900_001));

        Outcomes.RefusalCode? Refused(decimal? quantity = null, long? price = null) => order.ProposeAddendum(
            Ppk,
            new ProposeAddendum(
                Key, quantity is { } number ? [new LineQuantity(1, new Quantity(number))] : [],
                price is { } amount ? [new LineAmount(1, new Rupiah(amount))] : [], [], "Alasan"),
            Day).Refusal?.Code;
    }
}
