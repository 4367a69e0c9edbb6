using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.Verify.Tree;

/// <summary>Checks proofs as the API answers them, from these and a public key alone.</summary>
public static class ProofCheck
{
    /// <summary>What is wrong with a proof that an event is in the log (RFC 9162 §2.1.3.2); null if nothing
    /// is.</summary>
    /// <param name="proof">Position, hash, path, checkpoint.</param>
    /// <param name="key">What checkpoints are signed with.</param>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static string? OfInclusion(JsonElement proof, ECDsa key)
    {
        var checkpoint = Checkpoint.Parse(proof.Text("checkpoint"));
        if (!checkpoint.IsSignedBy(key)) return "the checkpoint is not signed with this key";
        var (node, last) = (proof.Whole("position") - 1, checkpoint.Size - 1);
        if (node < 0 || node > last) return "the checkpoint does not cover this position";
        var root = GrowingTree.LeafOf(Convert.FromHexString(proof.Text("hash")));
        foreach (var other in Path(proof))
        {
            if (last == 0) return "the path is too long";
            root = IsRight(node, last) ? GrowingTree.NodeOf(other, root) : GrowingTree.NodeOf(root, other);
            (node, last) = Above(node, last);
        }

        return last > 0 ? "the path is too short"
            : !root.AsSpan().SequenceEqual(checkpoint.Root) ? "the path does not lead to the root"
            : null;
    }

    /// <summary>What is wrong with a proof that a log goes on from an earlier one (RFC 9162 §2.1.4.2); null if nothing
    /// is.</summary>
    /// <param name="proof">From, to, path.</param>
    /// <param name="earlier">The checkpoint of the earlier one.</param>
    /// <param name="later">The checkpoint of the later one.</param>
    /// <param name="key">What checkpoints are signed with.</param>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static string? OfConsistency(JsonElement proof, Checkpoint earlier, Checkpoint later, ECDsa key)
    {
        if (!earlier.IsSignedBy(key) || !later.IsSignedBy(key)) return "a checkpoint is not signed with this key";
        if (proof.Whole("from") != earlier.Size || proof.Whole("to") != later.Size)
            return "the proof is of other checkpoints";
        var path = Path(proof).ToList();
        if (earlier.Size == later.Size)
            return path.Count == 0 && earlier.Root.AsSpan().SequenceEqual(later.Root) ? null : "the roots differ";
        var (node, last) = (earlier.Size - 1, later.Size - 1);
        // The earlier tree is a part of the later one as far as its last node is a right one.
        while (node % 2 == 1) (node, last) = (node / 2, last / 2);
        if (node == 0) path.Insert(0, earlier.Root);
        if (path.Count == 0) return "the path is too short";
        var (from, to) = (path[0], path[0]);
        foreach (var other in path.Skip(1))
        {
            if (last == 0) return "the path is too long";
            var isRight = IsRight(node, last);
            if (isRight) from = GrowingTree.NodeOf(other, from);
            to = isRight ? GrowingTree.NodeOf(other, to) : GrowingTree.NodeOf(to, other);
            (node, last) = Above(node, last);
        }

        return last > 0 ? "the path is too short"
            : !from.AsSpan().SequenceEqual(earlier.Root) ? "the path does not lead to the earlier root"
            : !to.AsSpan().SequenceEqual(later.Root) ? "the path does not lead to the later root"
            : null;
    }

    private static IEnumerable<byte[]> Path(JsonElement proof) =>
        proof.Each("path").Select(static step => Convert.FromBase64String(step.GetString()!));

    /// <summary>Whether a node's neighbour is on its left.</summary>
    private static bool IsRight(long node, long last) => node % 2 == 1 || node == last;

    /// <summary>A node's place a level above; one without a neighbour is passed on as it is.</summary>
    private static (long Node, long Last) Above(long node, long last)
    {
        if (node == last)
            while (node % 2 == 0 && node > 0) (node, last) = (node / 2, last / 2);
        return (node / 2, last / 2);
    }
}
