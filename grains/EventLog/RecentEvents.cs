namespace Marketplace.EventLog;

/// <summary>
/// The newest events of the log, in memory. Every projection follows the log at its end; without this each of them
/// would query the database and parse the same events again after every commit.
/// </summary>
public sealed class RecentEvents
{
    private const int Capacity = 4096;

    private readonly StoredEvent[] _events = new StoredEvent[Capacity];
    private readonly Lock _lock = new();
    private long _first = 1;
    private long _last;

    /// <summary>The position of the newest event here; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_lock) return _last;
        }
    }

    /// <summary>Adds what was committed, in position order. What another writer has left a gap before is not
    /// taken.</summary>
    public void Add(IReadOnlyList<StoredEvent> committed)
    {
        lock (_lock)
        {
            foreach (var stored in committed)
            {
                if (_last == 0) (_first, _last) = (stored.Position, stored.Position - 1);
                if (stored.Position != _last + 1) continue;
                _last = stored.Position;
                _events[_last % Capacity] = stored;
                if (_last - _first >= Capacity) _first = _last - Capacity + 1;
            }
        }
    }

    /// <summary>Whether every event after a position that anybody adds from now on will be here.</summary>
    public bool Follows(long position)
    {
        lock (_lock) return _last > 0 && position + 1 >= _first;
    }

    /// <summary>
    /// A page of the log, if all of it is here; null when the database has to be asked. That is also so at the very
    /// end, because another process may have appended there.
    /// </summary>
    public LogPage? After(long position, int limit, IReadOnlyCollection<string>? types)
    {
        var wanted = types as IReadOnlySet<string> ?? types?.ToHashSet();
        lock (_lock)
        {
            if (position + 1 < _first || position >= _last) return null;
            var through = Math.Min(_last, position + limit);
            var events = new List<StoredEvent>();
            for (var at = position + 1; at <= through; at++)
            {
                var stored = _events[at % Capacity];
                if (wanted is null || wanted.Contains(stored.Type)) events.Add(stored);
            }

            return new LogPage(events, through);
        }
    }
}
