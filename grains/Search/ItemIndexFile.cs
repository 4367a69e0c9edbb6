using Marketplace.EventLog;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace Marketplace.Search;

/// <summary>Where a silo keeps its index between two starts.</summary>
/// <param name="Path">The file; null to build it from the log each time.</param>
public sealed record ItemIndexPath(string? Path);

/// <summary>The file a silo keeps its index in. Losing it costs a slower start, nothing else.</summary>
/// <param name="place">Where.</param>
/// <param name="log">The log it has to belong to.</param>
/// <param name="serializer">Writes the items.</param>
/// <param name="logger">Told of files that are no use.</param>
public sealed partial class ItemIndexFile(
    ItemIndexPath place, IEventLog log, Serializer serializer, ILogger<ItemIndexFile> logger)
{
    private Task _writing = Task.CompletedTask;
    private long _saved;

    /// <summary>The builder as it was kept; a new one where that is missing, of another program or of another
    /// log.</summary>
    public async Task<ItemIndexBuilder> Open(CancellationToken stopping)
    {
        if (place.Path is not { } path || !File.Exists(path)) return new ItemIndexBuilder();
        try
        {
            if (SavedIndex.Read(path, serializer) is { } saved && await IsOfThisLog(saved, stopping))
            {
                _saved = saved.Position;
                return new ItemIndexBuilder(saved);
            }
        }
#pragma warning disable CA1031 // Whatever a damaged file leads to, the log has everything.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogUnreadable(failure, path);
        }

        return new ItemIndexBuilder();
    }

    /// <summary>Keeps a builder as it is now, written beside whatever its writer does next; nothing happens where it
    /// has not moved since, or one before is still being written.</summary>
    /// <returns>The writing.</returns>
    public Task Keep(ItemIndexBuilder builder)
    {
        if (place.Path is not { } path || !_writing.IsCompleted || builder.Position == _saved) return _writing;
        var capture = builder.Capture();
        return _writing = Task.Run(() => Write(capture, path));
    }

    private void Write(SavedIndex capture, string path)
    {
        try
        {
            capture.Write(path, serializer);
            _saved = capture.Position;
        }
#pragma warning disable CA1031 // Nobody waits for it, and the log has everything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotKept(failure, path);
        }
    }

    private async Task<bool> IsOfThisLog(SavedIndex saved, CancellationToken stopping)
    {
        var page = await log.ReadAll(saved.Position - 1, 1, types: null, stopping);
        return page.Events is [var last] && last.Position == saved.Position && last.Hash.SequenceEqual(saved.Hash);
    }

    [LoggerMessage(LogLevel.Warning, "The saved search index {Path} cannot be read; it is built from the log.")]
    private partial void LogUnreadable(Exception failure, string path);

    [LoggerMessage(LogLevel.Warning, "The search index could not be saved in {Path}; the next start takes longer.")]
    private partial void LogNotKept(Exception failure, string path);
}
