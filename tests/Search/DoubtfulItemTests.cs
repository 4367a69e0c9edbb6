using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>Which listings a catalogue manager should look at again.</summary>
public sealed class DoubtfulItemTests
{
    private static readonly DateOnly Today = Wib.DateOf(SearchSamples.Now);

    private static readonly ItemCertificate Tkdn =
        new(ItemCertificateKind.Tkdn, "t1", new BasisPoints(4_000), new DateOnly(2099, 1, 1));

    [Theory]
    [InlineData("Kertas HVS A4 80 gr", "HVS kertas A4 80gr", true)]
    [InlineData("Kertas HVS A4 80 gr", "PROMO!! Kertas HVS A4 80 gram termurah", true)]
    [InlineData("Kertas HVS A4 80 gr", "Kertass HVS A4 80 gr", true)]
    [InlineData("Kopi robusta 1 kg", "Kopi robusta 1000 gr kopi", true)]
    [InlineData("Kursi lipat besi", "Bangku lipat besi", true)]
    [InlineData("Kertas HVS A4 80 gr", "Kertas HVS A4 70 gr", false)]
    [InlineData("Kertas HVS A4 80 gr", "Kertas HVS F4 80 gr", false)]
    [InlineData("Kopi robusta 1 kg", "Kopi arabika 1 kg", false)]
    [InlineData("Meja tipe 1", "Meja tipe 2", false)]
    [InlineData("Kopi robusta 250 g", "Kopi robusta premium 250 g", false)]
    public void Nearly_the_same_name_is_the_same_thing(string one, string other, bool isSame) => Assert.Equal(
        isSame,
        ItemDoubts.FingerprintOf(SearchSamples.Details(one)) == ItemDoubts.FingerprintOf(SearchSamples.Details(other)));

    [Fact]
    public void Another_unit_attribute_or_brand_is_another_thing_and_another_category_or_code_is_not()
    {
        var plain = SearchSamples.Details("Kursi lipat");

        Assert.All(
            new[]
            {
                plain with { Unit = "SET" }, plain with { Brand = "Chitose" },
                plain with { Attributes = [new ItemAttribute("colour", "merah")] },
            },
            other => Assert.NotEqual(ItemDoubts.FingerprintOf(plain), ItemDoubts.FingerprintOf(other)));
        Assert.Equal(
            ItemDoubts.FingerprintOf(plain),
            ItemDoubts.FingerprintOf(plain with
            {
                Category = CategoryCode.Wrap("10.01.02"),
                Kbki = "3811100001",
                Sku = "K-2",
                Description = "Kuat.",
            }));
    }

    [Fact]
    public void Twins_of_one_supplier_are_doubted_until_a_manager_has_looked_and_again_after_a_change()
    {
        var samples = new SearchSamples();
        Proven(samples, 0, "Kursi lipat");
        Proven(samples, 1, "Kursi lipat promo");
        Proven(samples, 2, "Kursi lipat", SupplierId.Wrap("sup-2"));

        var first = Assert.Single(All(samples, ItemDoubt.NearIdentical), static one => one.Item.Id.Value == "itm-0");
        Assert.Equal([SearchSamples.IdOf(1)], first.Twins.AsEnumerable());
        Assert.Equal(2, All(samples).Count);

        samples.Happen(0, new ItemDoubtsCleared("Yang satu berlengan", SearchSamples.User));
        samples.StartAgain();
        Assert.Equal(["itm-1"], All(samples).Select(static one => one.Item.Id.Value));

        samples.Happen(1, new ItemEdited(Details("Kursi lipat tinggi"), Terms, Facilitator: null));
        samples.Settle();
        Assert.Empty(All(samples));

        samples.Happen(0, new ItemEdited(Details("Kursi tinggi lipat"), Terms, Facilitator: null));
        samples.Settle();
        Assert.Equal(2, All(samples).Count);

        samples.Happen(1, new ItemDelisted("Ganda", SearchSamples.User));
        samples.Settle();
        Assert.Empty(All(samples));
    }

