using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Search;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>Catalogue items over HTTP.</summary>
public static class ItemApi
{
    /// <summary><c>catalogue/items/…</c>, <c>catalogue/units</c></summary>
    public static void MapItems(this RouteGroupBuilder api)
    {
        api.MapGet("catalogue/units", Units).WithTags("Catalogue").AllowAnonymous()
            .WithSummary("The units items are sold in");
        var items = api.MapGroup("catalogue/items").WithTags("Catalogue");
        items.MapGet("", List).WithSummary("Published items, by filter and order").AllowAnonymous()
            .WithMetadata(new ExpensiveReadAttribute());
        items.MapPost("", Draft).WithSummary("Draft an item for a supplier").RequireKey();
        items.MapGet("review-queue", Queue)
            .WithSummary("Items waiting for review, the longest waiting first unless sorted otherwise");
        items.MapGet("doubtful", Doubtful)
            .WithSummary("Listings that should be looked at again: near-identical ones, and claims without evidence");
        items.MapGet("of-supplier/{supplier}", OfSupplier).WithSummary("A supplier's own items in every stage");
        items.MapGet("{id}", View).WithSummary("One item").AllowAnonymous();
        items.MapPut("{id}", Edit).WithSummary("Replace an item's details").RequireKey();
        items.MapGet("{id}/precheck", Precheck).WithSummary("All that would be refused if it were published now");
        items.MapGet("{id}/quote", Quote).WithSummary("Price and terms of a quantity in a region").AllowAnonymous();
        items.MapGet("{id}/prices", Prices).WithSummary("Every price it ever had").AllowAnonymous();
        items.MapPost("{id}/prices", SetPrices).WithSummary("Set a region's prices from a moment on").RequireKey();
        items.MapGet("{id}/stock", Stock).WithSummary("The stock with what orders hold");
        items.MapPost("{id}/stock/receipts", Receive).WithSummary("Add goods to the stock").RequireKey();
        items.MapPost("{id}/stock/corrections", Correct).WithSummary("Correct the stock after a count").RequireKey();
        items.MapPost("{id}/stock/confirm", Confirm).WithSummary("Say that the stock is right").RequireKey();
        MapReview(items);
    }

    private static void MapReview(RouteGroupBuilder items)
    {
        items.MapPost("{id}/submit", Submit).WithSummary("Hand it in for review").RequireKey();
        items.MapPost("{id}/review", Review).WithSummary("Take it for review").RequireKey();
        items.MapPost("{id}/publish", Publish).WithSummary("Approve it with the evidence verified").RequireKey();
        items.MapPost("{id}/evidence", Verify).WithSummary("Verify evidence of a listed item").RequireKey();
        items.MapPost("{id}/reject", Reject).WithSummary("Send it back with reasons").RequireKey();
        items.MapPost("{id}/freeze", Freeze).WithSummary("Stop its sale; it stays visible").RequireKey();
        items.MapPost("{id}/unfreeze", Unfreeze).WithSummary("End a freeze").RequireKey();
        items.MapPost("{id}/delist", Delist).WithSummary("Take it out of the catalogue").RequireKey();
        items.MapPost("{id}/clear-doubts", ClearDoubts)
            .WithSummary("Say that a listing which seemed doubtful is right").RequireKey();
        items.MapPost("{id}/archive", Archive).WithSummary("Put it away for good").RequireKey();
    }

    private static Answer<UnitList> Units(CallContext call) =>
        call.Answer(new UnitList(Marketplace.Catalogue.Units.All));

    private static async Task<Answer<Page<ItemSummary>>> List(
        PageQuery page, CallContext call, IGrainFactory grains, CategoryCode? category = null,
        SupplierId? supplier = null, RegionCode? origin = null, Word<OriginKind>? originKind = null,
        long? priceFrom = null, long? priceTo = null, Word<ItemSort>? sort = null) =>
        call.Answer(await grains.ItemList().Published(
            new ItemFilter
            {
                Category = category,
                Supplier = supplier,
                Origin = origin,
                OriginKind = originKind?.Value,
                PriceFrom = Money(priceFrom),
                PriceTo = Money(priceTo),
                Sort = sort?.Value ?? ItemSort.Name,
            },
            page.Request));

    private static async Task<Answer<Page<ItemSummary>>> Queue(
        PageQuery page, CallContext call, IGrainFactory grains, Word<ItemSort>? sort = null) =>
        call.Answer(await grains.ItemList().ReviewQueue(call.Caller, sort?.Value, page.Request));

    private static async Task<Answer<DoubtfulItems>> Doubtful(
        PageQuery page, CallContext call, IGrainFactory grains, Word<ItemDoubt>? doubt = null) =>
        call.Answer(await grains.ItemSearch().Doubtful(call.Caller, doubt?.Value, page.Request));

    private static async Task<Answer<Page<ItemSummary>>> OfSupplier(
        SupplierId supplier, PageQuery page, CallContext call, IGrainFactory grains, Word<ItemStage>? stage = null,
        Word<ItemSort>? sort = null) =>
        call.Answer(await grains.ItemList().OfSupplier(
            call.Caller, supplier, stage?.Value, sort?.Value ?? ItemSort.Name, page.Request));

