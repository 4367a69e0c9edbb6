using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Verify.Tree;

namespace Marketplace.Verify.Invariants;

/// <summary>
/// Integrity: what is there is what was signed. At each checkpoint's size the tree over the events so far has the
/// checkpoint's root, and its signature is that of the key, where one is given.
/// </summary>
/// <param name="checkpoints">From the log's own database, or kept elsewhere.</param>
/// <param name="key">What they are signed with; null leaves signatures unchecked.</param>
public sealed class TreeInvariant(IEnumerable<Checkpoint> checkpoints, ECDsa? key)
    : Invariant("tree", key is null
        ? "what is there is what was signed (no --key: signatures unchecked)"
        : "what is there is what was signed")
{
    private readonly Queue<Checkpoint> _ahead = new(checkpoints.OrderBy(static one => one.Size));
    private readonly GrowingTree _tree = new();
    private long _size;

    /// <summary>How many events were covered by the last checkpoint that fitted.</summary>
    public long Covered { get; private set; }

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        _tree.Add(happened.Hash);
        _size++;
        while (_ahead.TryPeek(out var next) && next.Size <= _size)
        {
            _ahead.Dequeue();
            var wrong = Must(next.Size == _size && _tree.Root.AsSpan().SequenceEqual(next.Root),
                    $"the first {next.Size} events are not those that were signed")
                ?? Must(key is null || next.IsSignedBy(key),
                    $"the checkpoint of {next.Size} events has another signer");
            if (wrong is not null) return wrong;
            Covered = next.Size;
        }

        return null;
    }
}
