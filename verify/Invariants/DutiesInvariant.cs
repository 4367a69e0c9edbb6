using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>Duties are kept apart: nobody signs alone what they ordered, pays what they signed, or verifies what is
/// theirs.</summary>
public sealed class DutiesInvariant() : Invariant("duties", "who orders, signs and pays are different people")
{
    private readonly Dictionary<string, Hands> _streams = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (happened.Kind is not ("purchase-order" or "catalogue-item" or "supplier")) return null;
        var hands = _streams.GetValueOrDefault(happened.Stream);
        var by = details.Text("by") is { Length: > 0 } said ? said : happened.Caller;
        var wrong = happened.Type switch
        {
            "order-signed.v1" => Must(
                hands.Began != by || (hands.Helped is { } other && other != by), $"{by} ordered and signed"),
            "order-paid.v1" => Must(hands.Signed != by, $"{by} signed and paid"),
            "item-published.v1" => Must(
                hands.Began != happened.Caller && hands.Helped != happened.Caller,
                $"{happened.Caller} submitted and published"),
            "supplier-verified.v1" => Must(
                hands.Began != happened.Caller, $"{happened.Caller} submitted and verified"),
            _ => null,
        };
        _streams[happened.Stream] = happened.Type switch
        {
            "order-submitted.v1" => hands with { Began = details.In("terms").Text("creator") },
            "order-reviewed.v1" => hands with { Helped = by },
            "order-signed.v1" => hands with { Signed = by },
            "item-drafted.v1" => hands with { Helped = details.Text("facilitator") },
            "item-submitted.v1" or "supplier-submitted.v1" => hands with { Began = happened.Caller },
            _ => hands,
        };
        return wrong;
    }

    /// <summary>Who ordered or submitted; who reviewed or drafted on behalf of whoever did; who signed.</summary>
    private readonly record struct Hands(string? Began, string? Helped, string? Signed);
}
