using System.Text.Json;
using Marketplace.EventLog;
using Orleans.Storage;

namespace Marketplace.Storage;

/// <summary>
/// Writes plain actor state and snapshots as JSON without CLR type names, so that renaming a class breaks nothing.
/// </summary>
public sealed class JsonStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, EventTypes.Json));

    /// <inheritdoc />
    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, EventTypes.Json)!;
}
