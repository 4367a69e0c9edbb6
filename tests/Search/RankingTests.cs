using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>The published order: relevance first, then local, small, proven and well rated; nothing else.</summary>
public sealed class RankingTests
{
    private static readonly PolicyDay Law = PolicyTable.Default.At(SearchSamples.Now);
    private static readonly SupplierId[] Shops = [SupplierId.Wrap("sup-1"), SupplierId.Wrap("sup-2")];

    [Fact]
    public void What_matches_better_comes_before_what_is_more_local()
    {
        var samples = new SearchSamples();
        Publish(samples, 1, "Tas Laptop", RegionCode.Wrap("18.71"), isProven: true);
        Publish(samples, 2, "Laptop", region: null, isProven: false);

        Assert.Equal([2, 1], Found(samples, "laptop"));
    }

    [Fact]
    public void Of_equals_the_more_local_comes_first_seen_from_where_it_is_to_go()
    {
        var samples = new SearchSamples();
        Publish(samples, 1, "Meja", region: null, isProven: false);
        Publish(samples, 2, "Meja", RegionCode.Wrap("31.71"), isProven: true);
        Publish(samples, 3, "Meja", RegionCode.Wrap("18.71"), isProven: false);
        Publish(samples, 4, "Meja", RegionCode.Wrap("18.71"), isProven: true);
        Publish(samples, 5, "Meja", RegionCode.Wrap("18.01"), isProven: true);

        Assert.Equal([4, 5, 2], Found(samples, "meja", RegionCode.Wrap("18.71")).Take(3));
        Assert.Equal([5, 4, 2], Found(samples, "meja", RegionCode.Wrap("18.01")).Take(3));
        Assert.Equal([4, 5, 2], Found(samples, "", RegionCode.Wrap("18.71")).Take(3));
    }

    [Fact]
    public void Small_proven_and_well_rated_count_and_each_says_how_much()
    {
        var samples = new SearchSamples();
        samples.Happen(Shops[0], SearchSamples.Registered(Shops[0], BusinessSize.Micro, isTaxable: false));
        Publish(samples, 1, "Meja", RegionCode.Wrap("18.01"), isProven: true, content: 5_000);
        samples.Happen(Shops[0], new SupplierRated(
            Shops[0], 3, 3, 3, 3, 300, Comment: null, SearchSamples.User, SearchSamples.Now));
        samples.Settle();

        var results = Search(samples, new ItemQuery { Text = "meja", Explain = true });
        var score = Assert.Single(results.Page.Items).Score!.Value;

        Assert.Equal((120, 40, 20, 40), (score.Local, score.Size, score.Evidence, score.Performance));
        Assert.InRange(score.Relevance, 2_500, 3_000);
        Assert.Equal(score.Relevance + 220, score.Total);
        Assert.Contains("search.weight-lampung@2018-03-22", results.Weights);
    }

    [Fact]
    public void Equals_take_turns_from_day_to_day()
    {
        var samples = new SearchSamples();
        Publish(samples, 1, "Meja", RegionCode.Wrap("18.01"), isProven: true, Shops[0]);
        Publish(samples, 2, "Meja", RegionCode.Wrap("18.01"), isProven: true, Shops[1]);

        var firsts = Enumerable.Range(0, 60).Select(day => new ItemSearch(
                samples.Builder.Index, 1, SearchSamples.Now.AddDays(day),
                PolicyTable.Default.At(SearchSamples.Now.AddDays(day)))
            .Find(new ItemQuery { Text = "meja" }, new PageRequest()).Value!.Page.Items[0].Item.Id).ToList();

        Assert.InRange(firsts.Count(static id => id == SearchSamples.IdOf(1)), 15, 45);
    }

    private static void Publish(
        SearchSamples samples, int id, string name, RegionCode? region, bool isProven, SupplierId? shop = null,
        int content = 0)
    {
        var details = SearchSamples.Details(name) with
        {
            Origin = region is null
                ? new ItemOrigin(OriginKind.Import, Region: null, "CN")
                : new ItemOrigin(OriginKind.Domestic, region),
            Certificates = content == 0
                ? []
                : [new ItemCertificate(ItemCertificateKind.Tkdn, "t", new BasisPoints(content))],
        };
        samples.Happen(id, new ItemDrafted(
            shop ?? Shops[0], details, new ItemTerms(TaxClass.Goods, 0), Facilitator: null));
        samples.Happen(id, new ItemPricesSet(
            Region: null, SearchSamples.Now.AddDays(-1), Until: null,
            [new PriceTier(new Quantity(1), new Rupiah(1_000))],
            FreightRule.Free, SearchSamples.Now.AddDays(-1)));
        samples.Happen(id, new ItemEvidenceVerified(
            details.Certificates, isProven ? details.Origin : null, SearchSamples.User));
        samples.Happen(id, new ItemPublished(SearchSamples.User, SearchSamples.Now));
        samples.Settle();
    }

    private static IEnumerable<int> Found(SearchSamples samples, string text, RegionCode? there = null) =>
        Search(samples, new ItemQuery { Text = text, DeliverTo = there }).Page.Items
            .Select(static one => one.Item.Id.Value[^1] - '0');

    private static ItemResults Search(SearchSamples samples, ItemQuery query) =>
        new ItemSearch(samples.Builder.Index, 1, SearchSamples.Now, Law).Find(query, new PageRequest()).Value!;
}
