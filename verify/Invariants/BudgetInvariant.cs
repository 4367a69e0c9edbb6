using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>No rupiah is spent that a budget line does not have.</summary>
public sealed class BudgetInvariant()
    : Invariant(
        "budget", "held + committed + realised ≤ ceiling, per budget line; no order gives back more than it has")
{
    private readonly Dictionary<(string Plan, long Line), Ledger> _lines = [];
    private readonly Dictionary<(string Order, long Line), Ledger> _orders = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (happened.Kind != "procurement-plan") return null;
        if (details.TryGetProperty("package", out var package)) return Plan(happened.Id, package);
        foreach (var movement in details.Each("movements"))
        {
            var line = movement.Whole("line");
            var ordered = (details.Text("order"), line);
            var ofOrder = _orders[ordered] = _orders.GetValueOrDefault(ordered).After(movement);
            var ofLine = _lines[(happened.Id, line)] = _lines.GetValueOrDefault((happened.Id, line)).After(movement);
            var wrong = Must(!ofOrder.IsNegative, $"{ordered} gives back more than it has: {ofOrder}")
                ?? Check(line, ofLine);
            if (wrong is not null) return wrong;
        }

        return null;
    }

    private string? Plan(string plan, JsonElement package)
    {
        foreach (var line in package.Each("lines"))
        {
            var key = (plan, line.Whole("line"));
            var after = _lines[key] = _lines.GetValueOrDefault(key) with { Ceiling = line.Whole("ceiling") };
            if (Check(key.Item2, after) is { } wrong) return wrong;
        }

        return null;
    }

    private string? Check(long line, Ledger now) =>
        Must(!now.IsNegative, $"line {line} is negative: {now}")
        ?? Must(now.Held + now.Committed + now.Realised <= now.Ceiling, $"line {line} is overspent: {now}");

    private readonly record struct Ledger(long Ceiling, long Held, long Committed, long Realised)
    {
        public bool IsNegative => Held < 0 || Committed < 0 || Realised < 0;

        public Ledger After(JsonElement movement) => this with
        {
            Held = Held + movement.Whole("held"),
            Committed = Committed + movement.Whole("committed"),
            Realised = Realised + movement.Whole("realised"),
        };
    }
}
