using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Suppliers;

/// <summary>The suppliers as a file.</summary>
public static class SupplierFiles
{
    /// <summary>Maps <c>/unduh/penyedia.{format}</c>.</summary>
    public static void MapSupplierFiles(this WebApplication app) =>
        app.MapGet("/unduh/penyedia.{format}", Suppliers).RequireAuthorization().ExcludeFromDescription();

    /// <summary>
    /// The filter of the list as its address says it: <c>?q=kopi&amp;wilayah=18.08&amp;ukuran=Micro</c>.
    /// </summary>
    public static SupplierFilter FilterOf(IQueryCollection query) => new(
        RegionCode.TryParse(query["wilayah"], out var region) ? region : null,
        QueryChoice.Of<BusinessSize>(query["ukuran"]),
        query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
        QueryChoice.Of<SupplierSort>(query["urut"]) ?? SupplierSort.Name);

    private static Task<IResult> Suppliers(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<SupplierTexts> texts)
    {
        var filter = FilterOf(call.Http.Request.Query);
        return call.ListFile<SupplierSummary>(
            "penyedia", format, page => grains.Suppliers().Verified(filter, page),
            new(texts["column.id"], static supplier => supplier.Id.Value),
            new(texts["column.name"], static supplier => supplier.Name),
            new(texts["filter.region"], static supplier =>
                supplier.Region is { } region ? Formats.Region(region) : null),
            new(texts["filter.size"], supplier =>
                supplier.Size is { } size ? texts[$"size.{size}"].Value : null));
    }
}
