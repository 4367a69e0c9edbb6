using Marketplace.Catalogue;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>The examples of DOMAIN §6, and the edges of its limits.</summary>
public sealed class TaxTests
{
    private static readonly PolicyDay Law = PolicyTable.Default.At(new DateOnly(2026, 11, 23));

    [Theory]
    [InlineData(50_000_000, 5_500_000)]
    [InlineData(1_000_150, 110_017)] // rounding the 11/12 base first would give 110,016
    [InlineData(10_000_000, 1_100_000)]
    [InlineData(1, 0)]
    [InlineData(5, 1)] // 0.55 rounds half up
    public void Ppn_is_rounded_half_up_once(long net, long ppn) =>
        Assert.Equal(new Rupiah(ppn), Taxes.PpnOn(new Taxable(TaxClass.Goods, new Rupiah(net)), true, Law));

    [Fact]
    public void Luxury_goods_bear_the_full_rate_and_exempt_goods_and_catering_none()
    {
        Assert.Equal(new Rupiah(120_000), Ppn(TaxClass.LuxuryGoods));
        Assert.Equal(new Rupiah(110_000), Ppn(TaxClass.Services));
        Assert.Equal(Rupiah.Zero, Ppn(TaxClass.ExemptGoods));
        Assert.Equal(Rupiah.Zero, Ppn(TaxClass.Catering));

        static Rupiah Ppn(TaxClass of) => Taxes.PpnOn(new Taxable(of, new Rupiah(1_000_000)), true, Law);
    }

    [Fact]
    public void The_rate_is_the_one_of_the_orders_date()
    {
        var luxury = new Taxable(TaxClass.LuxuryGoods, new Rupiah(1_000_000));

        Assert.Equal(110_000, Taxes.PpnOn(luxury, true, PolicyTable.Default.At(new DateOnly(2024, 12, 31))).Amount);
        Assert.Equal(120_000, Taxes.PpnOn(luxury, true, PolicyTable.Default.At(new DateOnly(2025, 1, 1))).Amount);
    }

    [Fact]
    public void A_taxable_supplier_of_goods_nets_price_less_income_tax()
    {
        var taxes = Of(TaxCollector.Treasurer, 10_000_000);

        Assert.Equal(new TaxSum(new(1_100_000), new(1_100_000), new(150_000), Rupiah.Zero, Rupiah.Zero), taxes);
        Assert.Equal(9_850_000, Net(10_000_000, taxes));
    }

    [Fact]
    public void A_micro_supplier_with_a_letter_pays_the_final_tax_instead()
    {
        var taxes = Of(TaxCollector.Treasurer, 10_000_000, isTaxable: false, hasLetter: true);

        Assert.Equal(50_000, taxes.FinalTax.Amount);
        Assert.Equal(9_950_000, Net(10_000_000, taxes));
    }

    [Theory]
    [InlineData(2_000_000, 0)]
    [InlineData(2_000_001, 30_000)] // cut from 30,000.015
    public void Goods_up_to_two_million_bear_no_income_tax(long net, long pph22) =>
        Assert.Equal(pph22, Of(TaxCollector.Treasurer, net, isTaxable: false).Pph22.Amount);

    [Theory]
    [InlineData(1_801_801, 0)] // 1,999,999 with tax
    [InlineData(1_801_802, 198_198)] // 2,000,000 with tax: still not above
    [InlineData(1_801_803, 198_198)] // 2,000,001 with tax
    public void A_treasurer_collects_ppn_only_above_two_million_with_tax(long net, long ppn)
    {
        var taxes = Of(TaxCollector.Treasurer, net);

        Assert.Equal(net + taxes.Ppn.Amount > 2_000_000 ? ppn : 0, taxes.PpnCollected.Amount);
        Assert.True(taxes.Ppn > Rupiah.Zero);
    }

    [Fact]
    public void Services_bear_two_percent_and_the_school_fund_no_tax_on_goods()
    {
        Assert.Equal(100_000, Of(TaxCollector.Treasurer, 5_000_000, of: TaxClass.Services).Pph23.Amount);
        Assert.Equal(0, Of(TaxCollector.Treasurer, 5_000_000, isSchoolFund: true).Pph22.Amount);
    }

    [Theory]
    [InlineData(9_009_009, 0)] // 10,000,000 with tax
    [InlineData(9_009_010, 135_135)]
    public void A_state_company_collects_above_ten_million(long net, long pph22)
    {
        var taxes = Of(TaxCollector.BumnWapu, net);

        Assert.Equal(pph22, taxes.Pph22.Amount);
        Assert.Equal(pph22 > 0, taxes.PpnCollected > Rupiah.Zero);
    }

    [Fact]
    public void A_private_firm_collects_nothing_and_a_marketplace_half_a_percent()
    {
        Assert.Equal(11_100_000, Net(10_000_000, Of(TaxCollector.None, 10_000_000)));
        Assert.Equal(50_000, Of(TaxCollector.Platform, 10_000_000).Pph22.Amount);
    }

    [Theory]
    [InlineData(OrganisationKind.RegionalAgency, PaymentMode.Direct, TaxCollector.Treasurer)]
    [InlineData(OrganisationKind.VerticalAgency, PaymentMode.Imprest, TaxCollector.Treasurer)]
    [InlineData(OrganisationKind.StateCompany, PaymentMode.Transfer, TaxCollector.BumnWapu)]
    [InlineData(OrganisationKind.RegionalCompany, PaymentMode.Transfer, TaxCollector.None)]
    [InlineData(OrganisationKind.PrivateCompany, PaymentMode.Transfer, TaxCollector.None)]
    public void The_collector_follows_from_the_buyer(OrganisationKind kind, PaymentMode mode, TaxCollector collector) =>
        Assert.Equal(collector, Taxes.CollectorFor(kind, mode, Law));

    [Fact]
    public void The_evaluated_price_prefers_local_content_above_the_package_floor_only()
    {
        var (a, ceiling) = (new Rupiah(1_050_000_000), new Rupiah(1_000_000_001));

        Assert.Equal(945_000_000, LocalContent.EvaluatedPrice(a, new BasisPoints(4000), ceiling, Law).Amount);
        Assert.Equal(a, LocalContent.EvaluatedPrice(a, new BasisPoints(2499), ceiling, Law));
        Assert.Equal(a, LocalContent.EvaluatedPrice(a, new BasisPoints(4000), new Rupiah(1_000_000_000), Law));
    }

    [Theory]
    [InlineData(true, true, true, LocalContentTier.Certified)]
    [InlineData(false, true, true, LocalContentTier.LowContent)]
    [InlineData(false, false, true, LocalContentTier.Uncertified)]
    [InlineData(false, false, false, LocalContentTier.Import)]
    public void The_market_says_which_local_content_must_be_bought(
        bool certified, bool low, bool domestic, LocalContentTier tier) =>
        Assert.Equal(tier, LocalContent.AllowedTier(new LocalContentMarket(certified, low, domestic)));

    private static TaxSum Of(
        TaxCollector collector, long net, bool isTaxable = true, bool hasLetter = false, bool isSchoolFund = false,
        TaxClass of = TaxClass.Goods) =>
        Taxes.Of(new TaxFacts(collector, isTaxable, hasLetter, isSchoolFund), [new Taxable(of, new Rupiah(net))], Law);

    private static long Net(long net, TaxSum taxes) =>
        net + (taxes.Ppn - taxes.PpnCollected - taxes.Pph22 - taxes.Pph23 - taxes.FinalTax).Amount;
}
