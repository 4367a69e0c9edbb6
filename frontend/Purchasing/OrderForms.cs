using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Frontend.Pages;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Frontend.Purchasing;

/// <summary>
/// The forms of the order page. Each is named after what it does: the actions of <see cref="OrderAction"/>, and the
/// three of them that have more than one form.
/// </summary>
public static class OrderForms
{
    /// <summary>Accepts the other side's addendum.</summary>
    public const string AcceptAddendum = nameof(AcceptAddendum);

    /// <summary>Rejects it.</summary>
    public const string RejectAddendum = nameof(RejectAddendum);

    /// <summary>Largest form, in bytes: an inspection with a few photos as a telephone takes them.</summary>
    private const int MaxForm = 4 * DocumentLimits.MaxUpload;

    /// <summary>Where a form is sent.</summary>
    public static string PathOf(OrderId order, string form) => $"/pesanan/{order}/{form}";

    /// <summary>Maps <c>/pesanan/{id}/{form}</c>.</summary>
    public static void MapOrderForms(this WebApplication app) =>
        app.MapPost("/pesanan/{id}/{form}", Send).RequireAuthorization().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(MaxForm));

    private static Task<IResult> Send(
        OrderId id, string form, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(form, values);
        var order = grains.Order(id);
        return http.Carry<OrderPage>(
            sent,
            async () =>
            {
                // Photos first: what they are is part of what the command asks.
                foreach (var line in sent.NumbersOf("accepted", "lines"))
                    await sent.KeepFiles($"photos.{line}", http, DocumentPlace.Of(id));
                var act = Act(order, sent, sent.Command(http));
                return sent.Refusal ?? (act is null ? CommonRefusals.NotFound : (await act()).Refusal);
            },
            $"/pesanan/{id}",
            new Dictionary<string, object?> { [nameof(OrderPage.Id)] = id.Value });
    }

    /// <summary>What a form asks of the order; null for a form there is not. Nothing is asked yet.</summary>
    private static Func<Task<Result<OrderView>>>? Act(
        IPurchaseOrderGrain order, SentForm form, CommandContext command) =>
        Agree(order, form, command) ?? Deliver(order, form, command) ?? Settle(order, form, command);

    /// <summary>What is agreed: price, review, signature, acceptance, and the ways an order ends early.</summary>
    private static Func<Task<Result<OrderView>>>? Agree(
        IPurchaseOrderGrain order, SentForm form, CommandContext command)
    {
        switch (form.Name)
        {
            case nameof(OrderAction.Offer):
                var offer = new MakeOffer(command, Amounts(form, "prices"), Amounts(form, "freight"), [],
                    form.Text("note"));
                return () => order.Offer(offer);
            case nameof(OrderAction.AcceptOffer): return () => order.AcceptOffer(command);
            case nameof(OrderAction.Proceed): return () => order.Proceed(command);
            case nameof(OrderAction.Approve): return () => order.Approve(command);
            case nameof(OrderAction.Sign):
                var signature = new SignOrder(command, form.Text("terms"));
                return () => order.Sign(signature);
            case nameof(OrderAction.Accept): return () => order.Accept(command);
            case nameof(OrderAction.Reject):
                var rejection = End(form, command);
                return () => order.Reject(rejection);
            case nameof(OrderAction.Cancel):
                var cancellation = End(form, command);
                return () => order.Cancel(cancellation);
            case nameof(OrderAction.Terminate):
                var termination = End(form, command);
                return () => order.Terminate(termination);
            default: return null;
        }
    }

    /// <summary>What happens to the goods, up to the handover.</summary>
    private static Func<Task<Result<OrderView>>>? Deliver(
        IPurchaseOrderGrain order, SentForm form, CommandContext command)
    {
        switch (form.Name)
        {
            case nameof(OrderAction.Dispatch):
                var goods = new DispatchGoods(command, form.Number("delivery"), Quantities(form, "lines"),
                    form.Text("courierName") ?? "", form.Text("tracking"));
                return () => order.Dispatch(goods);
            case nameof(OrderAction.Receive):
                var receipt = new ReceiveGoods(
                    command, form.Number("shipment"), Quantities(form, "lines"), form.Text("note"));
                return () => order.Receive(receipt);
            case nameof(OrderAction.Inspect):
                var inspection = new InspectGoods(
                    command, form.Date("date"),
                    [
                        .. form.NumbersOf("accepted").Select(line => new LineInspection(
                            line, form.Amount($"accepted.{line}") ?? Quantity.Zero,
                            form.Amount($"rejected.{line}") ?? Quantity.Zero, form.Text($"reason.{line}"),
                            [.. form.FilesKept($"photos.{line}")])),
                    ],
                    form.Text("evidence"));
                return () => order.Inspect(inspection);
            case nameof(OrderAction.SettleDiscrepancy):
                var settlement = new SettleDiscrepancy(
                    command, form.Choice<DiscrepancySettlement>("settlement"), form.Text("note") ?? "");
                return () => order.SettleDiscrepancy(settlement);
            case nameof(OrderAction.HandOver):
                var handover = new HandOver(command, form.Text("number") ?? "");
                return () => order.HandOver(handover);
            default: return null;
        }
    }

    /// <summary>What is paid, changed afterwards, and rated.</summary>
    private static Func<Task<Result<OrderView>>>? Settle(
        IPurchaseOrderGrain order, SentForm form, CommandContext command)
    {
        switch (form.Name)
        {
            case nameof(OrderAction.Invoice):
                var invoice = new InvoiceOrder(command, form.Text("number") ?? "", form.Date("date"),
                    form.Text("taxInvoice"), form.Text("logisticsInvoice"));
                return () => order.Invoice(invoice);
            case nameof(OrderAction.Pay):
                var payment = new PayOrder(command, form.Money("amount"), form.Text("reference") ?? "");
                return () => order.Pay(payment);
            case nameof(OrderAction.PayOutside):
                var outside = new PayOutside(command, form.Money("amount") ?? Rupiah.Zero,
                    form.Text("evidence") ?? "", form.Date("date"));
                return () => order.PayOutside(outside);
            case nameof(OrderAction.ProposeAddendum):
                var addendum = new ProposeAddendum(command, Quantities(form, "quantities"), Amounts(form, "prices"),
                    [.. form.NumbersOf("neededBy").Select(at => new DeliveryDate(at, form.Date($"neededBy.{at}")))],
                    form.Text("reason") ?? "");
                return () => order.ProposeAddendum(addendum);
            case AcceptAddendum: return () => order.AcceptAddendum(command);
            case RejectAddendum: return () => order.RejectAddendum(command);
            case nameof(OrderAction.WithdrawAddendum): return () => order.WithdrawAddendum(command);
            case nameof(OrderAction.Rate):
                var rating = new RateOrder(command, form.Number("quality"), form.Number("cost"), form.Number("time"),
                    form.Number("service"), form.Text("comment"));
                return () => order.Rate(rating);
            case nameof(OrderAction.ReplyToRating):
                return () => order.ReplyToRating(command, form.Text("reply") ?? "");
            default: return null;
        }
    }

    private static EndOrder End(SentForm form, CommandContext command) =>
        new(command, form.Choice<EndReason>("reason"), form.Text("note") ?? "");

    private static ImmutableArray<LineAmount> Amounts(SentForm form, string field) =>
    [
        .. form.NumbersOf(field)
            .Select(line => new LineAmount(line, form.Money($"{field}.{line}") ?? Rupiah.Zero)),
    ];

    private static ImmutableArray<LineQuantity> Quantities(SentForm form, string field) =>
    [
        .. form.NumbersOf(field)
            .Select(line => new LineQuantity(line, form.Amount($"{field}.{line}") ?? Quantity.Zero)),
    ];
}
