using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Suppliers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Suppliers;

/// <summary>The registrations that wait for a catalogue manager as a file.</summary>
public static class SupplierQueueFiles
{
    /// <summary>Maps <c>/unduh/antrean-penyedia.{format}</c>.</summary>
    public static void MapSupplierQueueFiles(this WebApplication app) =>
        app.MapGet("/unduh/antrean-penyedia.{format}", Suppliers).RequireAuthorization().ExcludeFromDescription();

    private static Task<IResult> Suppliers(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<VerificationTexts> texts)
    {
        var query = call.Http.Request.Query;
        var stage = QueryChoice.Of<SupplierStage>(query["tahap"]) ?? SupplierStage.Submitted;
        var sort = QueryChoice.Of<SupplierSort>(query["urut"]);
        return call.ListFile<QueuedSupplier>(
            "antrean-penyedia", format, page => grains.Suppliers().Queue(call.Caller, stage, sort, page),
            new(texts["queue.id"], static supplier => supplier.Id.Value),
            new(texts["queue.supplier"], static supplier => supplier.Name),
            new(texts["queue.stage"], supplier => texts[$"stage.{supplier.Stage}"].Value),
            new(texts["queue.region"], static supplier =>
                supplier.Region is { } region ? Formats.Region(region) : null),
            new(texts["queue.submitted"], static supplier =>
                supplier.SubmittedAt is { } at ? Formats.Moment(at) : null));
    }
}
