using System.Collections.Immutable;
using Marketplace.Values;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Frontend.Pages;

/// <summary>
/// Throws away the copies of pages that show an item as soon as something about it changes. Pages say which items they
/// show.
/// </summary>
/// <param name="store">Where the copies are.</param>
/// <param name="clock">The clock.</param>
public sealed class PageFreshness(IOutputCacheStore store, TimeProvider clock)
{
    /// <summary>A page being rendered while the item changed may be kept just afterwards: it is thrown away
    /// then.</summary>
    private static readonly TimeSpan LastRenderings = TimeSpan.FromMilliseconds(500);

    private const string AnyItem = "items";

    /// <summary>Something about items has changed.</summary>
    /// <param name="items">Their keys; null when it may be any.</param>
    /// <param name="listed">Ends when the lists of items show it, too: pages are made of both.</param>
    public async Task Changed(ImmutableArray<string>? items, Task listed)
    {
        await Evict(items);
        await listed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(LastRenderings, clock);
        await Evict(items);
    }

    /// <summary>The page being rendered shows an item.</summary>
    public static void Shows(HttpContext http, ItemId item)
    {
        if (http.Features.Get<IOutputCacheFeature>()?.Context.Tags is not { } tags) return;
        tags.Add(TagOf(item.Value));
        tags.Add(AnyItem);
    }

    private static string TagOf(string item) => $"item:{item}";

    private async Task Evict(ImmutableArray<string>? items)
    {
        foreach (var tag in items?.Select(TagOf) ?? [AnyItem])
            await store.EvictByTagAsync(tag, CancellationToken.None);
    }
}
