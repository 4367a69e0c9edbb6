using Microsoft.Playwright;
using SkiaSharp;

namespace Marketplace.Tests.Browser;

/// <summary>Pictures as telephones and cameras make them.</summary>
public static class Pictures
{
    /// <summary>A picture of two halves, orange on the left and blue on the right, as bytes.</summary>
    public static byte[] Halves(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        using var orange = new SKPaint { Color = SKColors.Orange };
        surface.Canvas.DrawRect(0, 0, width / 2f, height, orange);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>The same as a file to choose.</summary>
    public static FilePayload Png(string name, int width, int height) =>
        new() { Name = name, MimeType = "image/png", Buffer = Halves(width, height) };

    /// <summary>A paper of one empty page.</summary>
    public static FilePayload Pdf(string name)
    {
        using var buffer = new MemoryStream();
        using (var paper = SKDocument.CreatePdf(buffer))
        {
            paper.BeginPage(595, 842);
            paper.EndPage();
        }

        return new() { Name = name, MimeType = "application/pdf", Buffer = buffer.ToArray() };
    }
}
