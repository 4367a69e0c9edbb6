using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marketplace.Frontend.Pages;
using Marketplace.Search;
using Marketplace.Values;

namespace Marketplace.Frontend.Search;

/// <summary>
/// Counts what pages of search results show, copies of them too, and hands it over to the day's actor every few
/// seconds. Of a process that is killed the last seconds are missing: this is a statistic, no account.
/// </summary>
/// <param name="grains">Finds the day.</param>
/// <param name="clock">Tells which day it is.</param>
/// <param name="logger">Told of what could not be handed over.</param>
public sealed partial class ExposureCounter(IGrainFactory grains, TimeProvider clock, ILogger<ExposureCounter> logger)
    : BackgroundService
{
    private static readonly TimeSpan HandedOverEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Copy> _copies = new();
    private ConcurrentDictionary<SupplierId, int> _shown = new();

    /// <summary>The answer being made shows a page of results.</summary>
    public void Shows(HttpContext http, ImmutableArray<FoundItem> found)
    {
        ImmutableArray<SupplierId> suppliers = [.. found.Select(static one => one.Item.Supplier)];
        Count(suppliers);
        if (http.Response.Headers.ETag is [{ } copy])
            _copies[copy] = new Copy(suppliers, clock.GetUtcNow() + CachedPages.Lifetime);
    }

    /// <summary>A copy of an answer has been given out.</summary>
    /// <param name="etag">Which.</param>
    public void ShowsCopy(string etag)
    {
        if (_copies.TryGetValue(etag, out var copy)) Count(copy.Suppliers);
    }

    /// <summary>Hands over what has been counted.</summary>
    public async Task HandOver()
    {
        var now = clock.GetUtcNow();
        foreach (var (etag, copy) in _copies)
            if (copy.Until < now) _copies.TryRemove(etag, out _);
        if (Volatile.Read(ref _shown).IsEmpty) return;
        var counted = Interlocked.Exchange(ref _shown, new ConcurrentDictionary<SupplierId, int>());
        await grains.Exposure(Wib.DateOf(now)).Add(counted.ToImmutableDictionary());
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HandedOverEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await HandOver();
            }
#pragma warning disable CA1031 // A statistic must not stop the process.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogLost(failure);
            }
        }
    }

    private void Count(ImmutableArray<SupplierId> suppliers)
    {
        var counts = Volatile.Read(ref _shown);
        foreach (var supplier in suppliers) counts.AddOrUpdate(supplier, 1, static (_, count) => count + 1);
    }

    [LoggerMessage(LogLevel.Warning, "What searches showed in the last seconds could not be handed over.")]
    private partial void LogLost(Exception failure);

    /// <summary>Whose items a copy shows.</summary>
    private sealed record Copy(ImmutableArray<SupplierId> Suppliers, DateTimeOffset Until);
}
