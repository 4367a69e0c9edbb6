using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Policy;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>How words find items.</summary>
public sealed class ItemIndexTests
{
    [Fact]
    public void A_word_repeated_in_a_name_gains_nothing()
    {
        var index = IndexOf("kopi bubuk robusta liwa", "kopi kopi kopi kopi");

        var hits = Find(index, "kopi");

        Assert.Equal(2, hits.Length);
        Assert.Equal(hits[0].Score!.Value.Relevance, hits[1].Score!.Value.Relevance);
    }

    [Theory]
    [InlineData("kpoi", "kopi bubuk")]
    [InlineData("lapto", "laptop baru")]
    [InlineData("meja krusi", "meja kursi")]
    [InlineData("00002-0020", "meja kursi")]
    [InlineData("itm-2", "meja kursi")]
    public void Mistakes_beginnings_and_codes_find(string looked, string name)
    {
        var index = IndexOf("kopi bubuk", "laptop baru", "meja kursi");

        Assert.Equal(name, Assert.Single(Find(index, looked)).Item.Name);
    }

    [Fact]
    public void Pages_go_through_everything_once_in_every_order()
    {
        var names = Enumerable.Range(0, 25).Select(static i => $"kopi {(i % 3 == 0 ? "bubuk" : "biji")} {i}").ToArray();
        var index = IndexOf(names);
        foreach (var sort in Enum.GetValues<ItemSort>())
        {
            var (seen, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = new ItemSearch(index, 1, SearchSamples.Now, PolicyTable.Default.At(SearchSamples.Now))
                    .Find(new ItemQuery { Text = "kopi bubuk", Sort = sort }, new(4, cursor)).Value!.Page;
                seen.AddRange(page.Items.Select(static one => one.Item.Name));
                cursor = page.Next;
            }
            while (cursor is not null);

            var expected = names.Where(static name => name.Contains("bubuk", StringComparison.Ordinal));
            Assert.Equal(expected.Order(), seen.Order());
            Assert.Equal(seen.Distinct(), seen);
        }
    }

    [Fact]
    public async Task What_a_search_works_out_while_an_item_changes_does_not_outlive_the_change()
    {
        const int Changes = 60_000;
        var samples = SearchSamples.Of("kopi bubuk");
        samples.Happen(0, new ItemPricesSet(
            Region: null, SearchSamples.Now, Until: null, [new PriceTier(new Quantity(1), new Rupiah(1_000))],
            FreightRule.Free, SearchSamples.Now));
        using var over = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!over.IsCancellationRequested) InStock();
        }))];
        for (var change = 1; change <= Changes; change++)
        {
            samples.Happen(0, new StockCorrected(
                new Quantity(change % 2 == 1 ? 1 : -1), CorrectionReason.Count, "", SearchSamples.Now));
            samples.Settle();
            // Not after each: in between, a reader may still be busy with what was there two changes ago.
            if (change % 5 == 0) Assert.Equal(change % 2, InStock());
        }

        await over.CancelAsync();
        await Task.WhenAll(readers);

        int InStock() =>
            new ItemSearch(samples.Builder.Index, 1, SearchSamples.Now, PolicyTable.Default.At(SearchSamples.Now))
                .Find(new ItemQuery { InStock = true, WithoutCounts = true }, new PageRequest()).Value!.Total;
    }

    private static ImmutableArray<FoundItem> Find(ItemIndex index, string text) =>
        new ItemSearch(index, 1, SearchSamples.Now, PolicyTable.Default.At(SearchSamples.Now))
            .Find(new ItemQuery { Text = text, Explain = true }, new PageRequest()).Value!.Page.Items;

    private static ItemIndex IndexOf(params string[] names) => SearchSamples.Of(names).Builder.Index;
}
