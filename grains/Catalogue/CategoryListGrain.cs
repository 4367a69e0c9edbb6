using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Catalogue;

/// <inheritdoc cref="ICategoryListGrain"/>
/// <param name="lists">Reads the projections.</param>
[StatelessWorker, GrainType("category-list")]
public sealed class CategoryListGrain(ListReader lists) : Grain, ICategoryListGrain
{
    /// <inheritdoc />
    public Task<Result<Page<CategorySummary>>> Tree(CategoryCode? under, PageRequest page) =>
        lists.Page<Row, CategorySummary>(
            new ListQuery(
                CategoriesProjection.ProjectionName,
                """
                SELECT code, name, name_en, tax_class, reserved FROM category
                WHERE (code = @under OR code LIKE @below)
                """,
                new { under = under?.Value ?? "", below = under is { } code ? $"{code}.%" : "%" },
                [SortColumn.Text("code")]),
            page,
            static row => row.Summary());

    /// <summary>A row of the projection.</summary>
    private sealed record Row(string Code, string Name, string Name_En, string Tax_Class, long Reserved)
    {
        public CategorySummary Summary()
        {
            var code = CategoryCode.Wrap(Code);
            return new CategorySummary(
                code, Category.ParentOf(code), Code.Count(static c => c == '.') + 1, Name, Name_En,
                Enum.Parse<TaxClass>(Tax_Class), Reserved != 0);
        }
    }
}
