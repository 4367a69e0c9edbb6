using System.Globalization;
using System.Text;

namespace Marketplace.Silo.Operations;

/// <summary>
/// The load tool's yardstick: a fixed JSON answer of a given size through the same pipeline as every other answer. It
/// exists only where <c>Load:ConstantBytes</c> is set.
/// </summary>
public static class Yardstick
{
    /// <summary>The setting: size of the answer in bytes.</summary>
    public const string Setting = "Load:ConstantBytes";

    /// <summary>Maps <c>/api/v1/constant</c> when it is asked for.</summary>
    public static void MapYardstick(this WebApplication app)
    {
        if (!int.TryParse(app.Configuration[Setting], CultureInfo.InvariantCulture, out var bytes)) return;
        var filling = new string('x', Math.Max(0, bytes - "{\"filling\":\"\"}".Length));
        var body = Encoding.UTF8.GetBytes($"{{\"filling\":\"{filling}\"}}");
        app.MapGet("/api/v1/constant", () => Results.Bytes(body, "application/json"))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}
