using Marketplace.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The listings that wait for a catalogue manager as a file.</summary>
public static class ItemQueueFiles
{
    /// <summary>Maps <c>/unduh/antrean-produk.{format}</c>.</summary>
    public static void MapItemQueueFiles(this WebApplication app) =>
        app.MapGet("/unduh/antrean-produk.{format}", Items).RequireAuthorization().ExcludeFromDescription();

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
}
