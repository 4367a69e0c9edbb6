using System.Text;
using Marketplace.Values;

namespace Marketplace.Frontend.Purchasing;

/// <summary>
/// Amounts spelled out, as official documents repeat them (terbilang). Always in Indonesian, the language of official
/// documents (UU 24/2009 Art. 27).
/// </summary>
public static class AmountInWords
{
    private static readonly string[] Digits =
        ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

    private static readonly (long Size, string Name)[] Groups =
    [
        (1_000_000_000_000_000, "kuadriliun"), (1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"),
        (1_000_000, "juta"),
    ];

    /// <summary>An amount with its currency: <c>dua belas juta lima ratus ribu rupiah</c>.</summary>
    public static string Of(Rupiah amount) => (amount.Amount == 0 ? "nol" : Spell(amount.Amount)) + " rupiah";

    private static string Spell(long number)
    {
        var words = new StringBuilder();
        foreach (var (size, name) in Groups)
        {
            if (number >= size) words.Append(Spell(number / size)).Append(' ').Append(name).Append(' ');
            number %= size;
        }

        return words.Append(number switch
        {
            >= 2_000 => $"{Spell(number / 1_000)} ribu {Spell(number % 1_000)}",
            >= 1_000 => $"seribu {Spell(number % 1_000)}",
            >= 200 => $"{Digits[number / 100]} ratus {Spell(number % 100)}",
            >= 100 => $"seratus {Spell(number % 100)}",
            >= 20 => $"{Digits[number / 10]} puluh {Spell(number % 10)}",
            >= 12 => $"{Digits[number % 10]} belas",
            _ => Digits[number],
        }).ToString().TrimEnd();
    }
}
