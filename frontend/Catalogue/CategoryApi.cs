using Marketplace.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Lists;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>Categories over HTTP.</summary>
public static class CategoryApi
{
    /// <summary><c>catalogue/categories/…</c></summary>
    public static void MapCategories(this RouteGroupBuilder api)
    {
        var categories = api.MapGroup("catalogue/categories").WithTags("Categories");
        categories.MapGet("", List).AllowAnonymous()
            .WithSummary("The category tree, each category before those below it");
        categories.MapGet("{code}", View).WithSummary("One category with its attribute template").AllowAnonymous();
        categories.MapPut("{code}", Define).WithSummary("Create a category or change its template").RequireKey();
    }

    private static async Task<Answer<Page<CategorySummary>>> List(
        PageQuery page, CallContext call, IGrainFactory grains, CategoryCode? under = null) =>
        call.Answer(await grains.CategoryList().Tree(under, page.Request));

    private static async Task<Answer<CategoryView>> View(CategoryCode code, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Category(code).View());

    private static async Task<Answer<CategoryView>> Define(
        CategoryCode code, CategoryTemplate template, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Category(code).Define(new DefineCategory
        {
            Context = call.Command,
            Template = template,
        }));
}
