using Marketplace.Frontend.Http;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Frontend.Purchasing;

/// <summary>What happens to an order's goods, money and terms once it is binding.</summary>
public static class OrderDeliveryApi
{
    /// <summary>Dispatch to handover.</summary>
    internal static void MapDelivery(this RouteGroupBuilder order)
    {
        order.MapPost("dispatch", Dispatch).WithSummary("Dispatch goods to one address").RequireKey();
        order.MapPost("receive", Receive).WithSummary("Record what arrived of a shipment").RequireKey();
        order.MapPost("inspect", Inspect).WithSummary("Inspect what arrived").RequireKey();
        order.MapPost("discrepancies", Settle).WithSummary("Settle what the inspection found wrong").RequireKey();
        order.MapPost("handover", HandOver).WithSummary("Number and sign the handover certificate").RequireKey();
    }

    /// <summary>Invoice to rating.</summary>
    internal static void MapPayment(this RouteGroupBuilder order)
    {
        order.MapPost("invoice", Invoice).WithSummary("Invoice the order").RequireKey();
        order.MapPost("payments", Pay).WithSummary("Pay in the system").RequireKey();
        order.MapPost("payments/outside", PayOutside).WithSummary("Record a payment made outside").RequireKey();
        order.MapPost("rating", Rate).WithSummary("Rate the supplier, once").RequireKey();
        order.MapPost("rating/reply", Reply).WithSummary("Answer the rating, once").RequireKey();
    }

    /// <summary>Addenda.</summary>
    internal static void MapAddenda(this RouteGroupBuilder order)
    {
        order.MapPost("addenda", Propose).WithSummary("Propose an addendum").RequireKey();
        order.MapPost("addenda/accept", AcceptAddendum).WithSummary("Accept the other side's addendum").RequireKey();
        order.MapPost("addenda/reject", RejectAddendum).WithSummary("Reject the other side's addendum").RequireKey();
        order.MapPost("addenda/withdraw", Withdraw).WithSummary("Take one's own addendum back").RequireKey();
    }

    private static async Task<Answer<OrderView>> Dispatch(
        OrderId id, DispatchBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Dispatch(new DispatchGoods(
            call.Command, body.Delivery, OrderApi.Quantities(body.Lines), body.CourierName, body.Tracking)));

    private static async Task<Answer<OrderView>> Receive(
        OrderId id, ReceiptBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Receive(new ReceiveGoods(
            call.Command, body.Shipment, OrderApi.Quantities(body.Lines), body.Note)));

    private static async Task<Answer<OrderView>> Inspect(
        OrderId id, InspectionBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Inspect(new InspectGoods(
            call.Command, body.Date,
            [
                .. body.Lines.Select(static line =>
                    new LineInspection(
                        line.Line, line.Accepted, line.Rejected ?? Quantity.Zero, line.Reason,
                        line.Photos is { } photos ? [.. photos] : null)),
            ],
            body.Evidence)));

    private static async Task<Answer<OrderView>> Settle(
        OrderId id, SettlementBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).SettleDiscrepancy(
            new SettleDiscrepancy(call.Command, body.Settlement, body.Note)));

    private static async Task<Answer<OrderView>> HandOver(
        OrderId id, HandoverBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).HandOver(new HandOver(call.Command, body.Number)));

    private static async Task<Answer<OrderView>> Invoice(
        OrderId id, InvoiceBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Invoice(new InvoiceOrder(
            call.Command, body.Number, body.Date, body.TaxInvoice, body.LogisticsInvoice)));

    private static async Task<Answer<OrderView>> Pay(
        OrderId id, PaymentBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Pay(new PayOrder(call.Command, body.Amount, body.Reference)));

    private static async Task<Answer<OrderView>> PayOutside(
        OrderId id, OutsidePaymentBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).PayOutside(
            new PayOutside(call.Command, body.Amount, body.Evidence, body.Date)));

    private static async Task<Answer<OrderView>> Rate(
        OrderId id, RatingBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Rate(new RateOrder(
            call.Command, body.Quality, body.Cost, body.Time, body.Service, body.Comment)));

    private static async Task<Answer<OrderView>> Reply(
        OrderId id, RatingReplyBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).ReplyToRating(call.Command, body.Reply));

    private static async Task<Answer<OrderView>> Propose(
        OrderId id, AddendumBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).ProposeAddendum(new ProposeAddendum(
            call.Command, OrderApi.Quantities(body.Quantities), OrderApi.Amounts(body.Prices),
            [.. (body.NeededBy ?? []).Select(static date => new DeliveryDate(date.Delivery, date.NeededBy))],
            body.Reason, body.Addresses is { } addresses ? [.. addresses] : null)));

    private static async Task<Answer<OrderView>> AcceptAddendum(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).AcceptAddendum(call.Command));

    private static async Task<Answer<OrderView>> RejectAddendum(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).RejectAddendum(call.Command));

    private static async Task<Answer<OrderView>> Withdraw(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).WithdrawAddendum(call.Command));
}
