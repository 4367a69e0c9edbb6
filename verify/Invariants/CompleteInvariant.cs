using System.Text.Json;
using Marketplace.Verify.Tree;

namespace Marketplace.Verify.Invariants;

/// <summary>Completeness: positions have no gap, and there are as many events as were signed. A log cut off at its end
/// is whole in itself; only a checkpoint shows it, best one that was kept elsewhere.</summary>
/// <param name="checkpoints">From the log's own database, or kept elsewhere.</param>
public sealed class CompleteInvariant(IEnumerable<Checkpoint> checkpoints)
    : Invariant("complete", "nothing is missing of what was signed")
{
    private readonly long _signed = checkpoints.Select(static one => one.Size).DefaultIfEmpty().Max();
    private long _size;

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details) =>
        Must(happened.Position == ++_size, $"position {happened.Position} in place of {_size}");

    /// <inheritdoc />
    public override string? End() =>
        Must(_size >= _signed, $"{_signed} events were signed and {_signed - _size} of them are missing");
}
