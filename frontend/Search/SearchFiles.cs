using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Search;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Search;

/// <summary>What was found, as a file.</summary>
public static class SearchFiles
{
    /// <summary>Maps <c>/unduh/katalog.{format}</c>.</summary>
    public static void MapSearchFiles(this WebApplication app) =>
        app.MapGet("/unduh/katalog.{format}", Items).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Items(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<CatalogueTexts> texts)
    {
        var query = SearchAddress.Read(call.Http.Request.Query);
        if (!query.IsOk) return call.Refuse(query.Refusal);
        var listed = query.Value with { WithoutCounts = true };
        return await call.ListFile<FoundItem>(
            "katalog", format,
            async page => (await grains.ItemSearch().Find(listed, page)).Map(static found => found.Page),
            new(texts["column.id"], static found => found.Item.Id.Value),
            new(texts["column.name"], static found => found.Item.Name),
            new(texts["fact.brand"], static found => found.Item.Brand),
            new(texts["filter.category"], static found => found.Item.Category.Value),
            new(texts["filter.origin"], found => found.Item.Origin is { } origin
                ? Formats.Region(origin)
                : texts["origin.Import"].Value),
            new(texts["column.supplier"], static found => found.Item.Supplier.Value),
            new(texts["column.price"], static found => found.Item.PriceFrom?.Amount),
            new(texts["column.delivered"], static found => found.Offer?.PerUnit.Amount),
            new(texts["column.unit"], static found => found.Item.Unit),
            new(texts["column.stock"], static found => found.Item.OnHand.Amount));
    }
}
