using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace Marketplace.Checkpoints;

/// <summary>
/// The Merkle tree of RFC 6962 §2.1 over the log: the leaf of an event is its stream's chain hash, so that a leaf has
/// no personal data and vouches for everything the actor did before. Only every eighth level is stored
/// (<see cref="Width"/> nodes make one of the next); what lies between is worked out.
/// </summary>
/// <param name="stored">The hashes of a stored level (0: of the leaves), so many from a number on.</param>
public sealed class MerkleTree(Func<int, long, int, Task<IReadOnlyList<byte[]>>> stored)
{
    /// <summary>How many nodes of a stored level make one of the next.</summary>
    public const int Width = 1 << Height;

    private const int Height = 8;

    private readonly Dictionary<(int Level, long First, int Count), IReadOnlyList<byte[]>> _read = [];

    /// <summary>The hash of a leaf.</summary>
    public static byte[] LeafOf(ReadOnlySpan<byte> entry) => SHA256.HashData([0, .. entry]);

    /// <summary>The root of a full subtree.</summary>
    /// <param name="hashes">Its lowest nodes, a power of two of them.</param>
    public static byte[] RootOf(IReadOnlyList<byte[]> hashes)
    {
        while (hashes.Count > 1)
        {
            var above = new byte[hashes.Count / 2][];
            for (var i = 0; i < above.Length; i++) above[i] = NodeOf(hashes[2 * i], hashes[2 * i + 1]);
            hashes = above;
        }

        return hashes[0];
    }

    /// <summary>The root of the tree over the first events.</summary>
    /// <param name="size">How many, from 1.</param>
    public Task<byte[]> Root(long size) => Hash(0, size);

    /// <summary>The hashes that lead from a leaf to the root, lowest first (§2.1.1).</summary>
    /// <param name="leaf">The leaf, from 0.</param>
    /// <param name="size">The tree's size.</param>
    public async Task<ImmutableArray<byte[]>> Inclusion(long leaf, long size)
    {
        var path = new Stack<byte[]>();
        var (first, count) = (0L, size);
        while (count > 1)
        {
            var left = LeftOf(count);
            var isLeft = leaf - first < left;
            path.Push(isLeft ? await Hash(first + left, count - left) : await Hash(first, left));
            (first, count) = isLeft ? (first, left) : (first + left, count - left);
        }

        return [.. path];
    }

    /// <summary>The hashes that show that a tree goes on from an earlier one (§2.1.2).</summary>
    /// <param name="from">The earlier size, from 1.</param>
    /// <param name="size">The later size.</param>
    public async Task<ImmutableArray<byte[]>> Consistency(long from, long size)
    {
        var proof = new Stack<byte[]>();
        var (first, count, isWhole) = (0L, size, true);
        while (from - first < count)
        {
            var left = LeftOf(count);
            if (from - first <= left)
            {
                proof.Push(await Hash(first + left, count - left));
                count = left;
            }
            else
            {
                proof.Push(await Hash(first, left));
                (first, count, isWhole) = (first + left, count - left, false);
            }
        }

        // The earlier root itself is known to whoever asks, unless it is only a part of the tree.
        if (!isWhole) proof.Push(await Hash(first, count));
        return [.. proof];
    }

    private static byte[] NodeOf(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    /// <summary>The largest power of two below a count.</summary>
    private static long LeftOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    private async Task<byte[]> Hash(long first, long count)
    {
        if (BitOperations.IsPow2(count)) return await Full(first, count);
        var left = LeftOf(count);
        return NodeOf(await Full(first, left), await Hash(first + left, count - left));
    }

    private async Task<byte[]> Full(long first, long count)
    {
        var level = BitOperations.Log2((ulong)count) / Height;
        var below = level * Height;
        return RootOf(await Read(level, first >> below, (int)(count >> below)));
    }

    private async Task<IReadOnlyList<byte[]>> Read(int level, long first, int count)
    {
        if (_read.TryGetValue((level, first, count), out var known)) return known;
        return _read[(level, first, count)] = await stored(level, first, count);
    }
}
