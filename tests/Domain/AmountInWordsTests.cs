using Marketplace.Frontend.Purchasing;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>Amounts as official documents spell them.</summary>
public sealed class AmountInWordsTests
{
    [Theory]
    [InlineData(0, "nol rupiah")]
    [InlineData(1, "satu rupiah")]
    [InlineData(10, "sepuluh rupiah")]
    [InlineData(11, "sebelas rupiah")]
    [InlineData(19, "sembilan belas rupiah")]
    [InlineData(20, "dua puluh rupiah")]
    [InlineData(101, "seratus satu rupiah")]
    [InlineData(215, "dua ratus lima belas rupiah")]
    [InlineData(1_000, "seribu rupiah")]
    [InlineData(2_001, "dua ribu satu rupiah")]
    [InlineData(101_000, "seratus satu ribu rupiah")]
    [InlineData(1_000_000, "satu juta rupiah")]
    [InlineData(23_202_775, "dua puluh tiga juta dua ratus dua ribu tujuh ratus tujuh puluh lima rupiah")]
    [InlineData(1_001_000_000, "satu miliar satu juta rupiah")]
    [InlineData(2_000_000_000_011, "dua triliun sebelas rupiah")]
    public void An_amount_is_spelled_out(long amount, string words) =>
        Assert.Equal(words, AmountInWords.Of(new Rupiah(amount)));
}
