using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Marketplace.EventLog;

/// <summary>One journaled actor's way to the event log and to its snapshots.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TEvent">The actor's events.</typeparam>
public sealed class JournalStorage<TState, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>A snapshot is due after this many events beyond the last one, or a tenth of those before it.</summary>
    public const int EventsPerSnapshot = 200;

    private readonly IEventLog _log;
    private readonly IGrainStorage? _snapshots;
    private readonly ILogger _logger;
    private readonly GrainId _grain;
    private readonly Func<TState, TEvent, TState> _when;
    private readonly string _stream;
    private readonly GrainState<Snapshot<TState>> _snapshot = new(new Snapshot<TState>());
    private byte[] _hash = HashChain.Genesis;
    private Task _saving = Task.CompletedTask;

    /// <summary>Opens the storage of one actor.</summary>
    public JournalStorage(IServiceProvider services, GrainId grain, Func<TState, TEvent, TState> when)
    {
        _log = services.GetRequiredService<IEventLog>();
        _snapshots = services.GetKeyedService<IGrainStorage>(EventLogProvider.Snapshots);
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Marketplace.EventLog.Journal");
        _grain = grain;
        _when = when;
        _stream = grain.ToString();
    }

    /// <summary>Log position of the newest event read or appended.</summary>
    public long Position { get; private set; }

    /// <summary>The newest snapshot with the events after it.</summary>
    public async Task<Journal<TState>> Read(TState absent)
    {
        // Most journals are short: only one that fills the first page can have a snapshot.
        var journal = new Journal<TState>();
        var events = await _log.ReadStream(_stream, 0, EventsPerSnapshot);
        if (events.Count == EventsPerSnapshot)
        {
            journal = await ReadSnapshot();
            events = await _log.ReadStream(_stream, journal.Version);
        }

        foreach (var stored in events) Step(journal, Rebuild(stored), absent);
        if (events.Count > 0) (_hash, Position) = (events[^1].Hash, events[^1].Position);
        return journal;
    }

    /// <summary>The journal as it was at an earlier version, from its first event.</summary>
    public async Task<(Journal<TState> Journal, long Position)> ReadThrough(int version, TState absent)
    {
        var journal = new Journal<TState>();
        var position = 0L;
        foreach (var stored in await _log.ReadStream(_stream, 0, version))
        {
            Step(journal, Rebuild(stored), absent);
            position = stored.Position;
        }

        return (journal, position);
    }

    /// <summary>Appends decided events; false when the stream had moved on.</summary>
    public async Task<bool> Append(IReadOnlyList<Recorded<TEvent>> updates, int expectedVersion)
    {
        var hash = _hash;
        var events = new NewEvent[updates.Count];
        for (var i = 0; i < events.Length; i++)
        {
            var (type, payload) = (EventTypes.NameOf(updates[i].Event.GetType()), EventTypes.Write(updates[i].Event));
            hash = HashChain.Next(hash, _stream, expectedVersion + i + 1, type, payload, updates[i].Cause);
            events[i] = new NewEvent(type, payload, updates[i].Cause, hash);
        }

        var outcome = await _log.Append(new StreamAppend(_stream, expectedVersion, events));
        if (outcome.Appended) (_hash, Position) = (hash, outcome.LastPosition);
        return outcome.Appended;
    }

    /// <summary>Steps a journal over one event.</summary>
    public void Step(Journal<TState> journal, Recorded<TEvent> happened, TState absent)
    {
        journal.State = _when(journal.State ?? absent, happened.Event);
        journal.Version++;
        if (happened.Cause is { CommandId: { } id } cause)
            journal.Commands = journal.Commands.SetItem(id, new AppliedCommand(cause.Content, journal.Version));
    }

    /// <summary>
    /// Saves a snapshot when enough events have come since the last. It is only a shortcut: a lost or failed one costs
    /// the next activation a longer read, so nobody waits for it.
    /// </summary>
    public void SnapshotIfDue(Journal<TState> confirmed)
    {
        if (_snapshots is null || !_saving.IsCompleted) return;
        // A long journal's state may be large (a popular item remembers each order it served): waiting in proportion to
        // its length keeps the cost per event the same for ever.
        var last = _snapshot.State?.Version ?? 0;
        if (confirmed.Version - last < Math.Max(EventsPerSnapshot, last / 10)) return;
        _snapshot.State = new Snapshot<TState>
        {
            Format = Snapshot<TState>.CurrentFormat,
            Version = confirmed.Version,
            Hash = _hash,
            Position = Position,
            State = confirmed.State,
            Commands = confirmed.Commands,
        };
        _saving = Save();
    }

    private async Task Save()
    {
        try
        {
            await _snapshots!.WriteStateAsync(EventLogProvider.Snapshots, _grain, _snapshot);
        }
#pragma warning disable CA1031 // A snapshot is a shortcut: whatever fails, the log has everything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _logger.LogWarning(failure, "No snapshot of {Stream}; its journal will be read from the last one.", _stream);
        }
    }

    private async Task<Journal<TState>> ReadSnapshot()
    {
        if (_snapshots is null) return new Journal<TState>();
        await _snapshots.ReadStateAsync(EventLogProvider.Snapshots, _grain, _snapshot);
        var snapshot = _snapshot.State ?? new Snapshot<TState>();
        if (snapshot.Format != Snapshot<TState>.CurrentFormat || snapshot.State is null) return new Journal<TState>();
        (_hash, Position) = (snapshot.Hash, snapshot.Position);
        return new Journal<TState>
        {
            State = snapshot.State,
            Version = snapshot.Version,
            Commands = snapshot.Commands,
        };
    }

    private static Recorded<TEvent> Rebuild(StoredEvent stored) => new((TEvent)EventTypes.Read(stored), stored.Cause);
}