    [Theory]
    [InlineData("18.71", "Kopi", ItemDoubt.Lampung)]
    [InlineData("31.71", "Kopi", ItemDoubt.Domestic)]
    [InlineData("18.71", "Kopi Lampung", ItemDoubt.Lampung)]
    [InlineData("31.71", "Kopi Lampung", ItemDoubt.Domestic, ItemDoubt.Name)]
    [InlineData(null, "Kopi Lampung", ItemDoubt.Name)]
    [InlineData(null, "Meja PDN", ItemDoubt.Name)]
    [InlineData(null, "Meja TKDN 40%", ItemDoubt.Name)]
    [InlineData(null, "Kopi")]
    public void A_claim_without_evidence_is_doubted(string? region, string name, params ItemDoubt[] doubts)
    {
        var samples = new SearchSamples();
        var origin = region is null
            ? new ItemOrigin(OriginKind.Import, Country: "VN")
            : new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap(region));
        samples.Publish(0, SearchSamples.Details(name) with { Origin = origin });

        Assert.Equal<ItemDoubt>(doubts, All(samples).SelectMany(static one => one.Doubts));
        Assert.Equal<ItemDoubt>(doubts, Doubts(samples)?.Doubts ?? []);
    }

    [Fact]
    public void Evidence_ends_a_doubt_and_a_certificate_that_ran_out_begins_one()
    {
        var samples = new SearchSamples();
        var details = Details("Kopi Lampung TKDN") with { Certificates = [Tkdn] };
        samples.Publish(0, details);
        Assert.Equal<ItemDoubt>(
            [ItemDoubt.Lampung, ItemDoubt.LocalContent], All(samples).SelectMany(static one => one.Doubts));

        samples.Happen(0, new ItemEvidenceVerified(details.Certificates, details.Origin, SearchSamples.User));
        samples.Settle();

        Assert.Empty(All(samples));
        var later = new ItemDoubts(samples.Builder.Index, 0).Of(SearchSamples.IdOf(0), new DateOnly(2099, 1, 2));
        Assert.Equal<ItemDoubt>([ItemDoubt.LocalContent], later!.Doubts.Remove(ItemDoubt.Name));
    }

    [Fact]
    public void The_newest_come_first_and_pages_hold_each_once()
    {
        var samples = new SearchSamples();
        for (var id = 0; id < 7; id++) samples.Publish(id, Details($"Barang {id}"));

        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = Page(samples, doubt: null, new PageRequest(3, cursor));
            Assert.Equal(7, page.Total);
            seen.AddRange(page.Page.Items.Select(static one => one.Item.Id.Value));
            cursor = page.Page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(static id => $"itm-{id}"), seen);
        Assert.Empty(All(samples, ItemDoubt.LocalContent));
        var refused = new ItemDoubts(samples.Builder.Index, 0).Page(null, new PageRequest(3, "!"), Today);
        Assert.Equal(CommonRefusals.MalformedCode, refused.Refusal?.Code);
    }

    private static ItemTerms Terms => new(TaxClass.Goods, 0);

    private static ItemDetails Details(string name) => SearchSamples.Details(name);

    private static void Proven(SearchSamples samples, int id, string name, SupplierId? shop = null)
    {
        samples.Publish(id, Details(name), shop);
        samples.Happen(id, new ItemEvidenceVerified([], Details(name).Origin, SearchSamples.User));
        samples.Settle();
    }

    private static DoubtfulItem? Doubts(SearchSamples samples) =>
        new ItemDoubts(samples.Builder.Index, 0).Of(SearchSamples.IdOf(0), Today);

    private static List<DoubtfulItem> All(SearchSamples samples, ItemDoubt? doubt = null) =>
        [.. Page(samples, doubt, new PageRequest()).Page.Items];

    private static DoubtfulItems Page(SearchSamples samples, ItemDoubt? doubt, PageRequest page)
    {
        var found = new ItemDoubts(samples.Builder.Index, 0).Page(doubt, page, Today);
        Assert.True(found.IsOk);
        return found.Value;
    }
}
