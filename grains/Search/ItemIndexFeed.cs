using System.Diagnostics;
using Marketplace.EventLog;
using Marketplace.Policy;
using Marketplace.Projections;
using Microsoft.Extensions.Logging;

namespace Marketplace.Search;

/// <summary>
/// Keeps this silo's index of items level with the log. It resumes from its file, or is built from the log, when the
/// silo has started, and follows within a second, whichever silo appended.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="file">Where it is kept between two starts.</param>
/// <param name="signal">Tells that this process has appended.</param>
/// <param name="policies">What items come to depends on the rules of the day.</param>
/// <param name="clock">Tells when it is time to keep it.</param>
/// <param name="logger">The logger.</param>
public sealed partial class ItemIndexFeed(
    IEventLog log, ItemIndexFile file, LogSignal signal, PolicyTable policies, TimeProvider clock,
    ILogger<ItemIndexFeed> logger)
    : SiloLoop(logger)
{
    private const int Batch = 2000;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>How much of the log a silo that was killed reads again at most.</summary>
    private static readonly TimeSpan KeptEvery = TimeSpan.FromMinutes(10);

    /// <summary>To read so many positions again takes no longer than to keep the index, which a silo that has just
    /// started has other things to do than.</summary>
    private const int FewToReadAgain = 20_000;

    private readonly LogSignal _reached = new();
    private readonly TaskCompletionSource _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ItemIndexBuilder? _builder;
    private long _position;
    private long _resumedAt;
    private long _kept;
    private long _keptAt;
    private DateOnly _workedOut;

    /// <summary>Which items changed since the index was level with the log for the first time.</summary>
    public RecentItemChanges Recent { get; } = new(most: 5_000);

    /// <summary>The index as it is now, once it is built.</summary>
    public ItemIndex Index => _builder!.Index;

    /// <summary>The log position it reflects.</summary>
    public long Position => _reached.Position;

    /// <summary>Waits until the index reflects a position, or the time is over.</summary>
    public async Task WaitFor(long position, TimeSpan atMost)
    {
        var waited = Stopwatch.StartNew();
        while (Position < position && waited.Elapsed < atMost)
            await _reached.Wait(position - 1, atMost - waited.Elapsed, CancellationToken.None);
    }

    /// <summary>Waits until the index has been level with the log once, or the time is over.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> IsBuilt(TimeSpan atMost)
    {
        await _built.Task.WaitAsync(atMost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _built.Task.IsCompleted;
    }

    /// <inheritdoc />
    protected override async Task Beat(CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        if (_builder is null)
        {
            _builder = await file.Open(stopping);
            _position = _resumedAt = _kept = _builder.Position;
        }

        while (await Follow(_builder, stopping)) { }
        if (!_built.Task.IsCompleted)
        {
            if (_resumedAt == 0) await TidyUp(_builder, stopping);
            Recent.Begin(_position);
            _built.SetResult();
            LogBuilt(Index.Items, (long)clock.GetElapsedTime(began).TotalMilliseconds, _resumedAt, _position);
        }

        if (_position - _kept > FewToReadAgain && (_keptAt == 0 || clock.GetElapsedTime(_keptAt) > KeptEvery))
        {
            _ = file.Keep(_builder);
            _kept = _position;
            _keptAt = clock.GetTimestamp();
        }

        _ = WorkOutOnce(stopping);
        await Task.Delay(ShortestPause, stopping);
        await signal.Wait(_position, LongestPause, stopping);
    }

    /// <inheritdoc />
    protected override async Task Ended()
    {
        if (!_built.Task.IsCompleted) return;
        // One that is being written lacks what came since.
        await file.Keep(_builder!);
        await file.Keep(_builder!);
    }

    /// <summary>What would make the first searches slow, before there are any.</summary>
    private async Task TidyUp(ItemIndexBuilder builder, CancellationToken stopping)
    {
        builder.Renew();
        // Building from the log leaves as much behind as it builds, and a silo at rest would keep it for hours.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        await WorkOutOnce(stopping);
        while (await Follow(builder, stopping)) { }
    }

    /// <summary>Once a day, beside everything else: else the first to search would wait for it.</summary>
    private Task WorkOutOnce(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var law = policies.At(now);
        if (law.Date == _workedOut) return Task.CompletedTask;
        _workedOut = law.Date;
        var index = Index;
        return Task.Run(() => index.WorkOut(new SearchDay(now, law), stopping), CancellationToken.None);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> Follow(ItemIndexBuilder builder, CancellationToken stopping)
    {
        var page = await log.ReadAll(_position, Batch, ItemIndexBuilder.Types, stopping);
        foreach (var stored in page.Events) builder.Apply(stored);
        var isMore = page.Through - _position >= Batch;
        var changed = builder.Settle(isLevel: !isMore);
        if (changed.Count > 0 && _built.Task.IsCompleted) Recent.Add(changed, page.Through);
        _position = page.Through;
        _reached.Committed(_position);
        return isMore;
    }

    [LoggerMessage(
        LogLevel.Information,
        "Search is ready: {Items} items after {Milliseconds} ms, from position {From} to {To} of the log.")]
    private partial void LogBuilt(int items, long milliseconds, long from, long to);
}
