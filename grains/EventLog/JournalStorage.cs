using System.Text.Json;
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

    private static readonly int Format = Snapshot.FormatOf(typeof(TState));

    private readonly IEventLog _log;
    private readonly IGrainStorage? _snapshots;
    private readonly ILogger _logger;
    private readonly GrainId _grain;
    private readonly Func<TState, TEvent, TState> _when;
    private readonly string _stream;
    private readonly GrainState<Snapshot> _snapshot = new(new Snapshot());
    private byte[] _hash = HashChain.Genesis;
    private Journal<TState>? _read;
    private int _snapshotVersion;
    private int _failures;
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

    /// <summary>The provider knows grains by key alone: the type must be part of the name, or two actors share a
    /// row.</summary>
    private string SnapshotName => $"{EventLogProvider.Snapshots}/{_grain.Type}";

    /// <summary>Log position of the newest event read or appended.</summary>
    public long Position { get; private set; }

    /// <summary>Everything up to the newest event; what has been read before is not read again.</summary>
    public async Task<Journal<TState>> Read(TState absent)
    {
        var journal = _read?.Copy() ?? new Journal<TState>();
        var events = await _log.ReadStream(_stream, journal.Version, EventsPerSnapshot);
        if (events.Count == EventsPerSnapshot)
        {
            // Most journals are short: only one that fills the first page can have a snapshot.
            if (_read is null) journal = await ReadSnapshot();
            events = await _log.ReadStream(_stream, journal.Version);
        }

        foreach (var stored in events) Step(journal, Rebuild(stored), absent);
        if (events.Count > 0) (_hash, Position) = (events[^1].Hash, events[^1].Position);
        _read = journal.Copy();
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
            events[i] = new NewEvent(type, payload, updates[i].Cause, hash) { Event = updates[i].Event };
        }

        try
        {
            var outcome = await _log.Append(new StreamAppend(_stream, expectedVersion, events));
            _failures = 0;
            if (outcome.Appended) (_hash, Position) = (hash, outcome.LastPosition);
            return outcome.Appended;
        }
        catch
        {
            // Orleans tries again at once and for ever while the decision still holds; without a pause a full disk
            // would keep every actor's thread spinning.
            await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(_failures++, 5)));
            throw;
        }
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
        var due = Math.Max(EventsPerSnapshot, _snapshotVersion / 10);
        if (confirmed.Version - _snapshotVersion < due) return;
        _snapshotVersion = confirmed.Version;
        _snapshot.State = new Snapshot
        {
            Format = Format,
            Version = confirmed.Version,
            Hash = _hash,
            Position = Position,
            State = JsonSerializer.SerializeToElement(confirmed.State, EventTypes.Json),
            Commands = confirmed.Commands,
        };
        _saving = Save();
    }

    private async Task Save()
    {
        try
        {
            await _snapshots!.WriteStateAsync(SnapshotName, _grain, _snapshot);
        }
#pragma warning disable CA1031 // A snapshot is a shortcut: whatever fails, the log has everything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _logger.LogWarning(
                failure, "No snapshot of {Stream}; its journal will be read from the last one.", _stream);
        }
    }

    private async Task<Journal<TState>> ReadSnapshot()
    {
        if (_snapshots is null) return new Journal<TState>();
        await _snapshots.ReadStateAsync(SnapshotName, _grain, _snapshot);
        var snapshot = _snapshot.State ?? new Snapshot();
        if (snapshot.Format != Format || snapshot.State is not { } state) return new Journal<TState>();
        (_hash, Position, _snapshotVersion) = (snapshot.Hash, snapshot.Position, snapshot.Version);
        return new Journal<TState>
        {
            State = state.Deserialize<TState>(EventTypes.Json),
            Version = snapshot.Version,
            Commands = snapshot.Commands,
        };
    }

    private static Recorded<TEvent> Rebuild(StoredEvent stored) => new((TEvent)EventTypes.Read(stored), stored.Cause);
}
