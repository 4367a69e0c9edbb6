using Marketplace.Catalogue;
using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Search;

/// <summary>The search over HTTP.</summary>
public static class SearchApi
{
    /// <summary><c>catalogue/search</c>, <c>catalogue/suggestions</c></summary>
    public static void MapSearch(this RouteGroupBuilder api)
    {
        var catalogue = api.MapGroup("catalogue").WithTags("Catalogue").AllowAnonymous();
        catalogue.MapGet("search", Find).WithMetadata(new ExpensiveReadAttribute()).KeepCopies()
            .WithSummary("What a shopper looks for, with counts to narrow it down by");
        catalogue.MapGet("suggestions", Suggest).WithMetadata(new ExpensiveReadAttribute()).KeepCopies()
            .WithSummary("How a text being written may go on");
        catalogue.MapGet("items/{id}/price-fairness", Fairness).WithMetadata(new ExpensiveReadAttribute())
            .KeepCopies()
            .WithSummary("Where its price lies among those of its kind");
        catalogue.MapGet("exposure", Exposure)
            .WithSummary("How often searches showed each supplier's items on a day, the most shown first");
    }

    private static async Task<Answer<ItemResults>> Find(
        PageQuery page, CallContext call, IGrainFactory grains, ExposureCounter exposure, string? text = null,
        CategoryCode? category = null, SupplierId? supplier = null, RegionCode? origin = null,
        RegionCode? deliverTo = null,
        Quantity? quantity = null, Word<LocalLevel>? level = null, Word<BusinessSize>? supplierSize = null,
        int? localContentFrom = null, Word<ItemCertificateKind>[]? certificate = null, long? priceFrom = null,
        long? priceTo = null, bool inStock = false, int? leadTime = null, int? ratingFrom = null,
        Word<ItemSort>? sort = null, bool explain = false)
    {
        var results = await grains.ItemSearch().Find(
            new ItemQuery
            {
                Text = text,
                Category = category,
                Supplier = supplier,
                Origin = origin,
                DeliverTo = deliverTo,
                Quantity = quantity,
                Level = level?.Value,
                SupplierSize = supplierSize?.Value,
                LocalContentFrom = Share(localContentFrom),
                Certificates = [.. (certificate ?? []).Select(static kind => kind.Value)],
                PriceFrom = ItemApi.Money(priceFrom),
                PriceTo = ItemApi.Money(priceTo),
                InStock = inStock,
                LeadTimeDays = leadTime,
                RatingFrom = ratingFrom,
                Sort = sort?.Value ?? ItemSort.Relevance,
                Explain = explain,
            },
            page.Request);
        if (!results.IsOk) return call.Answer(results);
        foreach (var found in results.Value.Page.Items) PageFreshness.Shows(call.Http, found.Item.Id);
        exposure.Shows(call.Http, results.Value.Page.Items);
        return call.Answer(results);
    }

    private static async Task<Answer<SearchSuggestions>> Suggest(
        CallContext call, IGrainFactory grains, string text = "") =>
        call.Answer(await grains.ItemSearch().Suggest(text));

    private static async Task<Answer<PriceFairness>> Fairness(
        ItemId id, CallContext call, IGrainFactory grains, RegionCode? deliverTo = null, Quantity? quantity = null)
    {
        PageFreshness.Shows(call.Http, id);
        return call.Answer(await grains.ItemSearch().PriceFairness(id, deliverTo, quantity));
    }

    private static async Task<Answer<Page<SupplierExposure>>> Exposure(
        PageQuery page, CallContext call, IGrainFactory grains, TimeProvider clock, DateOnly? day = null) =>
        call.Answer(await grains.Exposure(day ?? Wib.DateOf(clock.GetUtcNow())).Report(page.Request));

    private static BasisPoints? Share(int? points) => points switch
    {
        null => null,
        >= 0 and <= 10_000 => new BasisPoints(points.Value),
        _ => throw new RefusedRequestException(HttpRefusals.InvalidParameter.On("localContentFrom")),
    };
}
