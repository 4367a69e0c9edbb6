using Marketplace.EventLog;

namespace Marketplace.Purchasing;

/// <summary>What a run of events does to the row of something that is reviewed: the same as one event after the other,
/// so that a rebuild, which sees longer runs, comes to the same rows.</summary>
internal sealed class ReviewTaskChange
{
    private bool _hasStopped;

    /// <summary>Whether it waits now.</summary>
    public bool Waits { get; private set; }

    /// <summary>Whether it waited at any time; otherwise there need not be a row.</summary>
    public bool HasWaited { get; private set; }

    /// <summary>Since when, Unix milliseconds; only if it did not wait before, unless <see cref="IsAnew"/>.</summary>
    public long Since { get; private set; }

    /// <summary>Whether it waits, or waited, anew: what it waited for before is over.</summary>
    public bool IsAnew { get; private set; }

    /// <summary>The position of the last event that made a difference.</summary>
    public long Position { get; private set; }

    /// <summary>Adds the next event.</summary>
    /// <param name="waits">Whether it waits after it.</param>
    /// <param name="stored">The event.</param>
    public void Add(bool waits, StoredEvent stored)
    {
        if (waits && !Waits)
            (Since, IsAnew) = (stored.Cause.OccurredAt.ToUnixTimeMilliseconds(), _hasStopped);
        if (waits || Waits || !_hasStopped) Position = stored.Position;
        HasWaited |= waits;
        _hasStopped |= !waits;
        Waits = waits;
    }
}
