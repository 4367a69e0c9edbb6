using Marketplace.Outcomes;

namespace Marketplace.Catalogue;

/// <summary>Why a category refuses.</summary>
public static class CategoryRefusals
{
    /// <summary>The level above does not exist. Facts: parent.</summary>
    public static readonly RefusalCode ParentMissing = new(3001, "category-parent-missing", RefusalKind.Rule);

    /// <summary>Two attributes have the same code. Facts: attribute.</summary>
    public static readonly RefusalCode AttributeTwice = new(3002, "category-attribute-twice", RefusalKind.Rule);
}
