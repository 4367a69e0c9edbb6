namespace Marketplace.EventLog;

/// <summary>
/// Tells this process that the log has grown, so that projections need not poll. Only a hint: whoever waits also looks
/// by themselves from time to time, because another silo may have appended.
/// </summary>
public sealed class LogSignal
{
    private volatile TaskCompletionSource _next = NewSource();
    private long _position;

    /// <summary>The highest position known here to be committed.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Called after a commit with its highest position; 0 when nothing was stored.</summary>
    public void Committed(long position)
    {
        if (position <= Position) return;
        Interlocked.Exchange(ref _position, position);
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
    }

    /// <summary>Waits until something beyond a position is committed here, or the time is over.</summary>
    public async Task Wait(long beyond, TimeSpan atMost, CancellationToken cancellation)
    {
        // The source is taken before the position is looked at: a commit in between completes this very source.
        var next = _next.Task;
        if (Position > beyond) return;
        try
        {
            await next.WaitAsync(atMost, cancellation);
        }
        catch (TimeoutException)
        {
            // Looking without having been told is the point of the bound.
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
