using System.Collections.Immutable;
using System.Text.Json;
using Marketplace.Verify.Histories;

namespace Marketplace.Chaos;

/// <summary>
/// What clients asked for and were told, as it happens: into a file as <see cref="Attempt"/> describes it, and what the
/// summary says of it.
/// </summary>
/// <param name="file">The history file.</param>
internal sealed class Record(string file) : IDisposable
{
    private readonly StreamWriter _lines = new(file);
    private readonly Lock _gate = new();
    private readonly List<long> _acknowledged = [];
    private readonly List<Attempt> _orders = [];
    private readonly SortedDictionary<string, int> _refused = [];
    private readonly SortedDictionary<string, int> _putOff = [];
    private readonly List<string> _wrong = [];

    /// <summary>Acknowledged orders.</summary>
    public ImmutableArray<Attempt> Orders
    {
        get
        {
            lock (_gate) return [.. _orders];
        }
    }

    /// <summary>Acknowledged commands, of whatever kind.</summary>
    public int Commands
    {
        get
        {
            lock (_gate) return _acknowledged.Count;
        }
    }

    /// <summary>Commands refused, by code.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refused;

    /// <summary>Attempts without a clear answer, by what was said instead.</summary>
    public IReadOnlyDictionary<string, int> PutOff => _putOff;

    /// <summary>Commands given up without ever having had a clear answer.</summary>
    public int Unclear { get; private set; }

    /// <summary>What clients saw that must not be.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>Notes an attempt.</summary>
    public void Note(Attempt attempt)
    {
        var line = JsonSerializer.Serialize(attempt, History.Format);
        lock (_gate)
        {
            _lines.WriteLine(line);
            switch (attempt.Outcome)
            {
                case Outcome.Acknowledged:
                    _acknowledged.Add(attempt.End);
                    if (attempt.Operation == Attempt.Place) _orders.Add(attempt);
                    break;
                case Outcome.Refused:
                    Count(_refused, attempt.Code!);
                    break;
                default:
                    Count(_putOff, attempt.Code!);
                    break;
            }
        }
    }

    /// <summary>Notes a command that was given up.</summary>
    public void GaveUp()
    {
        lock (_gate) Unclear++;
    }

    /// <summary>Notes something that must not be.</summary>
    public void Saw(string wrong)
    {
        lock (_gate) _wrong.Add(wrong);
    }

    /// <summary>The longest time without an acknowledged command, within or around a stretch of time.</summary>
    /// <param name="from">Its begin, Unix milliseconds.</param>
    /// <param name="through">Its end.</param>
    public TimeSpan LongestGap(long from, long through)
    {
        lock (_gate)
        {
            var (last, longest) = (from, 0L);
            foreach (var at in _acknowledged.Where(at => at >= from).Order())
            {
                longest = Math.Max(longest, at - last);
                last = at;
                if (at > through) break;
            }

            return TimeSpan.FromMilliseconds(Math.Max(longest, through - last));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();

    private static void Count(SortedDictionary<string, int> counts, string code) =>
        counts[code] = counts.GetValueOrDefault(code) + 1;
}
