using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

public sealed class ItemImportTests
{
    private const int Count = 40;

    private static readonly ImportId Id = ImportId.Wrap("0190a1b2c3d4e5f60718");

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_cut_off_by_a_crash_is_woken_and_does_each_row_once(StorageKind kind)
    {
        var first = await Open(kind);
        var command = new StartItemImport(
            first.Key(Owner), Seller, [.. Enumerable.Range(2, Count).Select(static line => Row(line))]);
        Ok(await first.Grains.ItemImport(Id).Start(command));
        await using var market = new OrderMarket(await first.Market.Crash());

        // As the deadline does.
        await market.Grains.WithDeadlines($"item-import/{Id}").Due(ItemImportEvent.Kind, DateTimeOffset.UtcNow);
        var finished = await Finished(market);

        Assert.Equal((Count, Count), (finished.Rows, finished.Done));
        var failure = Assert.Single(finished.Failures);
        Assert.Equal((4, ItemRefusals.CategoryMissing.Slug), (failure.Line, failure.Reason.Code.Slug));
        var last = (await market.Grains.Item(ItemId.Wrap($"{Id}-{Count + 1}")).View(Owner)).Value!;
        var drafts = Ok(await market.Grains.ItemList().OfSupplier(
            Owner, Seller, ItemStage.Draft, ItemSort.Name,
            new PageRequest(PageRequest.MaxLimit, WaitFor: last.Revision.Position)));
        Assert.Equal(Count - 1, drafts.Items.Length);
        Assert.All(drafts.Items, static item =>
            Assert.Equal((new Rupiah(7_000), new Quantity(5)), (item.PriceFrom, item.OnHand)));
        // Sent again, it is answered as it was first, and nothing begins anew.
        Ok(await market.Grains.ItemImport(Id).Start(command));
        Assert.Equal(finished.Revision, (await Finished(market)).Revision);
    }

    [Fact]
    public async Task An_import_is_for_those_who_look_after_the_supplier()
    {
        await using var market = await Open();
        var import = market.Grains.ItemImport(Id);
        ImmutableArray<ImportRow> rows = [Row(2)];

        Assert.Equal(
            CommonRefusals.NotFound,
            (await import.Start(new StartItemImport(market.Key(Buyer), Seller, rows))).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.InvalidCount,
            (await import.Start(new StartItemImport(market.Key(Owner), Seller, []))).Refusal?.Code);
        Ok(await import.Start(new StartItemImport(market.Key(Owner), Seller, rows)));
        Assert.Equal(
            CommonRefusals.AlreadyExists,
            (await import.Start(new StartItemImport(market.Key(Owner), Seller, rows))).Refusal?.Code);
        await Finished(market);
        Assert.Null(await import.View(Buyer));
        Assert.NotNull(await import.View(Manager));
    }

    /// <summary>The import once it has ended; asked again and again, as its page does.</summary>
    private static async Task<ItemImportView> Finished(OrderMarket market)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            bound.Token.ThrowIfCancellationRequested();
            var view = await market.Grains.ItemImport(Id).View(Owner);
            if (view is { FinishedAt: not null }) return view;
        }
    }

    /// <summary>A row; the one of line 4 names a category that does not exist.</summary>
    private static ImportRow Row(int line) => new(
        line,
        new ItemDetails
        {
            Name = $"Lada {line}",
            Category = CategoryCode.Wrap(line == 4 ? "99.99.99" : "10.03.02"),
            Unit = "KGM",
            Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.08")),
        },
        new Rupiah(7_000), new Quantity(5));
}
