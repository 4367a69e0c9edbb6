using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>What an order comes to is the sum of its parts, and what is paid for it is what was accepted.</summary>
public sealed class MoneyInvariant() : Invariant("money", "totals, taxes and payments equal their parts")
{
    private readonly Dictionary<string, Sums> _orders = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (happened.Kind != "purchase-order") return null;
        var order = _orders.GetValueOrDefault(happened.Id);
        if (details.TryGetProperty("totals", out var totals))
        {
            order.Total = totals.Whole("total");
            if (Agreed(happened, details, totals) is { } wrong) return wrong;
        }

        if (happened.Type == "order-handed-over.v1") order.Payable = details.Whole("payable");
        if (happened.Type == "order-paid.v1") order.Paid += details.Whole("amount");
        _orders[happened.Id] = order;
        return happened.Type switch
        {
            "order-handed-over.v1" => Must(
                order.Payable <= order.Total, $"payable {order.Payable} of {order.Total} agreed"),
            "order-paid.v1" when details.Text("stage") == "completed" => Must(
                order.Paid == order.Payable, $"paid {order.Paid}, payable {order.Payable}"),
            "order-paid.v1" => Must(order.Paid < order.Payable, $"paid {order.Paid}, payable {order.Payable}"),
            _ => null,
        };
    }

    private string? Agreed(LogEvent happened, JsonElement details, JsonElement totals)
    {
        var total = totals.Whole("total");
        var sum = totals.Whole("goods") + totals.Whole("freight") + totals.Whole("services") + totals.Whole("ppn");
        var withheld = totals.Whole("ppnCollected") + totals.Whole("pph22") + totals.Whole("pph23")
            + totals.Whole("finalTax");
        var budget = details.Each("budget").Sum(static line => line.Whole("amount"));
        var wrong = Must(total == sum, $"total {total}, parts {sum}")
            ?? Must(totals.Whole("netToSupplier") == total - withheld, $"the net amount is not {total} - {withheld}")
            ?? Must(budget == total, $"total {total}, budget lines {budget}");
        if (wrong is not null || happened.Type != "order-submitted.v1") return wrong;
        var goods = details.Each("lines").Sum(static line => decimal.Round(
            line.Number("quantity") * line.Whole("unitPrice"), MidpointRounding.AwayFromZero));
        var freight = details.Each("lines").Sum(static line => line.Whole("freight"));
        return Must(goods == totals.Whole("goods"), $"goods {totals.Whole("goods")}, lines {goods}")
            ?? Must(freight == totals.Whole("freight"), $"freight {totals.Whole("freight")}, lines {freight}");
    }

    private record struct Sums(long Total, long Payable, long Paid);
}
