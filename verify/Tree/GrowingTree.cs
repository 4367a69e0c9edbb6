using System.Security.Cryptography;

namespace Marketplace.Verify.Tree;

/// <summary>A Merkle tree of RFC 6962 §2.1 that grows leaf by leaf and remembers no more than it needs for its
/// root.</summary>
public sealed class GrowingTree
{
    /// <summary>The full subtrees it is made of, largest first.</summary>
    private readonly List<(int Height, byte[] Root)> _full = [];

    /// <summary>Its root; it has at least one leaf.</summary>
    public byte[] Root
    {
        get
        {
            var root = _full[^1].Root;
            for (var i = _full.Count - 2; i >= 0; i--) root = NodeOf(_full[i].Root, root);
            return root;
        }
    }

    /// <summary>Adds a leaf.</summary>
    /// <param name="entry">What it stands for.</param>
    public void Add(byte[] entry)
    {
        var (height, root) = (0, LeafOf(entry));
        while (_full.Count > 0 && _full[^1].Height == height)
        {
            root = NodeOf(_full[^1].Root, root);
            height++;
            _full.RemoveAt(_full.Count - 1);
        }

        _full.Add((height, root));
    }

    /// <summary>The hash of a leaf.</summary>
    public static byte[] LeafOf(byte[] entry) => SHA256.HashData([0, .. entry]);

    /// <summary>The hash of a node.</summary>
    public static byte[] NodeOf(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
