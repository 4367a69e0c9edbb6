using CsCheck;
using Marketplace.Catalogue;
using Marketplace.Search;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>The index against a plain look at every item.</summary>
public sealed class ItemIndexTests
{
    private static readonly string[] Words = ["kopi", "bubuk", "robusta", "meja", "kursi", "laptop", "5 kg", "a4"];

    private static readonly Gen<string> Text =
        Gen.OneOfConst(Words).Array[1, 4].Select(static words => string.Join(' ', words));

    private static readonly Gen<(int Id, string? Name)[]> Changes =
        Gen.Select(Gen.Int[0, 7], Text.Null()).Array[1, 40].Select(static all => all.ToArray());

    /// <summary>However items came, changed and went: what is found is what a scan finds.</summary>
    [Fact]
    public void What_is_found_is_what_a_scan_finds() => Gen.Select(Changes, Text).Sample(static (changes, looked) =>
    {
        var index = new ItemIndex();
        var items = new Dictionary<int, string>();
        foreach (var (id, name) in changes)
        {
            if (name is null)
            {
                index.Remove(IdOf(id));
                items.Remove(id);
            }
            else
            {
                index.Put(Item(id, name));
                items[id] = name;
            }

            index.Settle();
        }

        var parts = SearchText.PartsOf(looked);
        var matched = items.ToDictionary(
            static item => IdOf(item.Key), item => parts.Count(part => Means(part, item.Value)));
        var most = matched.Values.DefaultIfEmpty(0).Max();
        var expected = matched.Where(item => most > 0 && item.Value == most).Select(static item => item.Key);
        Assert.Equal(
            expected.Order(), index.Find(looked, static _ => true).Select(static hit => hit.Item.Summary.Id).Order());
    });

    [Fact]
    public void A_word_repeated_in_a_name_gains_nothing()
    {
        var index = IndexOf("kopi bubuk robusta liwa", "kopi kopi kopi kopi");

        var hits = index.Find("kopi", static _ => true);

        Assert.Equal(2, hits.Count);
        Assert.Equal(hits[0].Relevance, hits[1].Relevance);
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

        Assert.Equal(name, Assert.Single(index.Find(looked, static _ => true)).Item.Summary.Name);
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
                var page = ItemSearch.Page(
                    index, new ItemFilter { Text = "kopi bubuk", Sort = sort }, new(4, cursor), 1, default).Value!;
                seen.AddRange(page.Items.Select(static item => item.Name));
                cursor = page.Next;
            }
            while (cursor is not null);

            var expected = names.Where(static name => name.Contains("bubuk", StringComparison.Ordinal));
            Assert.Equal(expected.Order(), seen.Order());
            Assert.Equal(seen.Distinct(), seen);
        }
    }

    private static bool Means(SearchedPart part, string name) =>
        SearchText.TermsOf(name).Select(static one => one.Term).Any(term =>
            term == part.Word || part.Terms.Contains(term)
            || (part.IsLast && part.Word is { } word && term.StartsWith(word, StringComparison.Ordinal)));

    private static ItemIndex IndexOf(params string[] names)
    {
        var index = new ItemIndex();
        foreach (var (i, name) in names.Index()) index.Put(Item(i, name));
        index.Settle();
        return index;
    }

    private static ItemId IdOf(int id) => ItemId.Wrap($"itm-{id}");

    private static ListedItem Item(int id, string name) => new(
        new ItemSummary
        {
            Id = IdOf(id),
            Supplier = SupplierId.Wrap("sup-1"),
            Category = CategoryCode.Wrap("10.01.01"),
            Name = name,
            Brand = "",
            Unit = "H87",
            Stage = ItemStage.Published,
            OriginKind = OriginKind.Domestic,
            OnHand = new Quantity(1),
        },
        new ItemTexts(name, "", [], "", "", [$"00002-00{id}0", IdOf(id).Value]));
}
