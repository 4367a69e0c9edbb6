using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <inheritdoc cref="ICategoryGrain"/>
[GrainType("category")]
public sealed class CategoryGrain : JournaledActor<Category, CategoryEvent, CategoryView>, ICategoryGrain
{
    private CategoryCode Code => CategoryCode.Wrap(Key);

    /// <inheritdoc />
    protected override Category Absent => Category.Absent;

    /// <inheritdoc />
    public async Task<Result<CategoryView>> Define(DefineCategory command)
    {
        var authority = await Near.AuthorityOf(command.Context.Caller, WellKnown.Operator);
        if (!authority.Has(unit: null, Role.CatalogManager)) return CommonRefusals.NotAllowed;
        var parentExists = Category.ParentOf(Code) is not { } parent
            || await GrainFactory.Category(parent).View() is not null;
        return await Decide(command.Context, category => category.Define(Code, command.Template, parentExists));
    }

    /// <inheritdoc />
    public Task<CategoryView?> View() => Task.FromResult(Now.Template is null ? null : CurrentView());

    /// <inheritdoc />
    protected override Category When(Category state, CategoryEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override CategoryView View(Category state, Revision revision) =>
        new(Code, Category.ParentOf(Code), state.Template!, revision);
}
