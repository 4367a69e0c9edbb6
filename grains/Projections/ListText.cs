namespace Marketplace.Projections;

/// <summary>Text as lists search it.</summary>
public static class ListText
{
    /// <summary>A name without regard to case: stored beside the name and compared with <see cref="Prefix"/>.</summary>
#pragma warning disable CA1308 // A search key, never shown: it only has to be the same on both sides.
    public static string Key(string text) => text.Trim().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>A <c>LIKE … ESCAPE '\'</c> pattern of every key that starts like the text.</summary>
    public static string Prefix(string text) => Key(text)
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
