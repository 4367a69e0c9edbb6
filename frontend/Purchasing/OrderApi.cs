using System.Collections.Immutable;
using Marketplace.Frontend.Http;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Frontend.Purchasing;

/// <summary>Purchase orders over HTTP: from submission to rating.</summary>
public static class OrderApi
{
    /// <summary><c>orders/{id}/…</c></summary>
    public static void MapPurchaseOrders(this RouteGroupBuilder api)
    {
        var order = api.MapGroup("orders/{id}").WithTags("Orders");
        order.MapGet("", View).WithSummary("One order as the caller may see it, with what they may do now");
        order.MapGet("events", Dossier).WithSummary("Everything that ever happened to an order");
        order.MapPost("submit", Submit).WithSummary("Submit an order to one supplier").RequireKey();
        order.MapPost("offers", Offer).WithSummary("Make or counter an offer").RequireKey();
        order.MapPost("offers/accept", AcceptOffer).WithSummary("Accept the other side's offer").RequireKey();
        order.MapPost("proceed", Proceed).WithSummary("Go on with what was negotiated").RequireKey();
        order.MapPost("approve", Approve).WithSummary("Second review above the officer's limit").RequireKey();
        order.MapPost("sign", Sign).WithSummary("Sign the order letter").RequireKey();
        order.MapPost("accept", Accept).WithSummary("The supplier takes the order").RequireKey();
        order.MapPost("reject", Reject).WithSummary("The supplier declines the order").RequireKey();
        order.MapPost("cancel", Cancel).WithSummary("Withdraw the order before it is binding").RequireKey();
        order.MapPost("terminate", Terminate).WithSummary("End a binding order before handover").RequireKey();
        order.MapDelivery();
        order.MapPayment();
        order.MapAddenda();
    }

    private static async Task<Answer<OrderView>> View(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).View(call.Caller));

    private static async Task<Answer<OrderDossier>> Dossier(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Dossier(call.Caller));

    private static async Task<Answer<OrderView>> Submit(
        OrderId id, OrderBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Submit(new SubmitOrder
        {
            Context = call.Command,
            Plan = body.Plan,
            Method = body.Method,
            Lines = [.. body.Lines.Select(static line => new SubmitLine(line.Item, line.Quantity, line.Delivery))],
            Deliveries =
            [
                .. body.Deliveries.Select(static to => new OrderDelivery(
                    to.Address, to.Region, to.NeededBy, to.Recipient, to.Phone, to.Courier)),
            ],
            Budget = [.. body.Budget.Select(static line => new SubmitBudgetLine(line.Line, line.Amount))],
            PaymentMode = body.PaymentMode,
            Channel = body.Channel,
            ExternalRef = body.ExternalRef,
            PackageRef = body.PackageRef,
            LocalContentReason = body.LocalContentReason,
            ComparisonNote = body.ComparisonNote,
            Notes = body.Notes,
        }));

    private static async Task<Answer<OrderView>> Offer(
        OrderId id, OfferBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Offer(new MakeOffer(
            call.Command, Amounts(body.Prices), Amounts(body.Freight),
            [.. (body.Services ?? []).Select(static service => new ExtraService(service.Description, service.Price))],
            body.Note)));

    private static async Task<Answer<OrderView>> AcceptOffer(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).AcceptOffer(call.Command));

    private static async Task<Answer<OrderView>> Proceed(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Proceed(call.Command));

    private static async Task<Answer<OrderView>> Approve(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Approve(call.Command));

    private static async Task<Answer<OrderView>> Sign(
        OrderId id, SignatureBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Sign(new SignOrder(call.Command, body.Terms)));

    private static async Task<Answer<OrderView>> Accept(OrderId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Accept(call.Command));

    private static async Task<Answer<OrderView>> Reject(
        OrderId id, EndBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Reject(new EndOrder(call.Command, body.Reason, body.Note)));

    private static async Task<Answer<OrderView>> Cancel(
        OrderId id, EndBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Cancel(new EndOrder(call.Command, body.Reason, body.Note)));

    private static async Task<Answer<OrderView>> Terminate(
        OrderId id, EndBody body, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Order(id).Terminate(new EndOrder(call.Command, body.Reason, body.Note)));

    /// <summary>Amounts of a body, which may be left out.</summary>
    internal static ImmutableArray<LineAmount> Amounts(LineAmountBody[]? lines) =>
        [.. (lines ?? []).Select(static line => new LineAmount(line.Line, line.Amount))];

    /// <summary>Quantities of a body, which may be left out.</summary>
    internal static ImmutableArray<LineQuantity> Quantities(LineQuantityBody[]? lines) =>
        [.. (lines ?? []).Select(static line => new LineQuantity(line.Line, line.Quantity))];
}
