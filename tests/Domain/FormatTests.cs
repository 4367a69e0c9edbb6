using System.Globalization;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>How pages write numbers and days, in the reader's language and the time of Lampung.</summary>
public sealed class FormatTests
{
    /// <summary>Five past midnight of the next day in Lampung, seven hours ahead of Greenwich.</summary>
    private static readonly DateTimeOffset Night = new(2026, 8, 31, 17, 5, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> Written => new()
    {
        { "count", "57.733", "57,733" },
        { "quantity", "1.250,5", "1,250.5" },
        { "share", "41,25 %", "41.25%" },
        { "whole share", "40 %", "40%" },
        { "rupiah", "Rp1.234.567", "Rp1.234.567" },
        { "million", "Rp118,5 juta", "Rp118.5 million" },
        { "billion", "Rp2 miliar", "Rp2 billion" },
        { "day", "1 September 2026", "1 September 2026" },
        { "moment", "1 September 2026 00.05 WIB", "1 September 2026 00:05 WIB" },
        { "month", "17 Agustus 2026", "17 August 2026" },
        { "one unit", "1 dus", "1 box" },
        { "units", "12 dus", "12 boxes" },
        { "people", "3 orang", "3 people" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Numbers_and_days_are_written_in_the_readers_language(string what, string indonesian, string english)
    {
        Assert.Equal(indonesian, Read(Language.Indonesian, what));
        Assert.Equal(english, Read(Language.English, what));
    }

    [Theory]
    [InlineData("Rp1.250.000")]
    [InlineData("1,250,000")]
    [InlineData(" rp 1250000 ")]
    public void Rupiah_is_read_as_people_write_it(string text)
    {
        Assert.True(Formats.TryRupiah(text, out var amount));
        Assert.Equal(1_250_000, amount.Amount);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("Rp")]
    [InlineData("5 juta")]
    [InlineData("99999999999999999999")]
    public void What_is_no_rupiah_is_not_guessed(string text) => Assert.False(Formats.TryRupiah(text, out _));

    private static string Read(Language language, string what)
    {
        var (culture, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture();
        try
        {
            return what switch
            {
                "count" => Formats.Number(57_733),
                "quantity" => Formats.Number(new Quantity(1_250.5m)),
                "share" => Formats.Percent(new BasisPoints(4_125)),
                "whole share" => Formats.Percent(new BasisPoints(4_000)),
                "rupiah" => new Rupiah(1_234_567).ToString(),
                "million" => Formats.Large(new Rupiah(118_500_000)),
                "billion" => Formats.Large(new Rupiah(2_000_000_000)),
                "day" => Formats.Date(Night),
                "moment" => Formats.Moment(Night),
                "month" => Formats.Date(new DateOnly(2026, 8, 17)),
                "one unit" => Formats.Amount(new Quantity(1), "XBX"),
                "units" => Formats.Amount(new Quantity(12), "XBX"),
                "people" => Formats.Amount(new Quantity(3), "IE"),
                _ => throw new ArgumentOutOfRangeException(nameof(what)),
            };
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, texts);
        }
    }
}
