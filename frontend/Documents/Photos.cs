using Marketplace.Documents;
using Marketplace.Outcomes;
using SkiaSharp;

namespace Marketplace.Frontend.Documents;

/// <summary>A photo as it is kept.</summary>
/// <param name="Content">A JPEG.</param>
/// <param name="Small">A small one.</param>
public sealed record Photo(byte[] Content, byte[] Small);

/// <summary>
/// Draws an uploaded photo anew: upright, no larger than needed, and without what telephones add to it, such as where
/// it was taken. What is served is therefore always a plain JPEG made here, whatever was sent in.
/// </summary>
public static class Photos
{
    private const int Quality = 82;

    private static readonly SKEncodedImageFormat[] Formats =
        [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Drawing is all work and no waiting: half of the processors are left to everybody else.</summary>
    private static readonly SemaphoreSlim Turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The photo; refused with <c>document-unreadable</c> or <c>photo-size</c>.</summary>
    /// <param name="file">A JPEG, PNG or WebP file.</param>
    /// <param name="cancellation">When nobody waits for it any more.</param>
    public static async Task<Result<Photo>> Draw(byte[] file, CancellationToken cancellation)
    {
        await Turns.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Draw(file), cancellation);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static Result<Photo> Draw(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Formats.Contains(codec.EncodedFormat)) return DocumentRefusals.Unreadable;
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (Math.Min(width, height) < DocumentLimits.MinSide || (long)width * height > DocumentLimits.MaxPixels)
        {
            return DocumentRefusals.PhotoSize.With("width", width).With("height", height)
                .With("minSide", DocumentLimits.MinSide).With("maxPixels", DocumentLimits.MaxPixels);
        }

        using var bitmap = SKBitmap.Decode(codec);
        if (bitmap is null) return DocumentRefusals.Unreadable;
        using var image = SKImage.FromBitmap(bitmap);
        var large = Draw(image, codec.EncodedOrigin, DocumentLimits.MaxSide);
        return new Photo(large, Draw(image, codec.EncodedOrigin, DocumentLimits.SmallSide));
    }

    private static byte[] Draw(SKImage image, SKEncodedOrigin origin, int maxSide)
    {
        var (width, height) = (image.Width, image.Height);
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var scale = Math.Min(1f, (float)maxSide / Math.Max(width, height));
        var (across, down) = isTurned ? (height, width) : (width, height);
        using var surface = SKSurface.Create(new SKImageInfo(
            Math.Max(1, (int)(across * scale)), Math.Max(1, (int)(down * scale))));
        var canvas = surface.Canvas;
        // What is transparent in a PNG would be black in a JPEG.
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        canvas.Concat(Upright(origin, width, height));
        canvas.DrawImage(image, 0, 0, Smooth);
        using var drawn = surface.Snapshot();
        using var jpeg = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    /// <summary>What turns a picture upright that was taken with the camera held otherwise (Exif 2.3, tag
    /// 0x0112).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
