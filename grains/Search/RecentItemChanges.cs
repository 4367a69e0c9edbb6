using System.Collections.Immutable;

namespace Marketplace.Search;

/// <summary>The items that changed lately, for those who keep copies of what they show. Safe for many
/// threads.</summary>
/// <param name="most">Most items remembered, and so most of an answer.</param>
public sealed class RecentItemChanges(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<Change> _changes = new();
    private long _forgotten = long.MaxValue;
    private int _count;

    /// <summary>Begins to remember what changes after a log position.</summary>
    public void Begin(long position)
    {
        lock (_gate) _forgotten = position;
    }

    /// <summary>Remembers items that changed, at or before a log position.</summary>
    public void Add(IReadOnlyCollection<string> items, long through)
    {
        lock (_gate)
        {
            _changes.Enqueue(new Change([.. items], through));
            _count += items.Count;
            while (_count > most)
            {
                var oldest = _changes.Dequeue();
                _count -= oldest.Items.Length;
                _forgotten = oldest.Through;
            }
        }
    }

    /// <summary>The items that changed after a log position, each once; null when that is not remembered.</summary>
    public ImmutableArray<string>? Since(long position)
    {
        lock (_gate)
        {
            if (position < _forgotten) return null;
            return [.. _changes.Where(change => change.Through > position)
                .SelectMany(static change => change.Items).Distinct()];
        }
    }

    private readonly record struct Change(ImmutableArray<string> Items, long Through);
}
