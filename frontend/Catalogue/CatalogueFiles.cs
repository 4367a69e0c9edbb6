using Marketplace.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The catalogue as a file.</summary>
public static class CatalogueFiles
{
    /// <summary>Maps <c>/unduh/katalog.{format}</c>.</summary>
    public static void MapCatalogueFiles(this WebApplication app) =>
        app.MapGet("/unduh/katalog.{format}", Items).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Items(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<CatalogueTexts> texts)
    {
        var filter = CatalogueQuery.Read(call.Http.Request.Query);
        if (!filter.IsOk) return call.Refuse(filter.Refusal);
        return await call.ListFile<ItemSummary>(
            "katalog", format, page => grains.ItemList().Published(filter.Value, page),
            new(texts["column.id"], static item => item.Id.Value),
            new(texts["column.name"], static item => item.Name),
            new(texts["fact.brand"], static item => item.Brand),
            new(texts["filter.category"], static item => item.Category.Value),
            new(texts["filter.origin"], item => item.Origin is { } origin
                ? Formats.Region(origin)
                : texts["origin.Import"].Value),
            new(texts["column.supplier"], static item => item.Supplier.Value),
            new(texts["column.price"], static item => item.PriceFrom?.Amount),
            new(texts["column.unit"], static item => item.Unit),
            new(texts["column.stock"], static item => item.OnHand.Amount));
    }
}
