using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Tasks;
using Marketplace.Tests.Domain.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>Lists in each of their orders, read page by page.</summary>
public sealed class SortedListTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_are_sorted_by_age_by_value_and_by_when_they_are_due(StorageKind kind)
    {
        await using var market = await Open(kind);
        var (small, large, middle) = (NewOrder(), NewOrder(), NewOrder());
        await market.Grains.Order(small).Submit(market.Submission(coffee: 1));
        Ok(await market.Grains.Order(large).Submit(market.Submission(coffee: 9)));
        var last = Ok(await market.Grains.Order(middle).Submit(market.Submission(coffee: 5)));
        // What is signed is due later than what still waits for its signature.
        var signed = Ok(await market.Grains.Order(small).Sign(new SignOrder(market.Key(Signer))));
        var position = Math.Max(last.Revision.Position, signed.Revision.Position);

        Task<IReadOnlyList<OrderId>> Sorted(OrderSort sort) => All(
            page => market.Grains.OrderList().Orders(
                new OrderListRequest { Caller = Auditor, Page = page, Sort = sort }),
            position, static row => row.Id);

        Assert.Equal([middle, large, small], await Sorted(OrderSort.Newest));
        Assert.Equal([small, large, middle], await Sorted(OrderSort.Oldest));
        Assert.Equal([large, middle, small], await Sorted(OrderSort.Largest));
        var due = (await market.Grains.OrderList().Orders(
            new OrderListRequest { Caller = Auditor, Page = new PageRequest(), Sort = OrderSort.Due })).Value!.Items;
        Assert.Equal(due.OrderBy(static row => row.DueAt ?? DateTimeOffset.MaxValue), due);

        // What waits for the signer, and nothing of another kind.
        Task<IReadOnlyList<string>> Tasks(Caller caller, TaskFilter filter) => All(
            page => market.Grains.TaskList().Tasks(caller, filter, page), position, static row => row.Id);
        string[] waiting = [large.ToString(), middle.ToString()];
        Assert.Equal(waiting, await Tasks(Signer, new TaskFilter { Sort = TaskSort.Largest }));
        Assert.Equal(waiting, await Tasks(Signer, new TaskFilter { Sort = TaskSort.Longest }));
        Assert.Equal(waiting.Order(), (await Tasks(Signer, new TaskFilter { Kind = TaskKind.Order })).Order());
        Assert.Empty(await Tasks(Signer, new TaskFilter { Kind = TaskKind.Rating }));

        // Only what is signed was bought, and this seller is small.
        var figures = await market.Grains.OrderList().Figures();
        Assert.Equal((1L, signed.Totals.Total), (figures.Orders, figures.Small));
        Assert.Equal(new BasisPoints(10_000), figures.ShareOfSmall);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Registrations_items_and_organisations_are_sorted(StorageKind kind)
    {
        await using var market = await Open(kind);
        await Register(market, "warung-b", "Warung B");
        var last = await Register(market, "warung-a", "Warung A");
        Task<IReadOnlyList<string>> Queue(SupplierSort? sort) => All(
            page => market.Grains.Suppliers().Queue(Manager, SupplierStage.Submitted, sort, page),
            last, static row => row.Id.Value);

        Assert.Equal(["warung-b", "warung-a"], await Queue(null));
        Assert.Equal(["warung-a", "warung-b"], await Queue(SupplierSort.Name));
        Assert.Equal(["warung-a", "warung-b"], await Queue(SupplierSort.Newest));

        var verified = await All(
            page => market.Grains.Suppliers().Verified(new SupplierFilter(Sort: SupplierSort.Newest), page),
            last, static row => row.Id);
        Assert.Equal([Seller], verified);

        var stock = (await market.Grains.Item(Pepper).View(Owner)).Value!.Revision.Position;
        Task<IReadOnlyList<ItemId>> Items(ItemSort sort) => All(
            page => market.Grains.ItemList().OfSupplier(Owner, Seller, null, sort, page), stock, static row => row.Id);
        Assert.Equal([Coffee, Pepper], await Items(ItemSort.Name));
        Assert.Equal([Pepper, Coffee], await Items(ItemSort.Price));
        Assert.Equal([Pepper, Coffee], await Items(ItemSort.Newest));

        var metro = Ok(await market.Grains.Organisation(OrganisationId.Wrap("a-metro")).Create(new CreateOrganisation(
            market.Key(Caller.System), OrganisationKind.RegionalAgency,
            new OrganisationProfile { Name = "Agribisnis", Region = RegionCode.Wrap("18.72") })));
        Task<IReadOnlyList<string>> Offices(OrganisationSort sort) => All(
            page => market.Grains.OrganisationList().Find(
                new OrganisationFilter { Kind = OrganisationKind.RegionalAgency, Sort = sort }, page),
            metro.Revision.Position, static row => row.Id.Value);
        Assert.Equal(["a-metro", Office.Value], await Offices(OrganisationSort.Name));
        Assert.Equal([Office.Value, "a-metro"], await Offices(OrganisationSort.Region));
    }

    /// <summary>A list read to its end, one row to a page.</summary>
    private static async Task<IReadOnlyList<TId>> All<T, TId>(
        Func<PageRequest, Task<Result<Page<T>>>> read, long position, Func<T, TId> id)
    {
        var (found, cursor) = (new List<TId>(), (string?)null);
        do
        {
            var page = Ok(await read(new PageRequest(1, cursor, position)));
            found.AddRange(page.Items.Select(id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }

    private static async Task<long> Register(OrderMarket market, string id, string name)
    {
        var owner = new Caller(UserId.Wrap($"pemilik-{id}"));
        var supplier = market.Grains.Supplier(SupplierId.Wrap(id));
        Ok(await supplier.Register(new RegisterSupplier
        {
            Context = market.Key(owner),
            Profile = SupplierSamples.Profile with { LegalName = name },
            Numbers = SupplierSamples.Numbers,
        }));
        return Ok(await supplier.Submit(market.Key(owner))).Revision.Position;
    }
}
