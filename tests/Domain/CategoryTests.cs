using Marketplace.Catalogue;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class CategoryTests
{
    private static readonly CategoryCode Code = CategoryCode.Wrap("10.03.02");

    [Fact]
    public void Define_refuses_a_category_whose_parent_does_not_exist()
    {
        var decision = Category.Absent.Define(Code, Template(), parentExists: false);

        Assert.Equal(CategoryRefusals.ParentMissing, decision.Refusal?.Code);
    }

    [Fact]
    public void Define_refuses_two_attributes_of_one_code()
    {
        var template = Template() with { Attributes = [Attribute("size"), Attribute("size")] };

        var decision = Category.Absent.Define(Code, template, parentExists: true);

        Assert.Equal(CategoryRefusals.AttributeTwice, decision.Refusal?.Code);
    }

    [Fact]
    public void Define_sets_the_whole_template()
    {
        var decision = Category.Absent.Define(Code, Template(), parentExists: true);

        var category = decision.Events.Aggregate(Category.Absent, (state, happened) => state.When(happened));
        Assert.Equal("Chairs", category.Template?.NameEn);
    }

    private static AttributeTemplate Attribute(string code) => new(code, "Ukuran", "Size", Required: false, []);

    private static CategoryTemplate Template() =>
        new() { Name = "Kursi", NameEn = "Chairs", TaxClass = TaxClass.Goods };
}
