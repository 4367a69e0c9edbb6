using System.Globalization;
using Marketplace.Catalogue;
using Marketplace.Search;
using Marketplace.Seeding;
using Marketplace.Tests.Architecture;
using Marketplace.Values;
using Xunit;
using Xunit.Abstractions;

namespace Marketplace.Tests.Search;

/// <summary>
/// What a person expects of the province's catalogue (<c>relevance.csv</c>: a search, the category of what they look
/// for, and what its name says). Every second search is kept for the final measurement and was not tuned on.
/// </summary>
public sealed class RelevanceTests(ITestOutputHelper output)
{
    private const int Shown = 10;

    [Fact]
    public void What_people_expect_comes_first()
    {
        var index = Lampung();
        var tuned = new List<double>();
        var kept = new List<double>();
        var searches = File.ReadLines(Path.Combine(Sources.Root, "tests/Search/relevance.csv")).Skip(1);
        foreach (var (at, line) in searches.Index())
        {
            var fields = line.Split(',');
            var expected = new Expectation(fields[0], fields[1], fields[2].Split([' ', '|']));
            var ndcg = expected.Ndcg(index, Shown);
            (at % 2 == 0 ? tuned : kept).Add(ndcg);
            if (ndcg < 0.999) output.WriteLine($"{ndcg:0.00} {(at % 2 == 0 ? ' ' : '*')} {expected.Query}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"nDCG@10 tuned {tuned.Average():0.000}, kept {kept.Average():0.000}"));
        Assert.True(tuned.Average() > 0.95);
        Assert.True(kept.Average() > 0.95);
    }

    private static ItemIndex Lampung()
    {
        var spec = new SeedSpec(18, SeedSize.Lampung, new DateOnly(2026, 11, 1));
        var index = new ItemIndex();
        var number = 1;
        foreach (var supplier in SeedSuppliers.Invent(spec))
        {
            foreach (var item in SeedItems.Invent(spec, supplier, number))
            {
                var terms = new ItemTerms(TaxClass.Goods, UnitDecimals: 0);
                var listed = ListedItem.Of(
                    item.Id, new ItemDrafted(item.Supplier, item.Details, terms, Facilitator: null),
                    SellerFacts.Unknown);
                index.Put(listed, listed.Texts.Terms(
                    listed.Summary, [.. NamesOf(item.Details.Category)], SellerFacts.Unknown));
                number++;
            }
        }

        index.Settle();
        return index;
    }

    private static IEnumerable<string> NamesOf(CategoryCode code)
    {
        for (CategoryCode? at = code; at is { } category; at = Category.ParentOf(category))
        {
            var template = Vocabulary.Template(category);
            yield return template.Name;
        }
    }

    private sealed record Expectation(string Query, string Category, string[] Words)
    {
        public double Ndcg(ItemIndex index, int shown)
        {
            var found = index.Find(Query).OrderByDescending(static hit => hit.Relevance)
                .ThenBy(static hit => hit.Item.Summary.Id).Take(shown).Select(hit => Gain(hit.Item.Summary)).ToList();
            var best = index.Find("").Select(hit => Gain(hit.Item.Summary)).OrderDescending().Take(shown).ToList();
            return Dcg(best) is var ideal and > 0 ? Dcg(found) / ideal : throw new InvalidOperationException(Query);
        }

        /// <summary>3 for what is looked for, 1 for what lies beside it.</summary>
        private double Gain(ItemSummary item)
        {
            if (!item.Category.Value.StartsWith(Category, StringComparison.Ordinal)) return 0;
            var words = item.Name.ToLowerInvariant().Split([' ', '-', ',']);
            return Words.All(word => word.Length == 0 || words.Contains(word)) ? 3 : 1;
        }

        private static double Dcg(IEnumerable<double> gains) =>
            gains.Select(static (gain, at) => gain / Math.Log2(at + 2)).Sum();
    }
}
