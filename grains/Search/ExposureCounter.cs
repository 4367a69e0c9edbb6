using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marketplace.Projections;
using Marketplace.Values;
using Microsoft.Extensions.Logging;

namespace Marketplace.Search;

/// <summary>
/// Counts what this silo's searches show, and hands it over to the day's actor every few seconds. Of a silo that is
/// killed the last seconds are missing: this is a statistic, no account.
/// </summary>
/// <param name="grains">Finds the day.</param>
/// <param name="clock">Tells which day it is.</param>
/// <param name="logger">The logger.</param>
public sealed class ExposureCounter(IGrainFactory grains, TimeProvider clock, ILogger<ExposureCounter> logger)
    : SiloLoop(logger)
{
    private static readonly TimeSpan HandedOverEvery = TimeSpan.FromSeconds(5);

    private ConcurrentDictionary<SupplierId, int> _shown = new();

    /// <summary>Counts a page of results.</summary>
    public void Count(ImmutableArray<FoundItem> shown)
    {
        var counts = Volatile.Read(ref _shown);
        foreach (var found in shown) counts.AddOrUpdate(found.Item.Supplier, 1, static (_, count) => count + 1);
    }

    /// <summary>Hands over what has been counted.</summary>
    public Task HandOver()
    {
        if (Volatile.Read(ref _shown).IsEmpty) return Task.CompletedTask;
        var counted = Interlocked.Exchange(ref _shown, new ConcurrentDictionary<SupplierId, int>());
        return grains.Exposure(Wib.DateOf(clock.GetUtcNow())).Add(counted.ToImmutableDictionary());
    }

    /// <inheritdoc />
    protected override async Task Beat(CancellationToken stopping)
    {
        await Task.Delay(HandedOverEvery, stopping);
        await HandOver();
    }
}
