using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Search;
using Marketplace.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>What is found follows what happens to the items, on every silo and after a restart.</summary>
public sealed class SearchTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_search_follows_its_items(StorageKind kind)
    {
        var market = await Open(kind);
        var coffee = market.Grains.Item(Coffee);
        var details = Ok(await coffee.View(Owner)).Details;
        var last = Ok(await market.Grains.Item(Pepper).View(Owner)).Revision.Position;

        Assert.Equal([Coffee], await Find(market, "kpoi", last));
        Assert.Equal([Pepper], await Find(market, "merica"));
        Assert.Equal([Coffee], await Find(market, Coffee.Value));
        var shop = (await market.Grains.Supplier(OrderMarket.Seller).View(Owner))!;
        Assert.Equal(2, (await Find(market, $"{shop.Name}")).Count);
        Assert.Equal(2, (await Find(market, shop.Registration!.Profile.Nib)).Count);
        Assert.Equal(2, (await Find(market, "pangan")).Count);

        // Another name is another promise: nobody sees it before it has been reviewed.
        var edited = Ok(await coffee.Edit(new EditItem(market.Key(Owner), details with { Name = "Teh celup melati" })));
        Assert.Empty(await Find(market, "teh melati", edited.Revision.Position));
        Ok(await coffee.StartReview(market.Key(Manager)));
        var published = Ok(await coffee.Publish(new PublishItem(
            market.Key(Manager), new VerifiedEvidence { DomesticConfirmed = true })));
        Assert.Equal([Coffee], await Find(market, "teh melati", published.Revision.Position));
        Assert.Empty(await Find(market, "robusta"));
        var frozen = Ok(await coffee.Freeze(new FreezeItem(market.Key(Manager), FreezeReason.Other, "Diperiksa")));
        Assert.Equal([Coffee], await Find(market, "teh", frozen.Revision.Position));
        var gone = Ok(await coffee.Delist(new DelistItem(market.Key(Manager), "Tidak dijual lagi")));
        Assert.Empty(await Find(market, "teh", gone.Revision.Position));

        await using var again = await market.Market.Restart();
        var found = Ok(await again.Grains.ItemSearch().Find(new ItemQuery { Text = "lada" }, new PageRequest()));
        Assert.Equal(Pepper, Assert.Single(found.Page.Items).Item.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_silo_shows_a_change_within_a_second(StorageKind kind)
    {
        var market = await Open(new TestSetup { Storage = kind, Silos = 2 });
        var feeds = market.Market.EachSilosServices
            .Select(static silo => silo.GetRequiredService<ItemIndexFeed>()).ToList();
        Assert.Equal(2, feeds.Count);
        foreach (var feed in feeds) Assert.True(await feed.IsBuilt(TimeSpan.FromSeconds(30)));

        var frozen = Ok(await market.Grains.Item(Coffee).Freeze(
            new FreezeItem(market.Key(Manager), FreezeReason.Other, "Diperiksa")));
        await Task.WhenAll(feeds.Select(feed => feed.WaitFor(frozen.Revision.Position, TimeSpan.FromSeconds(1))));

        Assert.All(feeds, feed => Assert.Equal(ItemStage.Frozen, feed.Index.Item(Coffee)!.Summary.Stage));
    }

    private static async Task<IReadOnlyList<Marketplace.Values.ItemId>> Find(
        OrderMarket market, string text, long? position = null)
    {
        var found = Ok(await market.Grains.ItemSearch().Find(
            new ItemQuery { Text = text }, new PageRequest(WaitFor: position)));
        return [.. found.Page.Items.Select(static one => one.Item.Id)];
    }
}
