using Marketplace.EventLog;

namespace Marketplace.Tests.Simulation;

/// <summary>The log as one silo has it. A silo that was given up, or has ended, appends nothing any more, not even what
/// it had on its way.</summary>
/// <param name="storage">What is stored, for all silos.</param>
internal sealed class SimulatedLog(SimulatedStorage storage) : IEventLog
{
    /// <summary>Whether the silo has been given up.</summary>
    public bool IsGivenUp { get; set; }

    /// <inheritdoc />
    public Task<AppendOutcome> Append(StreamAppend append) =>
        storage.Write("append", new AppendWords(append), () => IsGivenUp
            ? throw new IOException("The silo has been given up.")
            : storage.Commit(append));

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEvent>> ReadStream(
        string stream, int afterVersion, int limit, CancellationToken cancellation) =>
        storage.Read<IReadOnlyList<StoredEvent>>("read", stream, () =>
            [.. storage.Stream(stream).Where(stored => stored.Version > afterVersion).Take(limit)]);

    /// <inheritdoc />
    public Task<LogPage> ReadAll(
        long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation) =>
        throw new NotSupportedException("Projections are not part of the simulation.");

    /// <inheritdoc />
    public Task<IReadOnlyList<byte[]>> ReadHashes(long afterPosition, int count, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellation) => Task.FromResult((long)storage.Log.Count);

    private sealed record AppendWords(StreamAppend Append)
    {
        public override string ToString()
        {
            var types = string.Join(' ', Append.Events.Select(static one => one.Type));
            return $"{Append.Stream} {Append.ExpectedVersion}+ {types}";
        }
    }
}
