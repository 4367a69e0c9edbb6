namespace Marketplace.Frontend.Pages;

/// <summary>Choices in the address of a list.</summary>
public static class QueryChoice
{
    /// <summary>One of a list; null when nothing was chosen, or none of it: then it filters nothing.</summary>
    /// <typeparam name="T">The list.</typeparam>
    /// <param name="text">As the address has it.</param>
    public static T? Of<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var choice) && Enum.IsDefined(choice) ? choice : null;
}
