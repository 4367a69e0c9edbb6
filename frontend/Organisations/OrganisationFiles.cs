using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Organisations;
using Marketplace.Values;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Organisations;

/// <summary>The organisations as a file.</summary>
public static class OrganisationFiles
{
    /// <summary>Maps <c>/unduh/instansi.{format}</c>.</summary>
    public static void MapOrganisationFiles(this WebApplication app) =>
        app.MapGet("/unduh/instansi.{format}", Organisations).RequireAuthorization().ExcludeFromDescription();

    /// <summary>
    /// The filter of the list as its address says it:
    /// <c>?q=dinas&amp;jenis=RegionalAgency&amp;wilayah=18.71&amp;urut=Region</c>.
    /// </summary>
    public static OrganisationFilter FilterOf(IQueryCollection query) => new()
    {
        Kind = QueryChoice.Of<OrganisationKind>(query["jenis"]),
        Region = RegionCode.TryParse(query["wilayah"], out var region) ? region : null,
        Text = query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
        Sort = QueryChoice.Of<OrganisationSort>(query["urut"]) ?? OrganisationSort.Name,
    };

    private static Task<IResult> Organisations(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<OrganisationTexts> texts)
    {
        var filter = FilterOf(call.Http.Request.Query);
        return call.ListFile<OrganisationRow>(
            "instansi", format, page => grains.OrganisationList().Find(filter, page),
            new(texts["column.id"], static row => row.Id.Value),
            new(texts["filter.name"], static row => row.Name),
            new(texts["field.kind"], row => texts[$"kind.{row.Kind}"].Value),
            new(texts["field.body-code"], static row => row.BodyCode),
            new(texts["field.region"], static row => Formats.Region(row.Region)));
    }
}
