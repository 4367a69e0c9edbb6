using System.Text.Json;
using Marketplace.Outcomes;

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

    private readonly Journals _journals;
    private readonly GrainId _grain;
    private readonly Func<TState, TEvent, TState> _when;
    private readonly string _stream;
    private GrainState<Snapshot>? _snapshot;
    private byte[] _hash = HashChain.Genesis;
    private int _snapshotVersion;
    private Task _saving = Task.CompletedTask;

    /// <summary>Opens the storage of one actor.</summary>
    public JournalStorage(Journals journals, GrainId grain, Func<TState, TEvent, TState> when)
    {
        _journals = journals;
        _grain = grain;
        _when = when;
        _stream = grain.ToString();
    }

    /// <summary>The provider knows grains by key alone: the type must be part of the name, or two actors share a
    /// row.</summary>
    private string SnapshotName => $"{Journals.SnapshotStorage}/{_grain.Type}";

    /// <summary>Log position of the newest event read or appended.</summary>
    public long Position { get; private set; }

    /// <summary>Everything up to the newest event.</summary>
    /// <param name="known">What is known already and not read again; null to begin from the snapshot.</param>
    /// <param name="absent">The actor's state before its first event.</param>
    public async Task<Journal<TState>> Read(Journal<TState>? known, TState absent)
    {
        var journal = known ?? Journal<TState>.Of(absent);
        var events = await _journals.Log.ReadStream(_stream, journal.Version, EventsPerSnapshot);
        if (events.Count == EventsPerSnapshot)
        {
            // Most journals are short: only one that fills the first page can have a snapshot.
            if (known is null) journal = await ReadSnapshot() ?? journal;
            events = await _journals.Log.ReadStream(_stream, journal.Version);
        }

        foreach (var stored in events) journal = Step(journal, Rebuild(stored));
        if (events.Count > 0) (_hash, Position) = (events[^1].Hash, events[^1].Position);
        return journal;
    }

    /// <summary>The journal as it was at an earlier version, from its first event.</summary>
    public async Task<(Journal<TState> Journal, long Position)> ReadThrough(int version, TState absent)
    {
        var journal = Journal<TState>.Of(absent);
        var position = 0L;
        foreach (var stored in await _journals.Log.ReadStream(_stream, 0, version))
        {
            journal = Step(journal, Rebuild(stored));
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

        var outcome = await _journals.Log.Append(new StreamAppend(_stream, expectedVersion, events));
        if (outcome.Appended) (_hash, Position) = (hash, outcome.LastPosition);
        return outcome.Appended;
    }

    /// <summary>What callers are told of a failure of the storage; operators are told all of it.</summary>
    public OutcomeUnknownException Unknown(Exception failure)
    {
        _journals.LogUnknown(failure, _stream);
        return new OutcomeUnknownException();
    }

    /// <summary>The journal after one more event.</summary>
    public Journal<TState> Step(Journal<TState> journal, Recorded<TEvent> happened) =>
        journal.After(_when(journal.State, happened.Event), happened.Cause);

    /// <summary>
    /// Saves a snapshot when enough events have come since the last. It is only a shortcut: a lost or failed one costs
    /// the next activation a longer read, so nobody waits for it.
    /// </summary>
    public void SnapshotIfDue(Journal<TState> confirmed)
    {
        if (!_saving.IsCompleted) return;
        // A long journal's state may be large (a popular item remembers each order it served): waiting in proportion to
        // its length keeps the cost per event the same for ever.
        var due = Math.Max(EventsPerSnapshot, _snapshotVersion / 10);
        if (confirmed.Version - _snapshotVersion < due) return;
        _snapshotVersion = confirmed.Version;
        _saving = Save(confirmed);
    }

    private async Task Save(Journal<TState> confirmed)
    {
        try
        {
            _snapshot ??= new GrainState<Snapshot>();
            _snapshot.State = new Snapshot
            {
                Format = Format,
                Version = confirmed.Version,
                Hash = _hash,
                Position = Position,
                State = JsonSerializer.SerializeToElement(confirmed.State, EventTypes.Json),
                Commands = confirmed.Commands,
            };
            await _journals.Snapshots.WriteStateAsync(SnapshotName, _grain, _snapshot);
        }
#pragma warning disable CA1031 // A snapshot is a shortcut: whatever fails, the log has everything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _journals.LogNoSnapshot(failure, _stream);
        }
    }

    private async Task<Journal<TState>?> ReadSnapshot()
    {
        _snapshot = new GrainState<Snapshot>(new Snapshot());
        await _journals.Snapshots.ReadStateAsync(SnapshotName, _grain, _snapshot);
        var snapshot = _snapshot.State ?? new Snapshot();
        if (snapshot.Format != Format || snapshot.State?.Deserialize<TState>(EventTypes.Json) is not { } state)
            return null;
        (_hash, Position, _snapshotVersion) = (snapshot.Hash, snapshot.Position, snapshot.Version);
        return new Journal<TState>(state, snapshot.Version, snapshot.Commands);
    }

    private static Recorded<TEvent> Rebuild(StoredEvent stored) => new((TEvent)EventTypes.Read(stored), stored.Cause);
}
