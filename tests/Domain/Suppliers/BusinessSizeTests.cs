using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

public sealed class BusinessSizeTests
{
    [Theory]
    [InlineData(0, BusinessSize.Micro)]
    [InlineData(2_000_000_000, BusinessSize.Micro)]
    [InlineData(2_000_000_001, BusinessSize.Small)]
    [InlineData(15_000_000_000, BusinessSize.Small)]
    [InlineData(15_000_000_001, BusinessSize.Medium)]
    [InlineData(50_000_000_000, BusinessSize.Medium)]
    [InlineData(50_000_000_001, BusinessSize.Large)]
    public void Annual_sales_decide_where_they_are_known(long sales, BusinessSize size) =>
        Assert.Equal(size, SizeOf(BusinessForm.LimitedCompany, new Rupiah(99_000_000_000), new Rupiah(sales)));

    [Theory]
    [InlineData(0, BusinessSize.Micro)]
    [InlineData(1_000_000_000, BusinessSize.Micro)]
    [InlineData(1_000_000_001, BusinessSize.Small)]
    [InlineData(5_000_000_000, BusinessSize.Small)]
    [InlineData(5_000_000_001, BusinessSize.Medium)]
    [InlineData(10_000_000_000, BusinessSize.Medium)]
    [InlineData(10_000_000_001, BusinessSize.Large)]
    public void Capital_decides_for_a_business_without_a_year_of_sales(long capital, BusinessSize size) =>
        Assert.Equal(size, SizeOf(BusinessForm.OnePersonCompany, new Rupiah(capital), null));

    [Fact]
    public void A_cooperative_is_one_whatever_it_turns_over() => Assert.Equal(
        BusinessSize.Cooperative, SizeOf(BusinessForm.Cooperative, null, new Rupiah(90_000_000_000)));

    [Fact]
    public void There_is_no_size_without_evidence() => Assert.Null(SizeOf(BusinessForm.LimitedCompany, null, null));

    private static BusinessSize? SizeOf(BusinessForm form, Rupiah? capital, Rupiah? sales) =>
        Law.Sizes.SizeOf(form, capital, sales);
}
