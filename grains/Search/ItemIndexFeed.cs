using System.Collections.Immutable;
using System.Diagnostics;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Values;
using Microsoft.Extensions.Logging;

namespace Marketplace.Search;

/// <summary>
/// Keeps this silo's index of items level with the log. It is built from the log when the silo has started, and follows
/// it within a second, whichever silo appended.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="signal">Tells that this process has appended.</param>
/// <param name="logger">The logger.</param>
public sealed class ItemIndexFeed(IEventLog log, LogSignal signal, ILogger<ItemIndexFeed> logger) : SiloLoop(logger)
{
    private const int Batch = 2000;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static readonly IReadOnlyCollection<string> Types = EventTypes.NamesOf(
        typeof(CategoryDefined), typeof(ItemDrafted), typeof(ItemEdited), typeof(ItemSubmitted),
        typeof(ItemReviewReopened), typeof(ItemReviewStarted), typeof(ItemPublished), typeof(ItemRejected),
        typeof(ItemFrozen), typeof(ItemUnfrozen), typeof(ItemDelisted), typeof(ItemArchived), typeof(ItemPricesSet),
        typeof(StockReceived), typeof(StockCorrected), typeof(StockPosted), typeof(StockReturned));

    private readonly Dictionary<CategoryCode, string> _categories = [];
    private readonly Dictionary<CategoryCode, ImmutableArray<string>> _paths = [];
    private readonly Dictionary<string, ItemEntry> _entries = [];
    private readonly LogSignal _reached = new();
    private readonly TaskCompletionSource _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ItemIndex _index = new();
    private long _position;

    /// <summary>The index as it is now.</summary>
    public ItemIndex Index => Volatile.Read(ref _index);

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
        while (await Follow(stopping)) { }
        _built.TrySetResult();
        await Task.Delay(ShortestPause, stopping);
        await signal.Wait(_position, LongestPause, stopping);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> Follow(CancellationToken stopping)
    {
        var page = await log.ReadAll(_position, Batch, Types, stopping);
        var changed = new HashSet<string>();
        foreach (var stored in page.Events)
        {
            if (EventTypes.Read(stored) is CategoryDefined defined) Define(defined, changed);
            else
            {
                Take(stored);
                changed.Add(stored.Key);
            }
        }

        foreach (var key in changed) Show(ItemId.Wrap(key), _entries[key]);
        if (changed.Count > 0) Index.Settle();
        if (Index.IsWorn) Renew();
        var isMore = page.Through - _position >= Batch;
        _position = page.Through;
        _reached.Committed(_position);
        return isMore;
    }

    private void Define(CategoryDefined defined, HashSet<string> changed)
    {
        _paths.Clear();
        _categories[defined.Code] = $"{defined.Template.Name} {defined.Template.NameEn}";
        // Seldom: what lies in it is found by its new name.
        foreach (var (key, entry) in _entries)
            if (PathOf(entry.Category).Contains(defined.Code)) changed.Add(key);
    }

    private void Take(StoredEvent stored)
    {
        if (EventTypes.Read(stored) is ItemDrafted drafted)
            _entries[stored.Key] = new ItemEntry(ItemId.Wrap(stored.Key), drafted);
        else _entries[stored.Key].Apply(stored);
    }

    private void Show(ItemId id, ItemEntry entry)
    {
        if (entry.IsVisible) Index.Put(entry.Listed(NamesOf(entry.Category)));
        else Index.Remove(id);
    }

    private ImmutableArray<string> NamesOf(CategoryCode category)
    {
        if (_paths.TryGetValue(category, out var known)) return known;
        return _paths[category] =
            [.. PathOf(category).Select(code => _categories.GetValueOrDefault(code, ""))];
    }

    private void Renew()
    {
        var fresh = new ItemIndex();
        foreach (var item in Index.All) fresh.Put(item);
        fresh.Settle();
        Volatile.Write(ref _index, fresh);
    }

    private static ImmutableArray<CategoryCode> PathOf(CategoryCode code)
    {
        var path = ImmutableArray.CreateBuilder<CategoryCode>();
        for (CategoryCode? at = code; at is { } category; at = Category.ParentOf(category)) path.Add(category);
        return path.DrainToImmutable();
    }
}
