using System.Text.Json;

namespace Marketplace.Verify;

/// <summary>A row of the event log.</summary>
/// <param name="Position">Its place in the whole log, from 1.</param>
/// <param name="Stream">The actor: <c>purchase-order/…</c>.</param>
/// <param name="Version">Its place among the actor's events, from 1.</param>
/// <param name="Type">What happened: <c>order-placed.v1</c>.</param>
/// <param name="Payload">The details, JSON in UTF-8.</param>
/// <param name="Caller">Who caused it.</param>
/// <param name="CommandId">Which command did; null for the engine's own.</param>
/// <param name="Content">What the command was.</param>
/// <param name="OccurredAt">When, Unix milliseconds.</param>
/// <param name="Hash">The stream's chain hash after it.</param>
public sealed record LogEvent(
    long Position, string Stream, int Version, string Type, byte[] Payload, string Caller, string? CommandId,
    string Content, long OccurredAt, byte[] Hash)
{
    /// <summary>The kind of actor: <c>purchase-order</c>.</summary>
    public string Kind => Stream[..Stream.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The actor's id.</summary>
    public string Id => Stream[(Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The details.</summary>
    public JsonElement Details() => JsonSerializer.Deserialize<JsonElement>(Payload);

    /// <summary>Writes what its hash is over, after the hash before it: all but position and hash.</summary>
    /// <param name="json">Within an array.</param>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStringValue(Stream);
        json.WriteNumberValue(Version);
        json.WriteStringValue(Type);
        // As it is stored: the hash is over these bytes.
        json.WriteRawValue(Payload);
        json.WriteStringValue(Caller);
        json.WriteStringValue(CommandId);
        json.WriteStringValue(Content);
        json.WriteNumberValue(OccurredAt);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Position}: {Stream} {Version} {Type}";
}
