using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Search;

/// <content>What catalogue managers should look at again.</content>
public sealed partial class ItemSearchGrain
{
    /// <inheritdoc />
    public async Task<Result<DoubtfulItems>> Doubtful(Caller caller, ItemDoubt? doubt, PageRequest page)
    {
        if (!await GrainFactory.SeesReviewQueue(caller)) return CommonRefusals.NotAllowed;
        if (!await feed.IsBuilt(LongestWait)) return ItemRefusals.IndexBuilding;
        if (page.WaitFor is { } position) await feed.WaitFor(position, LongestWait);
        var reached = feed.Position;
        return new ItemDoubts(feed.Index, reached).Page(doubt, page, Wib.DateOf(clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public async Task<Result<ImmutableArray<DoubtfulItem>>> DoubtsOf(Caller caller, ItemId item)
    {
        if (!await GrainFactory.SeesReviewQueue(caller)) return CommonRefusals.NotAllowed;
        if (!await feed.IsBuilt(TimeSpan.Zero)) return ItemRefusals.IndexBuilding;
        var found = new ItemDoubts(feed.Index, feed.Position).Of(item, Wib.DateOf(clock.GetUtcNow()));
        return found is null ? ImmutableArray<DoubtfulItem>.Empty : [found];
    }
}
