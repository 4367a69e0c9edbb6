using Marketplace.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Lists;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The category tree as pages need it.</summary>
public static class Categories
{
    /// <summary>How deep the tree is; items are listed at the bottom.</summary>
    public const int Levels = 3;

    /// <summary>The whole tree, each category before those below it.</summary>
    public static async Task<IReadOnlyList<CategorySummary>> All(IGrainFactory grains)
    {
        var all = new List<CategorySummary>();
        string? next = null;
        do
        {
            var part = await grains.CategoryList().Tree(under: null, new PageRequest(PageRequest.MaxLimit, next));
            var page = part.Expected();
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    /// <summary>A category with those above it, the widest first; empty when there is none of that code.</summary>
    public static IReadOnlyList<CategorySummary> PathTo(
        this IReadOnlyList<CategorySummary> tree, CategoryCode? code)
    {
        var path = new List<CategorySummary>();
        for (var at = code; tree.FirstOrDefault(one => one.Code == at) is { } category; at = category.Parent)
        {
            path.Insert(0, category);
            if (category.Parent is null) break;
        }

        return path;
    }
}
