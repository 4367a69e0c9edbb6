using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>A category of the three-level tree. Key: <see cref="CategoryCode"/>.</summary>
[Alias("category")]
public interface ICategoryGrain : IGrainWithStringKey
{
    /// <summary>Creates the category or changes its template. Catalogue managers only.</summary>
    [Alias("define")]
    Task<Result<CategoryView>> Define(DefineCategory command);

    /// <summary>The category; null when it does not exist. Public.</summary>
    [Alias("view")]
    Task<CategoryView?> View();
}
