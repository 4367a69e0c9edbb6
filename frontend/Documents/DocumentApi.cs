using System.Security.Cryptography;
using Marketplace.Documents;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Http;
using Marketplace.Values;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Frontend.Documents;

/// <summary>
/// Photos and documents over HTTP. Uploads carry no idempotency key: the same content is the same document.
/// </summary>
public static class DocumentApi
{
    /// <summary>Largest body of an upload: its file as base64, with the JSON around it.</summary>
    private const int MaxBody = (DocumentLimits.MaxUpload / 3 * 4) + 1024;

    private const string Types =
        "A JPEG, PNG or WebP picture of at least 300 × 300 pixels and at most 12 MB, or a PDF of at most 4 MB. "
        + "A picture is kept upright, with at most 1600 pixels a side and nothing but the picture.";

    /// <summary><c>…/documents</c> of suppliers, items and orders.</summary>
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var documents = api.MapGroup("").WithTags("Documents");
        documents.MapPost("suppliers/{id}/documents", UploadForSupplier).WithDescription(Types)
            .WithSummary("Upload a photo or document of a supplier")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        documents.MapPost("orders/{id}/documents", UploadForOrder).WithDescription(Types)
            .WithSummary("Upload a photo for an order").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        Reads(documents.MapGet("suppliers/{id}/documents/{document}", OfSupplier)
            .WithSummary("A photo or document of a supplier, for its own people"));
        Reads(documents.MapGet("catalogue/items/{id}/documents/{document}", OfItem)
            .WithSummary("A photo that an item shows").AllowAnonymous());
        Reads(documents.MapGet("orders/{id}/documents/{document}", OfOrder)
            .WithSummary("A photo that an inspection of an order shows"));
    }

    private static void Reads(RouteHandlerBuilder read) => read
        .Produces<byte[]>(StatusCodes.Status200OK, "image/jpeg", "application/pdf")
        .WithDescription("`small=true` gives the small copy of a photo.");

    private static async Task<Created<DocumentInfo>> UploadForSupplier(
        SupplierId id, Upload upload, CallContext call, IGrainFactory grains) =>
        await Keep(call, grains, DocumentPlace.Of(id), upload, $"suppliers/{id}/documents");

    private static async Task<Created<DocumentInfo>> UploadForOrder(
        OrderId id, Upload upload, CallContext call, IGrainFactory grains) =>
        await Keep(call, grains, DocumentPlace.Of(id), upload, $"orders/{id}/documents");

    private static async Task<Created<DocumentInfo>> Keep(
        CallContext call, IGrainFactory grains, DocumentPlace owner, Upload upload, string path) =>
        call.Created(
            await grains.Upload(call.Caller, owner, upload.Content, call.Http.RequestAborted),
            info => $"{path}/{info.Id}");

    internal static Task<IResult> OfSupplier(
        SupplierId id, DocumentId document, CallContext call, IGrainFactory grains, bool small = false) =>
        Read(call, grains, document, DocumentPlace.Of(id), small);

    internal static Task<IResult> OfItem(
        ItemId id, DocumentId document, CallContext call, IGrainFactory grains, bool small = false) =>
        Read(call, grains, document, DocumentPlace.Of(id), small);

    internal static Task<IResult> OfOrder(
        OrderId id, DocumentId document, CallContext call, IGrainFactory grains, bool small = false) =>
        Read(call, grains, document, DocumentPlace.Of(id), small);

    private static async Task<IResult> Read(
        CallContext call, IGrainFactory grains, DocumentId document, DocumentPlace place, bool small)
    {
        var found = await grains.Document(document).Read(call.Caller, place, small);
        if (!found.IsOk) return call.Refuse(found.Refusal);
        var headers = call.Http.Response.Headers;
        // The content of an id never changes; who may see it does, hence not for ever.
        var isPublic = place.Kind == PlaceKind.Item && call.Http.User.UserId() is null;
        headers.CacheControl = isPublic ? "public, max-age=3600" : "private, max-age=600";
        // Nothing that was sent in runs or is shown as a page here.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var etag = Convert.ToHexStringLower(SHA256.HashData(found.Value.Content).AsSpan(0, 16));
        return TypedResults.File(
            found.Value.Content, found.Value.ContentType, document.IsPhoto ? null : $"{document}.pdf",
            entityTag: new EntityTagHeaderValue($"\"{etag}\""));
    }
}

/// <summary>A file to keep.</summary>
/// <param name="Content">Its bytes, in base64.</param>
public sealed record Upload(byte[] Content);
