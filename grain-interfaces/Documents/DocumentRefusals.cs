using Marketplace.Outcomes;

namespace Marketplace.Documents;

/// <summary>Why a document is refused.</summary>
public static class DocumentRefusals
{
    /// <summary>Too many bytes. Facts: maxBytes.</summary>
    public static readonly RefusalCode TooLarge = new(6200, "document-too-large", RefusalKind.Shape);

    /// <summary>Neither a JPEG, PNG or WebP picture nor a PDF, or damaged.</summary>
    public static readonly RefusalCode Unreadable = new(6201, "document-unreadable", RefusalKind.Shape);

    /// <summary>A photo with too few or too many pixels. Facts: width, height, minSide, maxPixels.</summary>
    public static readonly RefusalCode PhotoSize = new(6202, "photo-size", RefusalKind.Shape);
}
