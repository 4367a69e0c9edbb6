using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Tests.Domain.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Cluster;

public sealed class CatalogueItemGrainTests
{
    private static readonly SupplierId Roaster = SupplierId.Wrap("kopi-lestari");
    private static readonly ItemId Id = ItemId.Wrap("kopi-robusta-250");
    private static readonly CategoryCode Coffee = CategoryCode.Wrap("10.01.01");
    private static readonly RegionCode Metro = RegionCode.Wrap("18.72");
    private static readonly Caller Admin = Someone("admin");
    private static readonly Caller Manager = Someone("manager");
    private static readonly Caller Owner = Someone("owner");
    private static readonly Caller Stranger = Someone("stranger");

    private static readonly ItemDetails Details = new()
    {
        Name = "Kopi Robusta 250 g",
        Category = Coffee,
        Unit = "XPK",
        Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.04")),
    };

    private int _keys;

    [Theory, OnSqlite, OnPostgres]
    public async Task An_item_goes_from_draft_to_sale_and_its_lists_follow(StorageKind kind)
    {
        await using var market = await Open(kind);
        var (item, lists) = (market.Grains.Item(Id), market.Grains.ItemList());

        var drafted = await item.Draft(new DraftItem(Key(Owner), Roaster, Details));
        Assert.Equal(ItemStage.Draft, drafted.Value?.Stage);
        Assert.Equal(CommonRefusals.NotFound, (await item.View(Stranger)).Refusal?.Code);
        Assert.Equal(ItemRefusals.PriceMissing, Assert.Single((await item.Precheck(Owner)).Value!.Refusals).Code);
        await Sell(market, 10);

        var view = (await item.View(Caller.Anonymous)).Value!;
        Assert.True(view.Purchasable);
        Assert.Null(view.Review);
        Assert.Equal([ItemLabel.DomesticProduct, ItemLabel.LampungProduct], view.Labels.AsEnumerable());
        var quote = await item.Quote(Metro, new Quantity(2));
        Assert.Equal(new Rupiah(45_000), quote.Value?.UnitPrice);
        var found = await lists.Published(
            new ItemFilter { Category = CategoryCode.Wrap("10") }, After(view));
        var summary = Assert.Single(found.Value!.Items);
        Assert.Equal((Id, new Rupiah(45_000), new Quantity(10)), (summary.Id, summary.PriceFrom, summary.OnHand));
        foreach (var filter in (ItemFilter[])[
            new() { Category = CategoryCode.Wrap("10.02") },
            new() { PriceTo = new Rupiah(44_999) },
            new() { OriginKind = OriginKind.Import }, new() { Origin = Metro },
            new() { Supplier = SupplierId.Wrap("other") }])
        {
            Assert.Empty((await lists.Published(filter, new PageRequest())).Value!.Items);
        }

        foreach (var sort in Enum.GetValues<ItemSort>())
            Assert.Single((await lists.Published(new ItemFilter { Sort = sort }, new PageRequest())).Value!.Items);
    }

