using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>
/// Each stream is a chain: versions without a gap, positions that rise, and SHA-256 over the hash before and the event
/// as a JSON array without white space (docs/decisions/0001).
/// </summary>
public sealed class ChainInvariant() : Invariant("chain", "versions have no gap, hashes follow from each other")
{
    /// <summary>What a stream's first event follows.</summary>
    public static readonly byte[] Genesis = new byte[SHA256.HashSizeInBytes];

    private readonly Dictionary<string, (int Version, byte[] Hash)> _ends = [];
    private long _position;

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        var (version, hash) = _ends.GetValueOrDefault(happened.Stream, (0, Genesis));
        var before = _position;
        _ends[happened.Stream] = (happened.Version, happened.Hash);
        _position = happened.Position;
        return Must(happened.Position > before, $"position {happened.Position} after {before}")
            ?? Must(happened.Version == version + 1, $"version {happened.Version} after {version}")
            ?? Must(HashOf(hash, happened).AsSpan().SequenceEqual(happened.Hash), $"the hash does not fit the event");
    }

    /// <summary>The hash after an event.</summary>
    /// <param name="before">The hash before it.</param>
    /// <param name="happened">The event.</param>
    public static byte[] HashOf(byte[] before, LogEvent happened)
    {
        var bytes = new ArrayBufferWriter<byte>(happened.Payload.Length + 512);
        bytes.Write(before);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            happened.WriteTo(json);
            json.WriteEndArray();
        }

        return SHA256.HashData(bytes.WrittenSpan);
    }
}
