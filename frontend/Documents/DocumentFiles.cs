using Marketplace.Documents;
using Marketplace.Frontend.Http;
using Marketplace.Values;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Frontend.Documents;

/// <summary>The pictures and papers of pages: shown there, and sent in while a form is being filled in.</summary>
public static class DocumentFiles
{
    /// <summary>Largest form with one file, in bytes.</summary>
    private const int MaxForm = DocumentLimits.MaxUpload + (16 * 1024);

    /// <summary>Where a supplier's forms send their files.</summary>
    public static string UploadPath(SupplierId supplier) => $"/usaha/{supplier}/unggah";

    /// <summary>Where an order's forms send their files.</summary>
    public static string UploadPath(OrderId order) => $"/pesanan/{order}/unggah";

    /// <summary>Where a supplier's own people, and those who review it, see what it sent in.</summary>
    public static string PathOf(SupplierId supplier, DocumentId document) => $"/penyedia/{supplier}/berkas/{document}";

    /// <summary>Maps them.</summary>
    public static void MapDocumentFiles(this WebApplication app)
    {
        app.MapGet("/produk/{id}/berkas/{document}", DocumentApi.OfItem).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/pesanan/{id}/berkas/{document}", DocumentApi.OfOrder)
            .RequireAuthorization().ExcludeFromDescription();
        app.MapGet("/penyedia/{id}/berkas/{document}", DocumentApi.OfSupplier)
            .RequireAuthorization().ExcludeFromDescription();
        Takes(app.MapPost("/usaha/{id}/unggah", ForSupplier));
        Takes(app.MapPost("/pesanan/{id}/unggah", ForOrder));
    }

    private static void Takes(RouteHandlerBuilder upload) => upload
        .RequireAuthorization().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(MaxForm));

    private static async Task<Answer<DocumentInfo>> ForSupplier(SupplierId id, IFormFile file, CallContext call) =>
        call.Answer(await call.Http.Store(DocumentPlace.Of(id), file));

    private static async Task<Answer<DocumentInfo>> ForOrder(OrderId id, IFormFile file, CallContext call) =>
        call.Answer(await call.Http.Store(DocumentPlace.Of(id), file));
}
