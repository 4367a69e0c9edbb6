using System.Text.Json;

namespace Marketplace.Verify.Histories;

/// <summary>What a client was told is done is in the log, with the content that was told.</summary>
/// <param name="history">What clients were told.</param>
public sealed class AcknowledgedInvariant(History history)
    : Invariant("told", "what was acknowledged is in the log, as it was acknowledged")
{
    private readonly Dictionary<string, Order> _orders = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (happened.Kind != "purchase-order" || !history.Orders.Contains(happened.Id)) return null;
        if (!_orders.TryGetValue(happened.Id, out var order)) _orders[happened.Id] = order = new Order();
        if (happened.Type == Effects.ByOperation[Attempt.Place]) order.Content = Effects.ContentOf(details);
        var (_, stage, total) = order.States.Count > 0 ? order.States[^1] : (0, "", 0);
        if (details.Text("stage") is { Length: > 0 } moved) stage = moved;
        if (details.TryGetProperty("totals", out var totals)) total = totals.Whole("total");
        order.States.Add((happened.Version, stage, total));
        if (Effects.KeyOf(happened) is { } key) order.Keys.Add(key);
        return null;
    }

    /// <inheritdoc />
    public override string? End() => history.Attempts
        .Where(static attempt => attempt.Outcome == Outcome.Acknowledged)
        .Select(attempt => Wrong(attempt, _orders.GetValueOrDefault(attempt.Order)))
        .FirstOrDefault(static wrong => wrong is not null);

    private string? Wrong(Attempt told, Order? order)
    {
        var what = $"{told.Operation} of {told.Order} under key {told.Key} was acknowledged";
        if (Must(order is not null && order.Keys.Contains(told.Key), $"{what}, but did not happen") is { } lost)
            return lost;
        var isSame = told.Lines is null || told.Content == order!.Content;
        if (Must(isSame, $"{what} as {told.Content}, not {order!.Content}") is { } other) return other;
        if (told.Revision is not { } revision) return null;
        if (Must(order.States.Count >= revision, $"{what} at version {revision} of {order.States.Count}") is { } ahead)
            return ahead;
        var (_, stage, total) = order.States[revision - 1];
        return Must(told.Stage == stage, $"{what} as {told.Stage}, but was {stage} at version {revision}")
            ?? Must(told.Total == total, $"{what} for {told.Total}, but was {total} at version {revision}")
            ?? Must(stage is not ("placing" or "refused"), $"{what}, but was {stage} at version {revision}");
    }

    private sealed class Order
    {
        public string Content { get; set; } = "";

        public List<(int Version, string Stage, long Total)> States { get; } = [];

        public HashSet<string> Keys { get; } = [];
    }
}
