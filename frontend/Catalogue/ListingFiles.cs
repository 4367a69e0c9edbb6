using Marketplace.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Values;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Catalogue;

/// <summary>A supplier's own products, in every stage, as a file.</summary>
public static class ListingFiles
{
    /// <summary>Where the files are, without the format.</summary>
    public static string PathOf(SupplierId supplier) => $"/unduh/usaha/{supplier}/produk";

    /// <summary>Maps <c>/unduh/usaha/{id}/produk.{format}</c>.</summary>
    public static void MapListingFiles(this WebApplication app) =>
        app.MapGet("/unduh/usaha/{id}/produk.{format}", Listings).RequireAuthorization().ExcludeFromDescription();

    private static Task<IResult> Listings(
        SupplierId id, string format, CallContext call, IGrainFactory grains, IStringLocalizer<ListingTexts> texts)
    {
        var query = call.Http.Request.Query;
        var stage = QueryChoice.Of<ItemStage>(query["tahap"]);
        var sort = QueryChoice.Of<ItemSort>(query["urut"]) ?? ItemSort.Name;
        return call.ListFile<ItemSummary>(
            "produk", format, page => grains.ItemList().OfSupplier(call.Caller, id, stage, sort, page),
            new(texts["column.id"], static item => item.Id.Value),
            new(texts["column.name"], static item => item.Name),
            new(texts["filter.stage"], item => texts[$"stage.{item.Stage}"].Value),
            new(texts["column.price"], static item => item.PriceFrom?.Amount),
            new(texts["column.stock"], static item => item.OnHand.Amount),
            new(texts["field.unit"], static item => Formats.Unit(item.Unit)));
    }
}
