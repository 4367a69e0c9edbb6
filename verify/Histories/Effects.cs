using System.Text.Json;

namespace Marketplace.Verify.Histories;

/// <summary>How the log shows what a client asked for.</summary>
public static class Effects
{
    /// <summary>The event that each operation on an order leaves behind.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByOperation = new Dictionary<string, string>
    {
        [Attempt.Place] = "order-submitted.v1",
        ["sign"] = "order-signed.v1",
        ["accept"] = "order-accepted.v1",
        ["dispatch"] = "order-goods-dispatched.v1",
        ["cancel"] = "order-ended.v1",
    };

    /// <summary>The key that a client gave to what caused an event; null where none did. Before it is who they
    /// are.</summary>
    public static string? KeyOf(LogEvent happened) => happened is { Kind: "purchase-order", CommandId: { } id }
        ? id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]
        : null;

    /// <summary>What a submitted order orders, as <see cref="Attempt.Content"/> has it.</summary>
    public static string ContentOf(JsonElement details) => Attempt.ContentOf(LinesOf(details));

    /// <summary>What a submitted order orders.</summary>
    public static IReadOnlyList<OrderedLine> LinesOf(JsonElement details) =>
        [.. details.Each("lines").Select(static line => new OrderedLine(line.Text("item"), line.Number("quantity")))];
}
