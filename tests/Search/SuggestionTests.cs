using Xunit;

namespace Marketplace.Tests.Search;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("ko", new[] { "kopi", "kompor" })]
    [InlineData("kopi b", new[] { "kopi bubuk", "kopi biji" })]
    [InlineData("bubuk K", new[] { "bubuk kopi" })]
    [InlineData("kopi ", new string[0])]
    [InlineData("xy", new string[0])]
    public void What_is_being_written_goes_on_as_items_do_the_most_frequent_first(string written, string[] whole)
    {
        var index = SearchSamples.Of("kopi bubuk liwa", "kopi bubuk", "kopi biji", "kompor gas").Builder.Index;

        Assert.Equal(whole, index.Complete(written, 8));
    }
}
