namespace Marketplace.Frontend.Pages;

/// <summary>Where to go on to after something that interrupts, as the address says it: never to another site.</summary>
public static class LocalPath
{
    /// <summary>The path if it is one of this site, otherwise the home page.</summary>
    public static string Of(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
