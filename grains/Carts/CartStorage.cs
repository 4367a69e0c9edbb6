using System.Globalization;
using System.Text.Json;
using Marketplace.EventLog;
using Orleans.Storage;

namespace Marketplace.Carts;

/// <summary>
/// Orleans' storage of carts: a cart is written at every click, so its writes share commits like those of the event
/// log (docs/decisions/0005-cart-writes.md). Serves <see cref="StoredCart"/> only.
/// </summary>
/// <param name="table">Where the rows are.</param>
public sealed class CartStorage(ICartTable table) : IGrainStorage
{
    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await table.Read(grainId.Key.ToString()!);
        grainState.RecordExists = row is not null;
        grainState.ETag = row is null ? null : Text(row.Version);
        grainState.State = row is null
            ? Activator.CreateInstance<T>()
            : JsonSerializer.Deserialize<T>(row.Payload, EventTypes.Json)!;
    }

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = Version(grainState.ETag);
        // Serialised before the first await: what is written is the cart as it was when the write was asked for.
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State, EventTypes.Json);
        if (!await table.Write(new CartWrite(grainId.Key.ToString()!, version, payload)))
            throw new InconsistentStateException($"Cart {grainId.Key} was written by another activation.");
        (grainState.RecordExists, grainState.ETag) = (true, Text(version + 1));
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        return WriteStateAsync(stateName, grainId, grainState);
    }

    private static long Version(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
