using System.Collections.Immutable;
using CsCheck;
using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>
/// Whatever happens to items, and whoever has asked before: prices are compared with what a plain look at every item
/// finds at that moment.
/// </summary>
public sealed class ListedPricesTests
{
    private const int Items = 6;
    private static readonly PolicyDay Law = PolicyTable.Default.At(SearchSamples.Now);
    private static readonly SupplierId[] Shops =
        [.. Enumerable.Range(1, 4).Select(static n => SupplierId.Wrap($"sup-{n}"))];

    private static readonly Gen<RegionCode?> Place = Gen.OneOfConst(null, "18", "18.71", "18.13", "31.71")
        .Select(static code => code is null ? (RegionCode?)null : RegionCode.Wrap(code));

    /// <summary>Prices that begin, and perhaps end, some hours before or after everything else happens.</summary>
    private static readonly Gen<CatalogueItemEvent> PricesSet =
        Gen.Select(Place, Gen.Int[-1, 3], Gen.Int[0, 4], Gen.Int[1, 50], Gen.Int[1, 3]).Select(
            static CatalogueItemEvent (place, begin, length, price, tiers) => new ItemPricesSet(
                place, At(begin), length == 0 ? null : At(begin + length),
                [.. Enumerable.Range(0, tiers).Select(tier => new PriceTier(
                    new Quantity(1 + (tier * (price % 4))), new Rupiah((price * 100) - tier)))],
                FreightRule.Free, SearchSamples.Now.AddDays(-1)));

    private static readonly Gen<CatalogueItemEvent> Change = Gen.Frequency(
        (4, PricesSet),
        (1, Gen.Bool.Select(static CatalogueItemEvent (isDark) => Edited(isDark))),
        (1, Gen.Int[1, 9].Select(static CatalogueItemEvent (n) =>
            new StockReceived($"r{n}", new Quantity(n), "", SearchSamples.Now))),
        (1, Gen.Const<CatalogueItemEvent>(new ItemFrozen(
            new ItemFreeze(FreezeReason.Other, "", SearchSamples.Now), SearchSamples.User))),
        (1, Gen.Const<CatalogueItemEvent>(new ItemDelisted("", SearchSamples.User))),
        (2, Gen.Const<CatalogueItemEvent>(new ItemPublished(SearchSamples.User, SearchSamples.Now))));

    private static readonly Gen<Asked> Question = Gen.Select(
        Gen.Int[0, Items - 1], Place, Gen.OneOfConst<decimal?>(null, 0.5m, 1, 2, 3.5m, 9), Gen.Int[-20, 60],
        Gen.Int[0, 4],
        static (id, place, quantity, price, hour) => new Asked(
            SearchSamples.IdOf(id), place, quantity is { } amount ? new Quantity(amount) : null,
            price > 0 ? new Rupiah(price * 100) : null, At(hour)));

    [Fact]
    public void What_is_kept_says_what_a_look_at_every_item_would() =>
        Gen.Select(Gen.Int[0, Items - 1], Change, Question.Array[3], Gen.Int[0, 9]).Array[5, 40].Sample(
            static steps =>
            {
                var samples = new SearchSamples();
                for (var id = 0; id < Items; id++)
                {
                    samples.Publish(
                        id, Coffee(isDark: false) with { MinOrder = new Quantity(1 + (id % 2)) }, Shops[id % 4]);
                }

                foreach (var (id, change, questions, chance) in steps)
                {
                    samples.Happen(id, change);
                    samples.Settle();
                    if (chance == 9) samples.Builder.Renew();
                    foreach (var question in questions) Check(samples.Builder.Index, question);
                }
            },
            iter: 600);

    private static void Check(ItemIndex index, Asked asked)
    {
        var fairness = new MarketPrices(index, asked.Now, Law).Of(asked.Id, asked.Place, asked.Quantity, asked.Price);

        var offers = new ItemOffers(asked.Place, asked.Quantity, asked.Now, Law);
        if (index.Item(asked.Id) is not { } item) return;
        var own = asked.Price ?? offers.UnitPriceOf(item);
        var others = index.All().Where(other => other.Summary.Id != item.Summary.Id
            && other.Summary.Stage == ItemStage.Published && other.Traits.Kind == item.Traits.Kind
            && offers.UnitPriceOf(other) is not null).ToList();
        var prices = others.Select(offers.UnitPriceOf).Append(own).OfType<Rupiah>()
            .Select(static price => price.Amount).Order().ToImmutableArray();
        Assert.Equal(prices.Length, fairness.Listed.Sample);
        var isMarket = others.Count(other => other.Summary.Supplier != item.Summary.Supplier)
            >= Law[PolicyKeys.PriceComparables].Count;
        Assert.Equal(
            isMarket ? [At(prices, 1), At(prices, 2), At(prices, 3)] : default(Rupiah?[]),
            fairness.Listed.Median is null
                ? null
                : [fairness.Listed.LowerQuartile, fairness.Listed.Median, fairness.Listed.UpperQuartile]);
        Assert.Equal(own is not null && !isMarket, fairness.Concerns.Contains(PriceConcern.NoComparables));
    }

    private static Rupiah? At(ImmutableArray<long> prices, int quarter) =>
        new Rupiah(prices[(((prices.Length - 1) * quarter) + 2) / 4]);

    private static DateTimeOffset At(int hour) => SearchSamples.Now.AddHours(hour);

    private static ItemEdited Edited(bool isDark) =>
        new(Coffee(isDark), new ItemTerms(TaxClass.Goods, UnitDecimals: 0), Facilitator: null);

    private static ItemDetails Coffee(bool isDark) => SearchSamples.Details("Kopi 250 g") with
    {
        Kbki = "2391200001",
        Attributes = isDark ? [new ItemAttribute("roast", "gelap")] : [],
    };

    private sealed record Asked(ItemId Id, RegionCode? Place, Quantity? Quantity, Rupiah? Price, DateTimeOffset Now);
}
