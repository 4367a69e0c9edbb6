using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>Orders move as the regulations let them (Kepka LKPP 177/2024), and never out of an end.</summary>
public sealed class StageInvariant() : Invariant("stages", "orders only move from a stage to one that may follow")
{
    /// <summary>Of an order that was not submitted; only another attempt can do so.</summary>
    internal const string Precluded = "precluded";

    private static readonly Dictionary<string, string[]> Following = new()
    {
        [""] = ["placing", Precluded],
        [Precluded] = ["placing", Precluded],
        ["placing"] = ["refused", "negotiating", "awaitingReview", "awaitingCommitmentOfficer"],
        ["negotiating"] = ["negotiated", "rejected", "cancelled", "autoCancelled", "failed"],
        ["negotiated"] = ["awaitingReview", "awaitingCommitmentOfficer", "cancelled", "autoCancelled", "failed"],
        ["awaitingReview"] = ["awaitingCommitmentOfficer", "cancelled", "autoCancelled"],
        ["awaitingCommitmentOfficer"] = ["awaitingSupplier", "cancelled", "autoCancelled"],
        ["awaitingSupplier"] = ["processing", "rejected", "cancelled", "autoCancelled"],
        ["processing"] = ["shipping", "terminated"],
        ["shipping"] = ["shipping", "delivered", "terminated"],
        ["delivered"] = ["processing", "shipping", "delivered", "discrepancy", "inspected", "terminated"],
        ["discrepancy"] = ["processing", "shipping", "delivered", "discrepancy", "inspected", "terminated"],
        ["inspected"] = ["handedOver"],
        ["handedOver"] = ["invoiced"],
        ["invoiced"] = ["paying", "completed"],
        ["paying"] = ["paying", "completed"],
    };

    private readonly Dictionary<string, string> _stages = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        var stage = happened.Type == "order-precluded.v1" ? Precluded : details.Text("stage");
        if (happened.Kind != "purchase-order" || stage.Length == 0) return null;
        var before = _stages.GetValueOrDefault(happened.Id, "");
        _stages[happened.Id] = stage;
        return Must(
            Following.TryGetValue(before, out var may) && may.Contains(stage), $"{stage} does not follow {before}");
    }
}
