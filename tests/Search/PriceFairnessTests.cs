using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>What a price is compared with, and what is to be explained about it (DOMAIN §3).</summary>
public sealed class PriceFairnessTests
{
    private static readonly SupplierId OtherShop = SupplierId.Wrap("sup-2");
    private static readonly int[] Market = [10_000, 11_000, 12_000, 13_000, 30_000];
    private static readonly PolicyDay Law = PolicyTable.Default.At(SearchSamples.Now);
    private static readonly DateOnly Today = Law.Date;

    [Fact]
    public void Quartiles_and_fence_are_those_of_the_listed_prices_of_its_kind()
    {
        var samples = new SearchSamples();
        foreach (var (id, price) in Market.Index()) List(samples, id, "Kopi 250 g", price, Even(id));

        var highest = Of(samples, 4);
        Assert.Equal(new Rupiah(30_000), highest.Price);
        Assert.Equal(
            new PriceSpread(5, new Rupiah(11_000), new Rupiah(12_000), new Rupiah(13_000), new Rupiah(16_000)),
            highest.Listed);
        Assert.Equal<PriceConcern>([PriceConcern.AboveListed], highest.Concerns);
        Assert.Empty(Of(samples, 3).Concerns);
    }

    [Fact]
    public void Another_size_attribute_unit_or_code_is_another_thing()
    {
        var samples = new SearchSamples();
        List(samples, 0, "Kopi 250 g", 10_000, SearchSamples.Shop);
        List(samples, 1, "Kopi halus 0,25 kg", 11_000, OtherShop);
        List(samples, 2, "Kopi 1 kg", 40_000, OtherShop);
        List(samples, 3, "Kopi 250 g", 12_000, OtherShop, static details => details with { Unit = "KGM" });
        List(samples, 4, "Kopi 250 g", 12_000, OtherShop, static details => details with { Kbki = "2391200002" });
        List(samples, 5, "Kopi 250 g", 12_000, OtherShop, static details => details with
        {
            Attributes = [new ItemAttribute("roast", "gelap")],
        });

        Assert.Equal(new PriceSpread(2), Of(samples, 0).Listed);
        Assert.Equal<PriceConcern>([PriceConcern.NoComparables], Of(samples, 0).Concerns);
        Assert.Equal(new PriceSpread(1), Of(samples, 5).Listed);
    }

    [Fact]
    public void What_becomes_something_else_is_no_longer_compared()
    {
        var samples = new SearchSamples();
        for (var id = 0; id < 4; id++) List(samples, id, "Kopi 250 g", 10_000, Even(id));
        Assert.Equal(4, Of(samples, 0).Listed.Sample);

        samples.Happen(1, new ItemEdited(
            Coffee("Kopi 250 g") with { Attributes = [new ItemAttribute("roast", "gelap")] },
            new ItemTerms(TaxClass.Goods, 0), Facilitator: null));
        samples.Settle();

        Assert.Equal(3, Of(samples, 0).Listed.Sample);
    }

    [Fact]
    public void What_is_frozen_is_not_compared_with()
    {
        var samples = new SearchSamples();
        for (var id = 0; id < 4; id++) List(samples, id, "Kopi 250 g", 10_000, Even(id));

        samples.Happen(1, new ItemFrozen(
            new ItemFreeze(FreezeReason.PatrolFinding, "", SearchSamples.Now), SearchSamples.User));
        samples.Settle();

        Assert.Equal(3, Of(samples, 0).Listed.Sample);
    }

    [Fact]
    public void A_single_seller_is_no_market()
    {
        var samples = new SearchSamples();
        foreach (var (id, price) in Market.Index()) List(samples, id, "Kopi 250 g", price, SearchSamples.Shop);

        Assert.Equal(new PriceSpread(5), Of(samples, 4).Listed);
        Assert.Equal<PriceConcern>([PriceConcern.NoComparables], Of(samples, 4).Concerns);
    }

    [Fact]
    public void Prices_are_those_of_the_place_and_quantity()
    {
        var samples = new SearchSamples();
        foreach (var (id, price) in Market.Index()) List(samples, id, "Kopi 250 g", price, Even(id));
        samples.Happen(0, new ItemPricesSet(
            RegionCode.Wrap("18.13"), SearchSamples.Now.AddDays(-1), Until: null,
            [new PriceTier(new Quantity(1), new Rupiah(20_000)), new PriceTier(new Quantity(10), new Rupiah(9_000))],
            FreightRule.Free, SearchSamples.Now.AddDays(-1)));
        samples.Settle();

        Assert.Equal(new Rupiah(12_000), Of(samples, 1).Listed.Median);
        Assert.Equal(new Rupiah(13_000), Of(samples, 1, "18.13", 1).Listed.Median);
        Assert.Equal(new Rupiah(20_000), Of(samples, 0, "18.13", 9).Price);
        Assert.Equal(new Rupiah(9_000), Of(samples, 0, "18.13", 10).Price);
    }

