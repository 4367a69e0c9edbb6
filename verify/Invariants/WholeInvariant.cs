using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>
/// An order that is placed has its stock and its budget, all of both; one that is over, and says that everybody has
/// been told, holds neither.
/// </summary>
/// <param name="isAtRest">Whether nothing may be under way any more: no order half placed, none over but not settled,
/// no hold for an order that is not there.</param>
public sealed class WholeInvariant(bool isAtRest = false)
    : Invariant("whole", "an order, its stock and its budget all happen or none does")
{
    private static readonly HashSet<string> Ends =
    [
        "refused", "rejected", "cancelled", "autoCancelled", "failed", "terminated", "completed",
        StageInvariant.Precluded,
    ];

    private readonly Dictionary<string, Order> _orders = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details) => happened.Kind switch
    {
        "purchase-order" => Move(Of(happened.Id), happened, details),
        "catalogue-item" => Stock(happened, details),
        "procurement-plan" => Budget(details),
        _ => null,
    };

    /// <inheritdoc />
    public override string? End()
    {
        foreach (var (id, order) in _orders)
        {
            if (isAtRest && Must(order.Stage is not ("" or "placing"), $"{id} was never placed or undone") is { } left)
                return left;
            if (!Ends.Contains(order.Stage) || !(order.IsSettled || isAtRest)) continue;
            var wrong = Must(order.Stock.Count == 0, $"{id} is {order.Stage} and still holds stock")
                ?? Must(order.Budget == 0, $"{id} is {order.Stage} and still holds {order.Budget} of a budget");
            if (wrong is not null) return wrong;
        }

        return null;
    }

    private string? Move(Order order, LogEvent happened, JsonElement details)
    {
        order.IsSettled = happened.Type == "order-effects-settled.v1" || (order.IsSettled && !Moves(details));
        if (Moves(details)) order.Stage = details.Text("stage");
        // It was never there, and holds nothing.
        if (happened.Type == "order-precluded.v1") order.Stage = StageInvariant.Precluded;
        if (details.TryGetProperty("totals", out var totals)) order.Total = totals.Whole("total");
        if (happened.Type == "order-submitted.v1")
        {
            foreach (var line in details.Each("lines"))
                order.Wanted[line.Text("item")] =
                    order.Wanted.GetValueOrDefault(line.Text("item")) + line.Number("quantity");
        }

        if (happened.Type != "order-placed.v1") return null;
        var held = order.Wanted.All(line => order.Stock.GetValueOrDefault(line.Key) == line.Value);
        order.Wanted.Clear();
        return Must(held, $"it was placed without all of its stock")
            ?? Must(order.Budget == order.Total, $"it was placed for {order.Total} with {order.Budget} of its budget");
    }

    private string? Stock(LogEvent happened, JsonElement details)
    {
        if (happened.Type == "stock-held.v1")
            Of(details.Text("order")).Stock[happened.Id] = details.Number("quantity");
        else if (happened.Type is "stock-posted.v1" or "stock-voided.v1")
            Of(details.Text("order")).Stock.Remove(happened.Id);
        return null;
    }

    private string? Budget(JsonElement details)
    {
        if (details.Text("order") is not { Length: > 0 } order) return null;
        Of(order).Budget += details.Each("movements")
            .Sum(static movement => movement.Whole("held") + movement.Whole("committed"));
        return null;
    }

    private static bool Moves(JsonElement details) => details.Text("stage").Length > 0;

    private Order Of(string id)
    {
        if (!_orders.TryGetValue(id, out var order)) _orders[id] = order = new Order();
        return order;
    }

    private sealed class Order
    {
        public Dictionary<string, decimal> Wanted { get; } = [];

        public Dictionary<string, decimal> Stock { get; } = [];

        public long Budget { get; set; }

        public long Total { get; set; }

        public string Stage { get; set; } = "";

        public bool IsSettled { get; set; }
    }
}