    [Fact]
    public async Task Lists_that_are_not_public_are_closed_to_strangers()
    {
        await using var market = await Open();
        var (item, lists) = (market.Grains.Item(Id), market.Grains.ItemList());
        await item.Draft(new DraftItem(Key(Owner), Roaster, Details));
        await Price(item, 45_000);
        var submitted = (await item.Submit(Key(Owner))).Value!;

        var queue = await lists.ReviewQueue(Manager, sort: null, After(submitted));
        Assert.Equal(Id, Assert.Single(queue.Value!.Items).Id);
        Assert.Equal(CommonRefusals.NotAllowed, (await lists.ReviewQueue(Owner, sort: null, new())).Refusal?.Code);
        Assert.Single((await lists.OfSupplier(Owner, Roaster, ItemStage.Submitted, ItemSort.Name, new())).Value!.Items);
        Assert.Empty((await lists.OfSupplier(Owner, Roaster, ItemStage.Draft, ItemSort.Name, new())).Value!.Items);
        Assert.Equal(
            CommonRefusals.NotAllowed,
            (await lists.OfSupplier(Stranger, Roaster, null, ItemSort.Name, new())).Refusal?.Code);
        Assert.Empty((await lists.Published(new ItemFilter(), new())).Value!.Items);
        Assert.Equal(CommonRefusals.NotFound, (await lists.PriceHistory(Stranger, Id, new())).Refusal?.Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_price_history_keeps_every_row_with_its_end(StorageKind kind)
    {
        await using var market = await Open(kind);
        var item = market.Grains.Item(Id);
        await item.Draft(new DraftItem(Key(Owner), Roaster, Details));
        await Price(item, 45_000);
        var view = await Price(item, 44_000);

        var history = (await market.Grains.ItemList().PriceHistory(Owner, Id, After(view))).Value!.Items;

        Assert.Equal([44_000, 45_000], history.Select(row => row.Amount.Amount));
        Assert.Null(history[0].ValidTo);
        Assert.Equal(history[0].ValidFrom, history[1].ValidTo);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_64_callers_racing_for_the_last_unit_exactly_one_gets_it_and_a_restart_keeps_it(
        StorageKind kind)
    {
        var first = await Open(kind);
        await first.Grains.Item(Id).Draft(new DraftItem(Key(Owner), Roaster, Details));
        await Sell(first, 1);
        var item = first.Grains.Item(Id);
        var orders = Enumerable.Range(0, 64).Select(i => OrderId.Wrap($"race-order-{i:00000000}")).ToList();

        var holds = await Task.WhenAll(orders.Select(order =>
            item.Hold(CommandContext.OnBehalfOf(Stranger), order, new Quantity(1))));

        var winner = orders[Array.FindIndex(holds, static hold => hold.IsOk)];
        Assert.Equal(1, holds.Count(static hold => hold.IsOk));
        Assert.All(
            holds.Where(static hold => !hold.IsOk),
            static hold => Assert.Equal(ItemRefusals.InsufficientStock, hold.Refusal?.Code));
        await using var again = await first.Restart();
        item = again.Grains.Item(Id);
        Assert.Equal(new Quantity(1), (await item.Stock(Owner)).Value?.Held);
        var repeat = await item.Hold(CommandContext.OnBehalfOf(Stranger), winner, new Quantity(1));
        var late = await item.Hold(
            CommandContext.OnBehalfOf(Stranger), orders.First(order => order != winner), new Quantity(1));
        Assert.Equal(Quantity.Zero, repeat.Value?.Available);
        Assert.Equal(ItemRefusals.InsufficientStock, late.Refusal?.Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_command_is_answered_as_the_first_and_a_reused_key_is_refused(StorageKind kind)
    {
        await using var market = await Open(kind);
        var item = market.Grains.Item(Id);
        var draft = new DraftItem(Key(Owner), Roaster, Details);
        var correction = new CorrectStock(Key(Owner), new Quantity(5), CorrectionReason.Count);

        var first = await item.Draft(draft);
        await item.CorrectStock(correction);
        var again = await item.Draft(draft);
        var reused = await item.Draft(draft with { Context = draft.Context with { Content = "other" } });
        var stock = await item.CorrectStock(correction);

        Assert.Equal(first.Value!.Revision, again.Value!.Revision);
        Assert.Equal(CommonRefusals.KeyReused, reused.Refusal?.Code);
        Assert.Equal(new Quantity(5), stock.Value?.OnHand);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_category_tree_lists_each_before_those_below_it(StorageKind kind)
    {
        await using var market = await Open(kind);

        var defined = await market.Grains.Category(Coffee).View();
        var tree = (await market.Grains.CategoryList().Tree(
            null, new PageRequest(WaitFor: defined!.Revision.Position))).Value!.Items;
        var branch = await market.Grains.CategoryList().Tree(CategoryCode.Wrap("10.01"), new PageRequest());

        Assert.Equal(["10", "10.01", "10.01.01"], tree.Select(row => row.Code.Value));
        Assert.Equal([1, 2, 3], tree.Select(row => row.Level));
        Assert.Equal(["10.01", "10.01.01"], branch.Value!.Items.Select(row => row.Code.Value));
    }

    private async Task Sell(TestMarketplace market, decimal stock)
    {
        var item = market.Grains.Item(Id);
        await Price(item, 45_000);
        await item.ReceiveStock(new ReceiveStock(Key(Owner), "panen-1", new Quantity(stock)));
        await item.Submit(Key(Owner));
        await item.StartReview(Key(Manager));
        var published = await item.Publish(
            new PublishItem(Key(Manager), new VerifiedEvidence { DomesticConfirmed = true }));
        Assert.Null(published.Refusal);
    }

    private async Task<ItemView> Price(ICatalogueItemGrain item, long amount)
    {
        var priced = await item.SetPrices(new SetItemPrices
        {
            Context = Key(Owner),
            Schedule = new PriceSchedule { Tiers = [new PriceTier(new Quantity(1), new Rupiah(amount))] },
        });
        Assert.Null(priced.Refusal);
        return priced.Value!;
    }

    /// <summary>A market with a catalogue manager, a verified supplier and a category.</summary>
    private async Task<TestMarketplace> Open(StorageKind kind = StorageKind.Sqlite)
    {
        var market = await TestMarketplace.Start(kind);
        var operators = market.Grains.Organisation(WellKnown.Operator);
        Assert.True((await operators.Bootstrap(Admin.User)).IsOk);
        Assert.Null((await operators.Appoint(new MakeAppointment(
            Key(Admin),
            new AppointmentTerms
            {
                User = Manager.User,
                Role = Role.CatalogManager,
                Decree = "SK/1/2026",
                From = new DateOnly(2026, 1, 2),
            }))).Refusal);
        foreach (var code in (string[])["10", "10.01", "10.01.01"])
        {
            Assert.Null((await market.Grains.Category(CategoryCode.Wrap(code)).Define(new DefineCategory
            {
                Context = Key(Caller.System),
                Template = new() { Name = code, NameEn = code, TaxClass = TaxClass.Goods, RequiredKbli = ["10761"] },
            })).Refusal);
        }

        var supplier = market.Grains.Supplier(Roaster);
        await supplier.Register(new RegisterSupplier
        {
            Context = Key(Owner),
            Profile = SupplierSamples.Profile,
            Numbers = SupplierSamples.Numbers,
        });
        await supplier.Submit(Key(Owner));
        await supplier.Review(Key(Manager));
        Assert.Null((await supplier.Verify(Key(Manager))).Refusal);
        return market;
    }

    private CommandContext Key(Caller caller) => new(caller, $"k{++_keys}", "content");

    private static PageRequest After(ItemView view) => new(WaitFor: view.Revision.Position);

    private static Caller Someone(string name) => new(UserId.Wrap(name));
}
