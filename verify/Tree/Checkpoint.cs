using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Verify.Tree;

/// <summary>A signed note: at one time the log had so many events and the tree over them this root.</summary>
/// <param name="Size">How many events.</param>
/// <param name="Root">The root.</param>
/// <param name="Body">What is signed.</param>
/// <param name="Signature">ECDSA, P-256, SHA-256, DER.</param>
public sealed record Checkpoint(long Size, byte[] Root, string Body, byte[] Signature)
{
    private const int KeyIdBytes = 4;

    /// <summary>Reads a note: the log's name, size, root and time, each a line; an empty line; "— name
    /// signature".</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Checkpoint Parse(string note)
    {
        var end = note.IndexOf("\n\n", StringComparison.Ordinal);
        var body = end < 0 ? [] : note[..end].Split('\n');
        var signature = end < 0 ? [] : note[(end + 2)..].TrimEnd('\n').Split(' ');
        if (body.Length < 3 || signature is not ["—", _, var named]
            || !long.TryParse(body[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw new FormatException("This is not a checkpoint.");
        return new(size, Convert.FromBase64String(body[2]), note[..(end + 1)],
            Convert.FromBase64String(named)[KeyIdBytes..]);
    }

    /// <summary>Whether the owner of a key has signed it.</summary>
    public bool IsSignedBy(ECDsa key) => key.VerifyData(
        Encoding.UTF8.GetBytes(Body), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
