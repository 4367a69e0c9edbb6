using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>The category tree. Keeps nothing; any activation answers.</summary>
[Alias("category-list")]
public interface ICategoryListGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The categories in tree order: each before those below it. Public.
    /// </summary>
    /// <param name="under">Only this category and those below it; null for all.</param>
    /// <param name="page">Which part.</param>
    [Alias("tree")]
    Task<Result<Page<CategorySummary>>> Tree(CategoryCode? under, PageRequest page);
}

/// <summary>A category as the tree shows it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Parent">The level above; null on level 1.</param>
/// <param name="Level">1, 2 or 3; items are listed under level 3.</param>
/// <param name="Name">Name in Indonesian.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="TaxClass">How its items are taxed.</param>
/// <param name="ReservedForSmall">Set aside for micro, small and cooperative suppliers.</param>
[GenerateSerializer, Immutable, Alias("category-summary")]
public sealed record CategorySummary(
    [property: Id(0)] CategoryCode Code,
    [property: Id(1)] CategoryCode? Parent,
    [property: Id(2)] int Level,
    [property: Id(3)] string Name,
    [property: Id(4)] string NameEn,
    [property: Id(5)] TaxClass TaxClass,
    [property: Id(6)] bool ReservedForSmall);
