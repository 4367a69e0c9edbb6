using System.Globalization;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>A price over time as the line of a picture: level while it held, then a step.</summary>
/// <param name="Path">SVG path data.</param>
/// <param name="Highest">The highest price drawn; the line never starts lower than nothing.</param>
public sealed record PriceChart(string Path, Rupiah Highest)
{
    /// <summary>Width of the picture.</summary>
    public const int Width = 600;

    /// <summary>Height of the picture.</summary>
    public const int Height = 120;

    /// <summary>Room for the width of the line at the highest price.</summary>
    private const int Top = 2;

    /// <summary>Draws the prices.</summary>
    /// <param name="steps">At least one, the oldest first.</param>
    /// <param name="now">Up to when.</param>
    public static PriceChart Of(IReadOnlyList<PriceRow> steps, DateTimeOffset now)
    {
        var highest = steps.Max(static step => step.Amount);
        var start = steps[0].ValidFrom;
        var span = Math.Max(1, (now - start).Ticks);
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            var x = (int)Math.Clamp((step.ValidFrom - start).Ticks * Width / (decimal)span, 0, Width);
            var y = Height - (int)((Height - Top) * (decimal)step.Amount.Amount / highest.Amount);
            if (path.Length == 0) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
            else path.Append(CultureInfo.InvariantCulture, $"H{x}V{y}");
        }

        return new PriceChart(path.Append(CultureInfo.InvariantCulture, $"H{Width}").ToString(), highest);
    }
}
