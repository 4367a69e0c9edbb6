using System.Globalization;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Search;
using Marketplace.Values;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Search;

/// <summary>Which suppliers searches showed how often, as a file.</summary>
public static class ExposureFiles
{
    /// <summary>Maps <c>/unduh/paparan.{format}</c>.</summary>
    public static void MapExposureFiles(this WebApplication app) =>
        app.MapGet("/unduh/paparan.{format}", Exposure).RequireAuthorization().ExcludeFromDescription();

    /// <summary>The day an address asks for, <c>?hari=2026-11-27</c>; today (WIB) where it asks for none.</summary>
    public static DateOnly DayOf(IQueryCollection query, TimeProvider clock) =>
        DateOnly.TryParseExact(
            query["hari"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wib.DateOf(clock.GetUtcNow());

    private static Task<IResult> Exposure(
        string format, CallContext call, IGrainFactory grains, TimeProvider clock,
        IStringLocalizer<SearchTexts> texts) => call.ListFile<SupplierExposure>(
        "paparan", format, page => grains.Exposure(DayOf(call.Http.Request.Query, clock)).Report(page),
        new(texts["exposure.supplier"], static row => row.Supplier.Value),
        new(texts["exposure.shown"], static row => row.Shown),
        new(texts["exposure.share"], static row => row.ShareOfAll.Value / 100m));
}