    private static async Task<Answer<ItemView>> View(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).View(call.Caller));

    private static async Task<Created<ItemView>> Draft(NewItem item, CallContext call, IGrainFactory grains) =>
        call.Created(
            await grains.Item(item.Id).Draft(new DraftItem(call.Command, item.Supplier, item.Details)),
            static view => $"catalogue/items/{view.Id}");

    private static async Task<Answer<ItemView>> Edit(
        ItemId id, ItemDetails details, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Edit(new EditItem(call.Command, details)));

    private static async Task<Answer<ItemPrecheckBody>> Precheck(ItemId id, CallContext call, IGrainFactory grains)
    {
        var language = call.Http.Request.LanguageOf();
        return call.Answer((await grains.Item(id).Precheck(call.Caller)).Map(found => new ItemPrecheckBody(
            found.Item, [.. found.Refusals.Select(refusal => Problem.Of(refusal, language))])));
    }

    private static async Task<Answer<ItemQuote>> Quote(
        ItemId id, RegionCode region, Quantity quantity, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Quote(region, quantity));

    private static async Task<Answer<Page<PriceRow>>> Prices(
        ItemId id, PageQuery page, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.ItemList().PriceHistory(call.Caller, id, page.Request));

    private static async Task<Answer<ItemView>> SetPrices(
        ItemId id, PriceSchedule schedule, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).SetPrices(new SetItemPrices { Context = call.Command, Schedule = schedule }));

    private static async Task<Answer<StockView>> Stock(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Stock(call.Caller));

    private static async Task<Answer<StockView>> Receive(
        ItemId id, StockReceipt receipt, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).ReceiveStock(
            new ReceiveStock(call.Command, receipt.Id, receipt.Quantity, receipt.Note)));

    private static async Task<Answer<StockView>> Correct(
        ItemId id, StockCorrection correction, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).CorrectStock(
            new CorrectStock(call.Command, correction.Change, correction.Reason, correction.Note)));

    private static async Task<Answer<StockView>> Confirm(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).ConfirmStock(call.Command));

    private static async Task<Answer<ItemView>> Submit(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Submit(call.Command));

    private static async Task<Answer<ItemView>> Review(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).StartReview(call.Command));

    private static async Task<Answer<ItemView>> Publish(
        ItemId id, VerifiedEvidence evidence, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Publish(new PublishItem(call.Command, evidence)));

    private static async Task<Answer<ItemView>> Verify(
        ItemId id, VerifiedEvidence evidence, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).VerifyEvidence(new VerifyItemEvidence(call.Command, evidence)));

    private static async Task<Answer<ItemView>> Reject(
        ItemId id, ItemRejection rejection, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Reject(new RejectItem(call.Command, rejection.Reasons, rejection.Text)));

    private static async Task<Answer<ItemView>> Freeze(
        ItemId id, ItemFreezing freeze, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Freeze(new FreezeItem(call.Command, freeze.Reason, freeze.Note)));

    private static async Task<Answer<ItemView>> Unfreeze(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Unfreeze(call.Command));

    private static async Task<Answer<ItemView>> ClearDoubts(
        ItemId id, ItemNote reason, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).ClearDoubts(new ClearItemDoubts(call.Command, reason.Note)));

    private static async Task<Answer<ItemView>> Delist(
        ItemId id, ItemNote reason, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Delist(new DelistItem(call.Command, reason.Note)));

    private static async Task<Answer<ItemView>> Archive(ItemId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Item(id).Archive(call.Command));

    /// <summary>A price beyond any amount of money restricts as the largest would.</summary>
    /// <summary>An amount in an address.</summary>
    internal static Rupiah? Money(long? amount) =>
        amount is { } given ? new Rupiah(Math.Clamp(given, -Rupiah.MaxAmount, Rupiah.MaxAmount)) : null;
}

/// <summary>The units items are sold in.</summary>
/// <param name="Items">Every unit, by code.</param>
public sealed record UnitList(ImmutableArray<Unit> Items);

/// <summary>What stands between an item and its publication.</summary>
/// <param name="Item">The item.</param>
/// <param name="Problems">All of them at once; empty when it may be published.</param>
public sealed record ItemPrecheckBody(ItemId Item, ImmutableArray<Problem> Problems);

/// <summary>A new item.</summary>
/// <param name="Id">Made by the client; unique for ever.</param>
/// <param name="Supplier">Whose it is.</param>
/// <param name="Details">What it is.</param>
public sealed record NewItem(ItemId Id, SupplierId Supplier, ItemDetails Details);

/// <summary>Goods that arrived.</summary>
/// <param name="Id">Unique within the item.</param>
/// <param name="Quantity">In the item's unit, above zero.</param>
/// <param name="Note">Where from.</param>
public sealed record StockReceipt(string Id, Quantity Quantity, string Note = "");

/// <summary>A correction after a count.</summary>
/// <param name="Change">What to add; negative to take away.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it.</param>
public sealed record StockCorrection(Quantity Change, CorrectionReason Reason, string Note = "");

/// <summary>Why an item's sale is stopped.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it.</param>
public sealed record ItemFreezing(FreezeReason Reason, string Note = "");

/// <summary>Why something is done.</summary>
/// <param name="Note">In words.</param>
public sealed record ItemNote(string Note);