    [Fact]
    public void What_was_paid_within_a_year_counts_and_is_kept_when_the_silo_starts_again()
    {
        var samples = new SearchSamples();
        for (var id = 0; id < 4; id++) List(samples, id, "Kopi 250 g", 20_000, Even(id));
        Pay(samples, 1, 10_000, Today.AddDays(-2));
        Pay(samples, 3, 10_500, Today.AddDays(-365));
        Pay(samples, 3, 90_000, Today.AddDays(-366));
        Assert.Equal(new PriceSpread(2), Of(samples, 0).Paid);

        Pay(samples, 1, 11_000, Today);
        samples.StartAgain();

        var fairness = Of(samples, 0);
        Assert.Equal(new Rupiah(10_500), fairness.Paid.Median);
        Assert.Equal(3, fairness.Paid.Sample);
        Assert.Null(fairness.LastSale);
        Assert.Equal<PriceConcern>([PriceConcern.AbovePaid], fairness.Concerns);
    }

    [Fact]
    public void A_price_far_above_the_suppliers_own_last_sale_is_to_be_explained()
    {
        var samples = new SearchSamples();
        for (var id = 0; id < 4; id++) List(samples, id, "Kopi 250 g", 11_000, Even(id));
        Pay(samples, 0, 10_000, Today.AddDays(-9));
        Assert.Equal(new Rupiah(10_000), Of(samples, 2).LastSale);
        Assert.Empty(Of(samples, 2).Concerns);

        Pay(samples, 0, 9_999, Today);

        Assert.Equal<PriceConcern>([PriceConcern.AboveLastSale], Of(samples, 2).Concerns);
        Assert.Empty(Of(samples, 1).Concerns);
    }

    [Fact]
    public void An_order_that_is_not_paid_up_yet_says_nothing()
    {
        var samples = new SearchSamples();
        for (var id = 0; id < 3; id++) List(samples, id, "Kopi 250 g", 11_000, Even(id));
        samples.Happen(OrderId.Wrap("order-1"), new OrderPaid(
            OrderStage.Paying, 1, new Rupiah(1), Outside: false, "SPM", Today, SearchSamples.User,
            SearchSamples.Now, SearchSamples.Now));

        Assert.Equal(0, Of(samples, 0).Paid.Sample);
    }

    [Fact]
    public void Of_what_nobody_sees_nothing_is_known()
    {
        var samples = new SearchSamples();
        List(samples, 0, "Kopi 250 g", 10_000, SearchSamples.Shop);
        samples.Happen(0, new ItemDelisted("", SearchSamples.User));
        samples.Settle();

        foreach (var id in (int[])[0, 1])
        {
            var fairness = Of(samples, id);
            Assert.Null(fairness.Price);
            Assert.Equal((0, 0), (fairness.Listed.Sample, fairness.Paid.Sample));
            Assert.Empty(fairness.Concerns);
        }
    }

    private static SupplierId Even(int id) => id % 2 == 0 ? SearchSamples.Shop : OtherShop;

    private static PriceFairness Of(SearchSamples samples, int id, string? place = null, int? quantity = null) =>
        new MarketPrices(samples.Builder.Index, SearchSamples.Now, Law).Of(
            SearchSamples.IdOf(id), place is null ? null : RegionCode.Wrap(place),
            quantity is { } wanted ? new Quantity(wanted) : null);

    private static void Pay(SearchSamples samples, int id, int price, DateOnly date) => samples.Happen(
        OrderId.Wrap($"order-{price}"),
        new OrderPaid(
            OrderStage.Completed, 1, new Rupiah(price), Outside: false, "SPM", date, SearchSamples.User,
            SearchSamples.Now, SearchSamples.Now,
            ImmutableArray.Create(new PaidLine(SearchSamples.IdOf(id), new Rupiah(price)))));

    private static ItemDetails Coffee(string name) => SearchSamples.Details(name) with { Kbki = "2391200001" };

    private static void List(
        SearchSamples samples, int id, string name, int price, SupplierId shop,
        Func<ItemDetails, ItemDetails>? change = null)
    {
        var details = Coffee(name);
        samples.Publish(id, change?.Invoke(details) ?? details, shop);
        samples.Happen(id, new ItemPricesSet(
            Region: null, SearchSamples.Now.AddDays(-1), Until: null,
            [new PriceTier(new Quantity(1), new Rupiah(price))], FreightRule.Free, SearchSamples.Now.AddDays(-1)));
        samples.Settle();
    }
}
