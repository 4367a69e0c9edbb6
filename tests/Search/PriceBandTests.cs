using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>What a price is compared with, and when it stands out.</summary>
public sealed class PriceBandTests
{
    private static readonly int[] Market = [10_000, 11_000, 12_000, 13_000, 30_000];
    private static readonly PolicyDay Law = PolicyTable.Default.At(SearchSamples.Now);

    [Fact]
    public void Quartiles_and_fence_are_those_of_the_listed_prices_of_its_kind()
    {
        var samples = new SearchSamples();
        foreach (var (id, price) in Market.Index()) List(samples, id, "Kopi 250 g", price);

        Assert.Equal(
            new PriceBand(
                new Rupiah(30_000), 5, new Rupiah(11_000), new Rupiah(12_000), new Rupiah(13_000), new Rupiah(16_000)),
            Band(samples, 4));
        Assert.True(Band(samples, 4).IsAbove);
        Assert.False(Band(samples, 3).IsAbove);
    }

    [Fact]
    public void Another_size_attribute_unit_or_code_is_another_thing()
    {
        var samples = new SearchSamples();
        List(samples, 0, "Kopi 250 g", 10_000);
        List(samples, 1, "Kopi halus 0,25 kg", 11_000);
        List(samples, 2, "Kopi 1 kg", 40_000);
        List(samples, 3, "Kopi 250 g", 12_000, static details => details with { Unit = "KGM" });
        List(samples, 4, "Kopi 250 g", 12_000, static details => details with { Kbki = "2391200002" });
        List(samples, 5, "Kopi 250 g", 12_000, static details => details with
        {
            Attributes = [new ItemAttribute("roast", "gelap")],
        });

        Assert.Equal(new PriceBand(new Rupiah(10_000), 2, null, null, null, null), Band(samples, 0));
        Assert.Equal(1, Band(samples, 5).Sample);
        Assert.False(Band(samples, 0).IsAbove);
    }

    [Fact]
    public void What_nobody_sees_has_no_band()
    {
        var samples = new SearchSamples();
        List(samples, 0, "Kopi 250 g", 10_000);
        samples.Happen(0, new ItemDelisted("", SearchSamples.User));
        samples.Settle();

        Assert.Equal(new PriceBand(null, 0, null, null, null, null), Band(samples, 0));
        Assert.Equal(Band(samples, 0), Band(samples, 1));
    }

    private static PriceBand Band(SearchSamples samples, int id) => PriceBands.Of(
        samples.Builder.Index, SearchSamples.IdOf(id),
        new ItemOffers(region: null, quantity: null, SearchSamples.Now, Law), SearchSamples.Now, Law);

    private static void List(
        SearchSamples samples, int id, string name, int price, Func<ItemDetails, ItemDetails>? change = null)
    {
        var details = SearchSamples.Details(name) with { Kbki = "2391200001" };
        samples.Publish(id, change?.Invoke(details) ?? details);
        samples.Happen(id, new ItemPricesSet(
            Region: null, SearchSamples.Now.AddDays(-1), Until: null,
            [new PriceTier(new Quantity(1), new Rupiah(price))], FreightRule.Free, SearchSamples.Now.AddDays(-1)));
        samples.Settle();
    }
}
