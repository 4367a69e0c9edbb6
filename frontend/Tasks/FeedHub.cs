using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Marketplace.Tasks;

namespace Marketplace.Frontend.Tasks;

/// <summary>
/// Wakes the live feeds of this process when something has changed for their parties. It is told that lists have moved,
/// and looks by itself from time to time, because a hint may be lost.
/// </summary>
/// <param name="cluster">Where lists and hints are.</param>
/// <param name="logger">Told of hints that cannot be had.</param>
public sealed partial class FeedHub(IClusterClient cluster, ILogger<FeedHub> logger)
    : BackgroundService, IHintListener
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How often it says that it listens: a hint relay that moved to another silo knows nobody.</summary>
    private static readonly TimeSpan ListenAgain = TimeSpan.FromSeconds(FeedLimits.ForgetListenerSeconds / 3.0);

    private readonly ConcurrentDictionary<FeedListener, bool> _listeners = new();
    private readonly Channel<bool> _moved = OneMessage();

    /// <summary>How many feeds are open here.</summary>
    public int Count => _listeners.Count;

    /// <summary>Opens a feed; disposing it closes it.</summary>
    public FeedListener Join()
    {
        var listener = new FeedListener(gone => _listeners.TryRemove(gone, out _));
        _listeners[listener] = true;
        return listener;
    }

    /// <inheritdoc />
    public void Moved(long through) => _moved.Writer.TryWrite(true);

    /// <summary>A channel of one message that drops more: that something happened is all there is to say.</summary>
    internal static Channel<bool> OneMessage() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var self = cluster.CreateObjectReference<IHintListener>(this);
        var listenAt = 0L;
        long? position = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (Environment.TickCount64 >= listenAt)
                {
                    await cluster.HintRelay(FeedLimits.Projection).Listen(self);
                    listenAt = Environment.TickCount64 + (long)ListenAgain.TotalMilliseconds;
                }

                await Hint(stoppingToken);
                position = _listeners.IsEmpty ? null : await Wake(position);
                await Task.Delay(ShortestPause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Feeds look by themselves too: whatever is wrong with the hints, the hub tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
                await Task.Delay(LongestPause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<long> Wake(long? position)
    {
        var stirred = await cluster.TaskList().Stirred(position);
        // Feeds that opened before anyone counted may have missed something: they look themselves.
        var everyone = position is null || stirred.Parties.Contains(Stirred.Everyone);
        foreach (var listener in _listeners.Keys)
        {
            if (everyone || listener.Concerns(stirred.Parties)) listener.Wake();
        }

        return stirred.Through;
    }

    private async Task Hint(CancellationToken stopping)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        bounded.CancelAfter(LongestPause);
        try
        {
            await _moved.Reader.ReadAsync(bounded.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Looking without having been told is the point of the bound.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Hints for the live feeds are not to be had; they look by themselves meanwhile.")]
    private partial void LogFailed(Exception failure);
}

/// <summary>One open feed.</summary>
/// <param name="close">Takes it off the hub.</param>
public sealed class FeedListener(Action<FeedListener> close) : IDisposable
{
    private readonly Channel<bool> _woken = FeedHub.OneMessage();

    /// <summary>The parties the caller belongs to, as of when their rights were last looked up.</summary>
    public ImmutableArray<string> Parties { get; set; } = [];

    /// <summary>Whether one of these parties is the caller's.</summary>
    public bool Concerns(ImmutableArray<string> parties)
    {
        var own = Parties;
        return own.Contains(Stirred.Everyone) || own.Any(party => parties.Contains(party));
    }

    /// <summary>Something may have changed.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    /// <summary>Waits to be woken; false when the time is over.</summary>
    public async Task<bool> Woken(TimeSpan atMost, CancellationToken cancellation)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(atMost);
        try
        {
            return await _woken.Reader.ReadAsync(bounded.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => close(this);
}
