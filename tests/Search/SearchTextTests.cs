using Marketplace.Search;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>Text as terms that find each other.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("pembersih", "bersih")]
    [InlineData("membersihkan", "bersih")]
    [InlineData("kebersihan", "bersih")]
    [InlineData("perlengkapan", "lengkap")]
    [InlineData("pengadaan", "ada")]
    [InlineData("memakai", "pakai")]
    [InlineData("pakaian", "pakai")]
    [InlineData("mencetak", "cetak")]
    [InlineData("percetakan", "cetak")]
    [InlineData("kopi", "kopi")]
    [InlineData("meja", "meja")]
    public void Forms_of_a_word_have_its_stem(string word, string stem) => Assert.Equal(stem, Stemmer.StemOf(word));

    [Theory]
    [InlineData("Beras 5 kg", "beras 5000gr")]
    [InlineData("Kertas A4 80gr", "kertas a4 80 gsm")]
    [InlineData("Minyak 1,5 liter", "minyak 1500ml")]
    [InlineData("Air 1.000 ml", "air 1 L")]
    [InlineData("Besi 10mm", "besi 1 cm")]
    [InlineData("Kursi kantor", "bangku kantor")]
    [InlineData("Laptop", "notebook")]
    [InlineData("Alat Tulis Kantor", "ATK")]
    [InlineData("Café", "cafe")]
    public void What_says_the_same_finds_the_same(string text, string other)
    {
        var known = SearchText.TermsOf(text).Select(static one => one.Term).ToHashSet();

        Assert.All(SearchText.PartsOf(other), part => Assert.Contains(
            part.Terms.Append(part.Word ?? ""), term => known.Contains(term)));
    }

    [Theory]
    [InlineData("5 kg", "5 g")]
    [InlineData("kertas a4", "a3")]
    [InlineData("1.5 PK", "15 PK")]
    public void What_says_something_else_does_not(string text, string other)
    {
        var known = SearchText.TermsOf(text).Select(static one => one.Term).ToHashSet();

        Assert.All(SearchText.PartsOf(other), part => Assert.DoesNotContain(part.Terms, known.Contains));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("--- ... !!!")]
    [InlineData("dan di")]
    public void Nothing_to_look_for_is_nothing(string text) => Assert.Empty(SearchText.PartsOf(text));
}
