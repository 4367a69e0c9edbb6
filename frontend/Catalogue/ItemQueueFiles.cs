using Marketplace.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Search;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The listings a catalogue manager has to look at as files.</summary>
public static class ItemQueueFiles
{
    /// <summary>Maps <c>/unduh/antrean-produk.{format}</c> and <c>/unduh/produk-diragukan.{format}</c>.</summary>
    public static void MapItemQueueFiles(this WebApplication app)
    {
        app.MapGet("/unduh/antrean-produk.{format}", Items).RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/unduh/produk-diragukan.{format}", Doubtful).RequireAuthorization().ExcludeFromDescription();
    }

    private static Task<IResult> Items(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<CurationTexts> texts)
    {
        var sort = QueryChoice.Of<ItemSort>(call.Http.Request.Query["urut-produk"]);
        return call.ListFile<ItemSummary>(
            "antrean-produk", format, page => grains.ItemList().ReviewQueue(call.Caller, sort, page),
            new(texts["column.id"], static item => item.Id.Value),
            new(texts["column.item"], static item => item.Name),
            new(texts["column.supplier"], static item => item.Supplier.Value),
            new(texts["column.stage"], item => texts[$"stage.{item.Stage}"].Value),
            new(texts["column.waited"], static item => item.SubmittedAt is { } at ? Formats.Moment(at) : null),
            new(texts["column.price"], static item => item.PriceFrom?.Amount));
    }

    private static Task<IResult> Doubtful(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<CurationTexts> texts)
    {
        var doubt = QueryChoice.Of<ItemDoubt>(call.Http.Request.Query["keraguan"]);
        return call.ListFile<DoubtfulItem>(
            "produk-diragukan", format,
            async page => (await grains.ItemSearch().Doubtful(call.Caller, doubt, page)).Map(static all => all.Page),
            new(texts["column.id"], static one => one.Item.Id.Value),
            new(texts["column.item"], static one => one.Item.Name),
            new(texts["column.supplier"], static one => one.SupplierName),
            new(texts["doubts.why"], one => string.Join("; ", one.Doubts.Select(why => texts[$"doubt.{why}"].Value))),
            new(texts["doubts.twins"], static one => string.Join(' ', one.Twins.Select(static twin => twin.Value))));
    }
}
