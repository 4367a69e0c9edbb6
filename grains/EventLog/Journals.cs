using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Marketplace.EventLog;

/// <summary>What the journals of all actors of a silo share.</summary>
/// <param name="log">The event log.</param>
/// <param name="snapshots">Where snapshots of long journals are kept.</param>
/// <param name="logger">Told of what the storage could not do.</param>
public sealed partial class Journals(
    IEventLog log,
    [FromKeyedServices(Journals.SnapshotStorage)] IGrainStorage snapshots,
    ILogger<Journals> logger)
{
    /// <summary>Names the storage provider of snapshots; permanent.</summary>
    public const string SnapshotStorage = "snapshots";

    /// <summary>The event log.</summary>
    public IEventLog Log => log;

    /// <summary>Where snapshots of long journals are kept.</summary>
    public IGrainStorage Snapshots => snapshots;

    /// <summary>The storage gave no certain answer.</summary>
    [LoggerMessage(LogLevel.Error, "The storage gave no certain answer about {Stream}.")]
    public partial void LogUnknown(Exception failure, string stream);

    /// <summary>A snapshot could not be saved.</summary>
    [LoggerMessage(LogLevel.Warning, "No snapshot of {Stream}; its journal will be read from the last one.")]
    public partial void LogNoSnapshot(Exception failure, string stream);
}
