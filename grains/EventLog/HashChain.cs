using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.EventLog;

/// <summary>
/// The tamper-evident chain of one stream: hash(n) = SHA-256(hash(n−1) ‖ canonical(n)), hash(0) = 32 zero bytes.
/// canonical is the UTF-8 JSON array <c>[stream, version, type, payload as a JSON value, caller, commandId or null,
/// content, occurredAt in Unix milliseconds]</c> without white space, so that anyone can recompute it from an export.
/// </summary>
public static class HashChain
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _reused;

    /// <summary>What a stream's first event is chained to.</summary>
    public static readonly byte[] Genesis = new byte[SHA256.HashSizeInBytes];

    /// <summary>The chain hash after one more event.</summary>
    public static byte[] Next(
        byte[] previous, string stream, int version, string type, byte[] payload, EventCause cause)
    {
        // Every event of the whole market passes here: the buffers are kept, one pair per thread.
        var (canonical, json) = _reused ??= NewBuffers();
        canonical.ResetWrittenCount();
        canonical.Write(previous);
        json.Reset();
        json.WriteStartArray();
        json.WriteStringValue(stream);
        json.WriteNumberValue(version);
        json.WriteStringValue(type);
        json.WriteRawValue(payload, skipInputValidation: true);
        json.WriteStringValue(cause.Caller);
        json.WriteStringValue(cause.CommandId);
        json.WriteStringValue(cause.Content);
        json.WriteNumberValue(cause.OccurredAt.ToUnixTimeMilliseconds());
        json.WriteEndArray();
        json.Flush();
        return SHA256.HashData(canonical.WrittenSpan);
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) NewBuffers()
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        return (bytes, new Utf8JsonWriter(bytes));
    }
}
