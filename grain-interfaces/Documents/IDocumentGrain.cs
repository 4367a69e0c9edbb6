using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Documents;

/// <summary>
/// An uploaded photo or document. It belongs to a supplier or an order and never changes: another content is another
/// document. Nobody but its owner's people sees it before an item, a certificate or an order shows it.
/// Key: <see cref="DocumentId"/>.
/// </summary>
[Alias("document")]
public interface IDocumentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps the document. Idempotent. Refused with <c>not-found</c> when the caller does not see the owner from the
    /// inside, <c>not-allowed</c> when they may not inspect the order's goods now, <c>document-too-large</c> above
    /// <see cref="DocumentLimits"/>.
    /// </summary>
    [Alias("store")]
    Task<Result<DocumentInfo>> Store(StoreDocument command);

    /// <summary>
    /// The document, as something shows it. Refused with <c>not-found</c> when that does not show it, or not to the
    /// caller.
    /// </summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="place">What shows it.</param>
    /// <param name="small">Of a photo, the small copy.</param>
    [Alias("read")]
    Task<Result<DocumentContent>> Read(Caller caller, DocumentPlace place, bool small);
}

/// <summary>What a document belongs to, or what shows it.</summary>
/// <param name="Kind">A supplier, an item or an order.</param>
/// <param name="Id">Its id.</param>
[GenerateSerializer, Immutable, Alias("document-place")]
public sealed record DocumentPlace([property: Id(0)] PlaceKind Kind, [property: Id(1)] string Id)
{
    /// <summary>A supplier: its people, and those who review it, see all that was uploaded for it.</summary>
    public static DocumentPlace Of(SupplierId supplier) => new(PlaceKind.Supplier, supplier.Value);

    /// <summary>An item: shows its photos to whoever sees the item.</summary>
    public static DocumentPlace Of(ItemId item) => new(PlaceKind.Item, item.Value);

    /// <summary>An order: shows the photos of its inspections to both sides.</summary>
    public static DocumentPlace Of(OrderId order) => new(PlaceKind.Order, order.Value);
}

/// <summary>What documents belong to, and what shows them.</summary>
public enum PlaceKind
{
    /// <summary>A supplier.</summary>
    Supplier = 1,

    /// <summary>An item.</summary>
    Item = 2,

    /// <summary>An order.</summary>
    Order = 3,
}

/// <summary>Keeps a document.</summary>
/// <param name="Caller">Who uploads it.</param>
/// <param name="Owner">The supplier or order it belongs to.</param>
/// <param name="Content">A JPEG without anything but the picture, or a PDF.</param>
/// <param name="Small">Of a photo, a small copy for lists; null for a PDF.</param>
[GenerateSerializer, Immutable, Alias("store-document")]
public sealed record StoreDocument(
    [property: Id(0)] Caller Caller,
    [property: Id(1)] DocumentPlace Owner,
    [property: Id(2)] byte[] Content,
    [property: Id(3)] byte[]? Small);

/// <summary>A document that was kept.</summary>
/// <param name="Id">The id by which an item, a certificate or an inspection shows it.</param>
/// <param name="ContentType"><c>image/jpeg</c> or <c>application/pdf</c>.</param>
/// <param name="Bytes">Its size.</param>
[GenerateSerializer, Immutable, Alias("document-info")]
public sealed record DocumentInfo(
    [property: Id(0)] DocumentId Id, [property: Id(1)] string ContentType, [property: Id(2)] int Bytes);

/// <summary>What a document holds.</summary>
/// <param name="ContentType"><c>image/jpeg</c> or <c>application/pdf</c>.</param>
/// <param name="Content">The bytes.</param>
[GenerateSerializer, Immutable, Alias("document-content")]
public sealed record DocumentContent([property: Id(0)] string ContentType, [property: Id(1)] byte[] Content);

/// <summary>Limits of documents.</summary>
public static class DocumentLimits
{
    /// <summary>Largest file that may be sent in, in bytes: a telephone's photo as it was taken.</summary>
    public const int MaxUpload = 12 * 1024 * 1024;

    /// <summary>Largest document kept, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Shortest side of a photo, in pixels (DOMAIN §3).</summary>
    public const int MinSide = 300;

    /// <summary>Longest side a photo is kept with, in pixels.</summary>
    public const int MaxSide = 1600;

    /// <summary>Longest side of the small copy, in pixels.</summary>
    public const int SmallSide = 400;

    /// <summary>Most pixels of a photo that is sent in; more would be a bomb.</summary>
    public const long MaxPixels = 60_000_000;

    /// <summary>Most photos of one inspected line.</summary>
    public const int MaxPhotos = 6;
}
