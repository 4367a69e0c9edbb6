using System.Globalization;
using System.Text;
using QRCoder;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// A text as a QR code, drawn as a path inside the page: it needs no picture of its own, so that a secret has no
/// address.
/// </summary>
public static class QrPicture
{
    /// <summary>Draws a text.</summary>
    /// <param name="text">What is read from it.</param>
    /// <returns>The side of the square in modules with the margin readers need, and an SVG path of its dark
    /// ones.</returns>
    public static (int Size, string Path) Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return (rows.Count, path.ToString());
    }
}
