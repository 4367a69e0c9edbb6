using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Policy;
using Marketplace.Search;
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

    private static ImmutableArray<FoundItem> Find(ItemIndex index, string text) =>
        new ItemSearch(index, 1, SearchSamples.Now, PolicyTable.Default.At(SearchSamples.Now))
            .Find(new ItemQuery { Text = text, Explain = true }, new PageRequest()).Value!.Page.Items;

    private static ItemIndex IndexOf(params string[] names) => SearchSamples.Of(names).Builder.Index;
}
