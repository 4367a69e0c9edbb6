using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>No unit is sold twice, and every hold is resolved once.</summary>
public sealed class StockInvariant() : Invariant("stock", "held + issued ≤ received, per item; a hold ends once")
{
    private readonly Dictionary<string, Stock> _items = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (happened.Kind != "catalogue-item" || !happened.Type.StartsWith("stock-", StringComparison.Ordinal))
            return null;
        if (!_items.TryGetValue(happened.Id, out var item)) _items[happened.Id] = item = new Stock();
        var order = details.Text("order");
        item.Received += happened.Type switch
        {
            "stock-received.v1" or "stock-returned.v1" => details.Number("quantity"),
            "stock-corrected.v1" => details.Number("change"),
            _ => 0,
        };
        var wrong = happened.Type switch
        {
            "stock-held.v1" => Must(item.Hold(order, details.Number("quantity")), $"a second hold of {order}"),
            "stock-posted.v1" => Must(
                item.Post(order, details.Number("quantity")), $"what {order} takes is not what it held"),
            "stock-voided.v1" => Must(item.Void(order), $"the hold of {order} had ended before"),
            _ => null,
        };
        return wrong ?? Must(
            item.Held + item.Issued <= item.Received,
            $"held {item.Held} + issued {item.Issued} > received {item.Received}");
    }

    private sealed class Stock
    {
        private readonly Dictionary<string, decimal> _holds = [];
        private readonly HashSet<string> _ended = [];

        public decimal Received { get; set; }

        public decimal Held { get; private set; }

        public decimal Issued { get; private set; }

        public bool Hold(string order, decimal quantity)
        {
            if (_ended.Contains(order) || !_holds.TryAdd(order, quantity)) return false;
            Held += quantity;
            return true;
        }

        public bool Post(string order, decimal quantity)
        {
            if (!_holds.Remove(order, out var held) || held != quantity || !_ended.Add(order)) return false;
            (Held, Issued) = (Held - held, Issued + held);
            return true;
        }

        public bool Void(string order)
        {
            if (!_ended.Add(order)) return false;
            // An order that never got its hold is told to let go as well.
            if (_holds.Remove(order, out var held)) Held -= held;
            return true;
        }
    }
}
