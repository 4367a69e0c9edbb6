namespace Marketplace.Frontend.Pages;

/// <summary>Something said, as it stood and as it stands.</summary>
/// <param name="Name">What is said.</param>
/// <param name="Before">As it stood; a dash when nothing was said.</param>
/// <param name="Now">As it stands; a dash when nothing is said.</param>
public sealed record ComparedRow(string Name, string Before, string Now)
{
    /// <summary>Where nothing is said.</summary>
    public const string Nothing = "–";

    /// <summary>Whether it differs.</summary>
    public bool IsChanged => !string.Equals(Before, Now, StringComparison.Ordinal);
}
